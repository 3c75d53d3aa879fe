using System.Globalization;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Press;
using Coopera.Core.Webinars;
using Coopera.Domain.Press;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

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
        string[] open = hosts.IsStaff(Request.Host) ? [] : [$"Sitemap: {addresses.Sitemap}"];
        return Content(string.Join('\n', ["User-agent: *", .. closed.Select(Closed), .. open, ""]), Text);
    }

    /// <summary>The pages worth finding, and when each last changed, as far as the site knows: sitemaps.org.</summary>
    [HttpGet("/sitemap.xml")]
    [PublicPage(PublicThings.Webinars | PublicThings.PressReleases)]
    public async Task<FileContentResult> Sitemap([FromServices] CooperaDb db)
    {
        var webinars = await db.Webinars.AsNoTracking()
            .Where(w => w.Status != WebinarStatus.Draft && w.ArchivedAt == null && !w.IsSample)
            .OrderByDescending(w => w.StartsAt).Take(SitePages.Most)
            .Select(w => new { w.Id, w.Slug }).ToListAsync();
        var changed = await CalendarChanges.KnownAsync(db, webinars.ConvertAll(w => w.Id));
        var releases = await db.PressReleases.AsNoTracking().Where(r => r.Status == PressReleaseStatus.Published)
            .OrderByDescending(r => r.IssuedOn).Take(SitePages.Most).ToListAsync();
        SitePage[] pages =
        [
            .. SitePages.Fixed,
            new(Addresses.Public.Webinars, changed.Count == 0 ? null : changed.Values.Max()),
            new(Addresses.Public.PressReleases, releases.Count == 0 ? null : PressFeed.Updated(releases)),
            .. webinars.Select(w => new SitePage(Addresses.Public.Webinar(w.Slug), changed.TryGetValue(w.Id, out var at) ? at : null)),
            .. releases.Select(r => new SitePage(Addresses.Public.PressRelease(r.Slug), PressFeed.Updated([r]))),
        ];
        return File(SitePages.Write(pages, addresses), "application/xml; charset=utf-8");
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
