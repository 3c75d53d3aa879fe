using System.Security.Cryptography;
using Coopera.Core;
using Coopera.Core.Links;
using Coopera.Core.Staff;
using Coopera.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace Coopera.Web.Account;

/// <summary>
/// A cookie on devices that somebody signed in from in full: it opens nothing, but wrong passwords of strangers do not count there. One
/// cookie for all accounts of a browser, those used last first.
/// </summary>
public sealed class KnownDevices(
    IDataProtectionProvider protection, LinkGenerations generations, Settings settings, TimeProvider clock)
{
    public const string CookieName = "coopera-dispositivo";
    private const int MostAccounts = 4;
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    private readonly VoidableProtector _protector = new(protection, generations, "Coopera.KnownDevice.v1");

    private CookieBuilder Cookie
    {
        get
        {
            var cookie = new CookieBuilder();
            PagesSetup.Harden(cookie, SiteCookies.NameOf(settings.Site, CookieName));
            return cookie;
        }
    }

    /// <summary>Null where this account was never signed in.</summary>
    public string? Of(HttpContext http, string name) =>
        Read(http).FirstOrDefault(known => known.Account == SignInAttempts.KeyOf(name)).Device;

    public void Remember(HttpContext http, string name)
    {
        var account = SignInAttempts.KeyOf(name);
        var known = Read(http);
        var device = known.FirstOrDefault(one => one.Account == account).Device
            ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var all = known.Where(one => one.Account != account).Prepend((Account: account, Device: device)).Take(MostAccounts);
        var cookie = Cookie;
        var options = cookie.Build(http, clock.GetUtcNow());
        options.Expires = clock.GetUtcNow() + Life;
        var value = string.Join('|', all.Select(one => $"{one.Account}:{one.Device}"));
        http.Response.Cookies.Append(cookie.Name!, _protector.Current.ToTimeLimitedDataProtector().Protect(value, Life), options);
    }

    private List<(string Account, string Device)> Read(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[Cookie.Name!] is { Length: > 0 } text
                ? [.. _protector.Current.ToTimeLimitedDataProtector().Unprotect(text).Split('|')
                    .Select(one => one.Split(':')).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1]))]
                : [];
        }
        catch (CryptographicException)
        {
            return []; // too old, or of another site
        }
    }
}
