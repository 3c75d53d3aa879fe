using Coopera.Web.Data;
using Coopera.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc.Razor;

var builder = WebApplication.CreateBuilder(args);
var settings = Settings.Read(builder.Configuration, builder.Environment);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton<PersonalLinks>();
builder.Services.AddSingleton<SiteAddresses>();
builder.Services.AddCooperaData(settings.Database);
builder.Services.AddControllersWithViews();
builder.Services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new FeatureFolders()));

var app = builder.Build();
await app.Services.PrepareDatabaseAsync(settings);
app.MapStaticAssets();
app.MapControllers();
app.Run();
