using System.Text;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.Samples;
using Coopera.Core.Staff;
using Coopera.Web.Account;
using Coopera.Web.Admin;
using Coopera.Web.Admin.Columns;
using Coopera.Web.Admin.Exports;
using Coopera.Web.Admin.Home;
using Coopera.Web.Admin.Mail;
using Coopera.Web.Admin.Mailings;
using Coopera.Web.Admin.Presence.Import;
using Coopera.Web.Admin.Registrations;
using Coopera.Web.Admin.SavedFilters;
using Coopera.Web.Admin.Search;
using Coopera.Web.Commands;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Registrations;
using Coopera.Web.Shared;
using Serilog;

try
{
    Machine.Check();
    Logging.StartUp();
    var verb = Verbs.Of(args);
    if (verb == Verbs.NewKey)
    {
        return await NewKey.RunAsync(args);
    }

    DataFolder.KeepToOneself();
    var builder = WebApplication.CreateBuilder(ProgramFolder.Options(args));
    var settings = Settings.Read(builder.Configuration, builder.Environment).For(verb);
    Listening.Check(builder.Configuration);
    DataFolder.Prepare(settings);
    builder.Host.UseCooperaLogging();
    builder.WebHost.UseStaticWebAssets();
    builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;

        // A page elsewhere on the host may have left a cookie with "caffè" in it; read as UTF-8 it would be a bare 400.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestBodySize = PagesSetup.LargestForm;
    });

    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddCore(settings);
    builder.Services.AddSiteAddresses();
    builder.Services.AddSingleton<Receipts>();
    builder.Services.AddStaffSignIn();
    builder.Services.AddSignUpForms();
    builder.Services.AddStaffHeader();
    builder.Services.AddTodayPage();
    builder.Services.AddListExports();
    builder.Services.AddSavedFilters();
    builder.Services.AddListColumns();
    builder.Services.AddRegistrationLists();
    builder.Services.AddPresenceImports();
    builder.Services.AddMailPages();
    builder.Services.AddMailingPages();
    builder.Services.AddSearchEverywhere();
    builder.Services.AddTrustedProxies(settings.Site);
    builder.Services.AddSiteCookies(settings.Site);
    builder.Services.AddRateLimits(settings.RateLimits);
    builder.Services.AddPublicPages();
    builder.Services.AddHealth();
    builder.Services.AddPages();

    await using var app = builder.Build();
    app.TellStart();
    app.RequireFrontend();
    await app.Services.PrepareDatabaseAsync();
    if (verb == Verbs.Migrate)
    {
        return 0;
    }

    await app.Services.ProtectWhatIsStoredAsync();
    DataFolder.Mend(settings, app.Logger);
    await app.Services.CheckUploadFolderAsync();
    if (verb == Verbs.RevokeLinks)
    {
        return await RevokeLinks.RunAsync(app.Services);
    }

    if (verb == Verbs.CheckRegister)
    {
        return await CheckRegister.RunAsync(app.Services);
    }

    await app.Services.PlantSamplesAsync(settings);
    await app.Services.EnsureFirstAdministratorAsync(settings);

    app.UseTrustedProxies(settings.Site);
    app.UsePublicScheme(settings.Site);
    app.UsePublicPath(settings.Site);
    app.UseSecurityHeaders();
    app.UseRequestLog();
    app.UseHeadAsGet();
    app.UseExceptionHandler("/errore", createScopeForErrors: true);
    app.UseStatusCodePagesWithReExecute("/errore/{0}");
    app.UseOwnHosts();
    app.UseStaffHost(settings.Site);
    app.UseOriginCheck();
    app.UseRouting();
    app.UsePageOfWhatIsSent();
    app.UsePublicPages();
    app.UseRateLimiter();
    app.UseBodyLimits();
    app.UseAuthentication();
    app.UseAuthorization();
    app.MapFrontend();
    app.MapHealth();
    app.MapControllers().WithStaticAssets();
    await app.ListenAsync();
    app.TellReady();
    await app.WaitForShutdownAsync();
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

public partial class Program;
