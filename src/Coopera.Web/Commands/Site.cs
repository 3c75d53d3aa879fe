using System.Text;
using Coopera.Core;
using Coopera.Core.Files;
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
using Coopera.Web.Hosting;
using Coopera.Web.Public.Registrations;
using Coopera.Web.Shared;

namespace Coopera.Web.Commands;

/// <summary>What the site has and what a request passes, as two lists.</summary>
public static class Site
{
    /// <param name="args">The settings of the command line.</param>
    /// <param name="reach">Of a verb; null: it will be served.</param>
    /// <param name="adjust">What a verb wants otherwise than the settings say.</param>
    public static WebApplication Build(string[] args, Reach? reach = null, Func<Settings, Settings>? adjust = null)
    {
        DataFolder.KeepToOneself();
        var builder = WebApplication.CreateBuilder(ProgramFolder.Options(args));
        var settings = Settings.Read(builder.Configuration, builder.Environment);
        settings = adjust?.Invoke(settings) ?? settings;
        Listening.Check(builder.Configuration);
        if (reach != Reach.Reads)
        {
            DataFolder.Prepare(settings);
        }

        builder.Host.UseCooperaLogging(settings.LogFormat, forVerb: reach is not null);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // A page elsewhere on the host may have left a cookie with "caffè" in it; read as UTF-8 it would be a bare 400.
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Limits.MaxRequestBodySize = PagesSetup.LargestForm;
        });

        // Requests and jobs finish side by side: one that takes its time shall not take that of the other.
        builder.Services.Configure<HostOptions>(host => host.ServicesStopConcurrently = true);
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
        builder.Services.AddTelemetry(reach is null ? settings.OtlpEndpoint : null);
        builder.Services.AddPages();
        return builder.Build();
    }

    public static void UseSite(this WebApplication app, Settings settings)
    {
        app.UseTrustedProxies(settings.Site);
        app.UsePublicScheme(settings.Site);
        app.UsePublicPath(settings.Site);
        app.UseSecurityHeaders();
        app.UseRequestLog();
        app.UseHeadAsGet();
        app.UseExceptionHandler("/errore", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/errore/{0}");
        app.UseOwnHosts();
        app.UseHealth();
        app.UseStaffHost(settings.Site);
        app.UseOriginCheck();
        app.UsePlainSlugs();
        app.UseRouting();
        app.UsePageOfWhatIsSent();
        app.UsePublicPages();
        app.UseRateLimiter();
        app.UseBodyLimits();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapFrontend();
        app.MapControllers().WithStaticAssets();
    }
}
