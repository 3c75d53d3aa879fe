using Coopera.Web.Data;
using Coopera.Web.Features.Account;
using Coopera.Web.Features.Admin.Coordination;
using Coopera.Web.Features.Admin.Home;
using Coopera.Web.Features.Admin.Mail;
using Coopera.Web.Features.Admin.Press;
using Coopera.Web.Features.Admin.Questions;
using Coopera.Web.Features.Admin.Registrations;
using Coopera.Web.Features.Admin.Staff;
using Coopera.Web.Features.Admin.Webinars;
using Coopera.Web.Features.Coordination;
using Coopera.Web.Features.Coordination.Adhesions;
using Coopera.Web.Features.PublicBodies;
using Coopera.Web.Features.Registrations;
using Coopera.Web.Files;
using Coopera.Web.Infrastructure;
using Coopera.Web.Jobs;
using Coopera.Web.Mail;
using Serilog;

Logging.StartUp();
try
{
    var builder = WebApplication.CreateBuilder(args);
    var settings = Settings.Read(builder.Configuration, builder.Environment);
    DataFolder.Prepare(settings.Site);
    builder.Host.UseCooperaLogging();
    builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = PagesSetup.LargestForm;
    });

    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton(settings);
    builder.Services.AddMemoryCache();
    builder.Services.AddSingleton<PersonalLinks>();
    builder.Services.AddSingleton<InvitationLinks>();
    builder.Services.AddSingleton<SiteAddresses>();
    builder.Services.AddSingleton<FormStamps>();
    builder.Services.AddCooperaData(settings.Database);
    builder.Services.AddScoped<PublicBodyDirectory>();
    builder.Services.AddScoped<AdherentQuery>();
    builder.Services.AddRegistrationUseCases();
    builder.Services.AddAdhesionUseCases();
    builder.Services.AddRegistrationDesk();
    builder.Services.AddWebinarEditor();
    builder.Services.AddPressEditor();
    builder.Services.AddCoordinationDesk();
    builder.Services.AddQuestionDesk();
    builder.Services.AddTodayPage();
    builder.Services.AddMailDesk();
    builder.Services.AddStaffDesk();
    builder.Services.AddCooperaMail(settings);
    builder.Services.AddFiles();
    builder.Services.AddJobRunner(settings.WorkerEnabled);
    builder.Services.AddJob<ForgetOldWrites>();
    builder.Services.AddStaff();
    builder.Services.AddTrustedProxies(settings.Site);
    builder.Services.AddRateLimits(settings.RateLimits);
    builder.Services.AddPublicCompression();
    builder.Services.AddHealth();
    builder.Services.AddPages();

    var app = builder.Build();
    await app.Services.PrepareDatabaseAsync(settings);
    await app.Services.EnsureFirstAdministratorAsync(settings);

    app.UseForwardedHeaders();
    app.UsePublicScheme(settings.Site);
    app.UsePathBase(settings.Site.PathBase);
    app.UseSecurityHeaders();
    app.UseRequestLog();
    app.UseHeadAsGet();
    app.UseExceptionHandler("/errore", createScopeForErrors: true);
    app.UseStatusCodePagesWithReExecute("/errore/{0}");
    app.UseRouting();
    app.UseRateLimiter();
    app.UseBodyLimits();
    app.UseAuthentication();
    app.UsePublicCompression();
    app.UseAuthorization();
    app.MapStaticAssets();
    app.MapHealth();
    app.MapControllers().WithStaticAssets();
    await app.RunAsync();
    return 0;
}
catch (SettingsException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return 1;
}
catch (Exception failure) when (failure is not HostAbortedException)
{
    Log.Fatal(failure, "The site could not start");
    return 1;
}
finally
{
    await Log.CloseAndFlushAsync();
}

/// <summary>The site; tests start it as people do.</summary>
public partial class Program;
