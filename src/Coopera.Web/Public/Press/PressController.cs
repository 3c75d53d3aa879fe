using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Documents.Pictures;
using Coopera.Core.Links;
using Coopera.Core.Press;
using Coopera.Domain;
using Coopera.Domain.Press;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Press;

[Route("/comunicati")]
public sealed class PressController(CooperaDb db, SiteAddresses addresses) : Controller
{
    private IQueryable<PressRelease> Published => db.PressReleases.AsNoTracking().Where(r => r.Status == PressReleaseStatus.Published);

    private IQueryable<PressRelease> LatestFirst => Published.OrderByDescending(r => r.IssuedOn).ThenByDescending(r => r.Id);

    [HttpGet]
    [PublicPage(PublicThings.PressReleases)]
    public async Task<ViewResult> Index() => View(await LatestFirst.ToListAsync());

    [OpenData]
    [HttpGet("feed.xml")]
    [PublicPage(PublicThings.PressReleases)]
    public async Task<FileContentResult> Feed()
    {
        var releases = await LatestFirst.Take(PressFeed.Longest).ToListAsync();
        return File(PressFeed.Write(releases, addresses), PressFeed.ContentType);
    }

    [HttpGet("{slug}")]
    [PublicPage(PublicThings.PressReleases | PublicThings.Webinars)]
    public async Task<IActionResult> Detail(string slug)
    {
        var release = await Published.SingleOrDefaultAsync(r => r.Slug == slug);
        if (release is null)
        {
            var current = await db.OldSlugs.Where(old => old.Kind == SlugOf.PressRelease && old.Slug == slug)
                .Join(Published, old => old.OwnerId, r => r.Id, (_, r) => r.Slug)
                .SingleOrDefaultAsync();
            if (current is not null)
            {
                return this.MovedTo(Addresses.Public.PressReleases, slug, current);
            }

            Response.StatusCode = StatusCodes.Status404NotFound;
            return View("Unknown", await LatestFirst.ToListAsync());
        }

        return View(await PressReleasePage.OfAsync(db, release, Request.PathBase));
    }

    [HttpGet("{slug}/anteprima.png")]
    [PublicPage(PublicThings.PressReleases)]
    public async Task<IActionResult> Picture(string slug) =>
        await Published.Where(r => r.Slug == slug).Select(r => new { r.Title, r.IssuedOn }).SingleOrDefaultAsync() is { } release
            ? File(new SharePicture("Comunicato stampa", release.Title, RomeTime.Date(release.IssuedOn)).Draw(), Png.ContentType)
            : NotFound();
}

public sealed record LinkedWebinar(string Slug, string Title);

/// <param name="BodyHtml">From Markdown, without any HTML of its own.</param>
public sealed record PressReleasePage(PressRelease Release, string BodyHtml, LinkedWebinar? Webinar)
{
    /// <summary>What staff read above one that is not on the site; null for one that is.</summary>
    public string? NotPublic => Release.Status switch
    {
        PressReleaseStatus.Draft => Phrases.OnlyStaffSeeTheDraft,
        PressReleaseStatus.Withdrawn => "Ritirato dal sito: lo vede solo chi lavora qui.",
        _ => null,
    };

    public static async Task<PressReleasePage> OfAsync(CooperaDb db, PressRelease release, string pathBase) => new(
        release,
        PressText.ToHtml(release.Body, pathBase),
        await db.Webinars.AsNoTracking()
            .Where(w => w.PressReleaseId == release.Id && w.Status != Domain.Webinars.WebinarStatus.Draft)
            .Select(w => new LinkedWebinar(w.Slug, w.Title))
            .FirstOrDefaultAsync());
}
