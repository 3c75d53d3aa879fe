using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Staff;
using Coopera.Web.Account.Profile;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.WebUtilities;

namespace Coopera.Web.Account;

public static class StaffSetup
{
    private static readonly string SignInPath = Addresses.Path(Addresses.Account.SignIn);

    public static IServiceCollection AddStaffSignIn(this IServiceCollection services)
    {
        new IdentityBuilder(typeof(StaffUser), typeof(IdentityRole), services)
            .AddSignInManager<StaffSignIn>()
            .AddDefaultTokenProviders()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            PagesSetup.Harden(options.Cookie, "coopera-accesso");
            options.LoginPath = SignInPath;
            options.AccessDeniedPath = Addresses.Path(Addresses.Account.Denied);
            options.ReturnUrlParameter = "ritorno";
            options.ExpireTimeSpan = TimeSpan.FromHours(8);
            options.SlidingExpiration = true;
            options.Events.OnValidatePrincipal = EndVoidedSessionsAsync;
            options.Events.OnRedirectToLogin = AskToSignIn;
            options.Events.OnRedirectToAccessDenied = DeniedController.LeadAsync;
        });
        services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme, options => PagesSetup.Harden(options.Cookie, "coopera-secondo-passo"));
        services.AddOptions<IdentityPasskeyOptions>().Configure<Settings>(SetPasskeys);
        services.AddStaffPolicies();
        services.AddSingleton<StaffRights>();
        services.AddScoped(provider => (StaffSignIn)provider.GetRequiredService<SignInManager<StaffUser>>());
        services.AddSingleton<KnownDevices>();
        services.AddScoped<Passkeys>();
        services.AddScoped<UnsentForms>();
        services.AddSingleton<SecondFactorGuard>();
        return services;
    }

    /// <summary>
    /// Passkeys are bound to the host of Gestione, and answered only for its very origin, port included (on this machine: the one asked);
    /// the device must see its owner, and remember whose account it is.
    /// </summary>
    private static void SetPasskeys(IdentityPasskeyOptions options, Settings settings)
    {
        var site = settings.Site.StaffUrl ?? settings.Site.BaseUrl;
        var origin = SiteHosts.OriginOf(site);
        options.ServerDomain = site?.IdnHost;
        options.UserVerificationRequirement = options.ResidentKeyRequirement = "required";
        options.ValidateOrigin = asked => ValueTask.FromResult(!asked.CrossOrigin
            && (asked.Origin == origin
                || (site?.IsLoopback != false && asked.Origin == SiteHosts.OriginOf(asked.HttpContext.Request))));
    }

    /// <summary>
    /// A cookie alone proves only that somebody once signed in: every page asks whether the session still holds. Signing out ends it,
    /// copies of the cookie included; a new password and whatever else moves the account's security stamp ends all of the account's.
    /// </summary>
    private static async Task EndVoidedSessionsAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>() is null
            || http.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            return; // style sheets and the like are the same for everybody, and an error page must not fail on the database, too
        }

        if (!await http.RequestServices.GetRequiredService<StaffSignIn>().HoldsAsync(context.Principal))
        {
            context.RejectPrincipal();
            await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }

    /// <summary>
    /// Signing in leads back to a page, never to what was being sent: that would be asked for with a GET. What was written is kept, and
    /// shown again on the page where it was.
    /// </summary>
    private static async Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        var signIn = request.PathBase + SignInPath;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            // Without scheme and host: those of the request are what a proxy makes of them.
            context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
        }
        else
        {
            var page = await context.HttpContext.RequestServices.GetRequiredService<UnsentForms>().KeepAsync(context.HttpContext);
            context.Response.Redirect(
                page is null ? signIn : QueryHelpers.AddQueryString(signIn, context.Options.ReturnUrlParameter, page));
        }

        context.Response.Headers.CacheControl = "no-store";
    }
}
