using System.Globalization;
using Coopera.Core;
using Coopera.Core.Links;
using Coopera.Web.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Public.Site;

public sealed class ForMachinesController(Settings settings, SiteAddresses addresses, SiteHosts hosts, TimeProvider clock) : Controller
{
    private const string Text = "text/plain; charset=utf-8";

    /// <summary>What no search engine needs to look for. Below a path nobody asks for it: copy it up.</summary>
    [HttpGet("/robots.txt")]
    [PublicPage]
    public ContentResult Robots()
    {
        string[] closed = hosts.IsStaff(Request.Host)
            ? ["/"]
            : [Addresses.Admin.Home, Addresses.Registration.Page(""), Addresses.Adhesion.Page("")];
        return Content(string.Join('\n', ["User-agent: *", .. closed.Select(Closed), ""]), Text);
    }

    /// <summary>Whom to tell of a hole in the site: RFC 9116.</summary>
    [HttpGet("/.well-known/security.txt")]
    [PublicPage]
    public IActionResult Security()
    {
        if (settings.Site.SecurityContacts.Count == 0)
        {
            return NotFound();
        }

        var expires = clock.GetUtcNow().UtcDateTime.Date.AddDays(180); // the RFC wants less than a year
        string?[] lines =
        [
            .. settings.Site.SecurityContacts.Select(contact => $"Contact: {contact}"),
            $"Expires: {expires.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}",
            "Preferred-Languages: it, en",
            $"Canonical: {addresses.SecurityText}",
            settings.Site.SecurityPolicy is { } policy ? $"Policy: {policy.AbsoluteUri}" : null,
        ];
        return Content(string.Join('\n', [.. lines.OfType<string>(), ""]), Text);
    }

    private string Closed(string address) => $"Disallow: {(address == "/" ? address : Url.Content(address))}";
}
