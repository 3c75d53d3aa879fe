using System.Security.Claims;
using Coopera.Core;
using Coopera.Core.Links;
using Coopera.Core.Staff;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.Options;

namespace Coopera.Web.Account;

/// <summary>
/// A form of Gestione that came in when the session had ended. It is kept for the account whose cookie came with it, and for this browser:
/// see <see cref="KeptForms"/>. Files and whatever opens something are left out.
/// </summary>
public sealed class UnsentForms(
    KeptForms forms, IOptionsMonitor<CookieAuthenticationOptions> cookies, Settings settings, TimeProvider clock)
{
    public const string CookieName = "coopera-sospeso";

    private static readonly FormOptions Limits = new()
    {
        ValueCountLimit = 600,
        KeyLengthLimit = 200,
        ValueLengthLimit = KeptForms.Largest,
        BufferBodyLengthLimit = KeptForms.Largest,
        MultipartBodyLengthLimit = KeptForms.Largest,
    };

    private static readonly TimeSpan OldestTicket = TimeSpan.FromDays(3);

    // What a form carries besides what somebody wrote into it.
    private static readonly HashSet<string> Marks = new(StringComparer.OrdinalIgnoreCase) { "Seen", "Revision", "Agreed", "do" };

    private readonly string _name = SiteCookies.NameOf(settings.Site, CookieName);

    /// <returns>Whether something waits here for whoever signs in next.</returns>
    public bool IsWaiting(HttpContext http) => http.Request.Cookies.ContainsKey(_name);

    /// <returns>The page to come back to; null when there was nothing to keep, or nobody to keep it for.</returns>
    public async Task<string?> KeepAsync(HttpContext http)
    {
        if (WhoseCookie(http) is not { } user || await ReadAsync(http.Request) is not { } form
            || await forms.KeepAsync(user, form) is not { } ticket)
        {
            return null;
        }

        var options = Cookie().Build(http, clock.GetUtcNow());
        options.MaxAge = KeptForms.Life;
        http.Response.Cookies.Append(_name, ticket, options);
        return form.Page;
    }

    public async Task<KeptForm?> FindAsync(HttpContext http) =>
        http.Request.Cookies[_name] is { Length: > 0 } ticket && http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } user
            ? await forms.FindAsync(user, ticket)
            : null;

    public async Task ForgetAsync(HttpContext http)
    {
        await forms.ForgetAsync(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!);
        http.Response.Cookies.Delete(_name, Cookie().Build(http));
    }

    /// <summary>The page of Gestione that something was asked from; null when nothing tells.</summary>
    internal static string? PageBefore(HttpRequest request) =>
        request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } from && from.Host == request.Host.Host
            && from.AbsolutePath.StartsWith(request.PathBase + Addresses.Path(Addresses.Admin.Home), StringComparison.Ordinal)
            ? from.PathAndQuery
            : null;

    private CookieBuilder Cookie()
    {
        var cookie = new CookieBuilder();
        PagesSetup.Harden(cookie, _name);
        return cookie;
    }

    /// <summary>The cookie opens nothing any more, but it still tells whose it was.</summary>
    private string? WhoseCookie(HttpContext http)
    {
        var options = cookies.Get(IdentityConstants.ApplicationScheme);
        var value = options.CookieManager.GetRequestCookie(http, options.Cookie.Name!);
        return value is { Length: > 0 } && options.TicketDataFormat.Unprotect(value) is { } ticket
            && clock.GetUtcNow() - ticket.Properties.IssuedUtc <= OldestTicket
                ? ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)
                : null;
    }

    private static async Task<KeptForm?> ReadAsync(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || !StaffHost.IsStaffPath(request.Path)
            || request.Path.StartsWithSegments(Addresses.Path(Addresses.Account.SignIn), StringComparison.OrdinalIgnoreCase)
            || request.Path.StartsWithSegments(Addresses.Path(Addresses.Profile.Page), StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var sentTo = request.PathBase + request.Path;
            var sent = await new FormFeature(request, Limits).ReadFormAsync(request.HttpContext.RequestAborted);
            var fields = sent.Where(field => IsKept(field.Key)).ToDictionary(field => field.Key, field => field.Value.ToArray());
            var isWritten = fields.Any(field => !Marks.Contains(LastPart(field.Key))
                && field.Value.Any(value => !string.IsNullOrWhiteSpace(value) && value is not ("true" or "false")));
            return isWritten && fields.Sum(field => field.Key.Length + field.Value.Sum(value => value?.Length ?? 0)) <= KeptForms.Largest
                ? new KeptForm(PageBefore(request) ?? sentTo, sentTo, ActionOf(request), fields)
                : null;
        }
        catch (Exception tooMuch) when (tooMuch is InvalidDataException or BadHttpRequestException or IOException)
        {
            return null;
        }
    }

    private static string? ActionOf(HttpRequest request) =>
        request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>()?.ActionName;

    private static bool IsKept(string field) => field != SentForms.Field && !SentForms.Proofs.Contains(field)
        && !LastPart(field).Contains("password", StringComparison.OrdinalIgnoreCase)
        && LastPart(field) is not ("Code" or "Credential" or "Token");

    private static string LastPart(string field) => field[(field.LastIndexOf('.') + 1)..];
}
