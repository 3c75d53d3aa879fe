using Coopera.Core;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Hosting;

/// <summary>
/// Where the public address is https, browsers are made to hold the cookies to it (RFC 6265bis): no page of a neighbouring host can set one
/// that begins with <c>__Host-</c>. That one belongs to a whole host; below a path base it is <c>__Secure-</c>.
/// </summary>
public static class SiteCookies
{
    public static IServiceCollection AddSiteCookies(this IServiceCollection services, SiteSettings site)
    {
        if (!site.IsEncrypted)
        {
            return services;
        }

        services.PostConfigure<AntiforgeryOptions>(options => Hold(options.Cookie));
        services.PostConfigure<CookieTempDataProviderOptions>(options => Hold(options.Cookie));
        return services.PostConfigureAll<CookieAuthenticationOptions>(options => Hold(options.Cookie));

        void Hold(CookieBuilder cookie)
        {
            cookie.SecurePolicy = CookieSecurePolicy.Always;
            cookie.Name = cookie.Name is { Length: > 0 } name && !name.StartsWith("__", StringComparison.Ordinal)
                ? NameOf(site, name)
                : cookie.Name;
        }
    }

    /// <param name="isForAPart">It is sent below one address only, which the strictest prefix does not allow.</param>
    public static string NameOf(SiteSettings site, string name, bool isForAPart = false) =>
        !site.IsEncrypted ? name : site.PathBase.Length == 0 && !isForAPart ? "__Host-" + name : "__Secure-" + name;
}
