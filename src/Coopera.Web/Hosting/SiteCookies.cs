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

        var prefix = site.PathBase.Length == 0 ? "__Host-" : "__Secure-";
        services.PostConfigure<AntiforgeryOptions>(options => Hold(options.Cookie));
        services.PostConfigure<CookieTempDataProviderOptions>(options => Hold(options.Cookie));
        return services.PostConfigureAll<CookieAuthenticationOptions>(options => Hold(options.Cookie));

        void Hold(CookieBuilder cookie)
        {
            cookie.SecurePolicy = CookieSecurePolicy.Always;
            cookie.Name = cookie.Name is { Length: > 0 } name && !name.StartsWith("__", StringComparison.Ordinal)
                ? prefix + name
                : cookie.Name;
        }
    }
}
