using Coopera.Domain.Press;
using Coopera.Web.Data;
using Markdig;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Features.Press;

/// <summary>Press releases.</summary>
[Route("/comunicati")]
public sealed class PressController(CooperaDb db) : Controller
{
    // Raw HTML is shown as text: what is written in the back office cannot bring markup of its own.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().Build();

    [HttpGet]
    public async Task<ViewResult> Index() =>
        View(await db.PressReleases.AsNoTracking().OrderByDescending(r => r.IssuedOn).ThenByDescending(r => r.Id).ToListAsync());

    [HttpGet("{slug}")]
    public async Task<IActionResult> Detail(string slug)
    {
        var release = await db.PressReleases.AsNoTracking().SingleOrDefaultAsync(r => r.Slug == slug);
        if (release is null)
        {
            return NotFound();
        }

        var webinar = await db.Webinars.AsNoTracking()
            .Where(w => w.PressReleaseId == release.Id && w.Status != Domain.Webinars.WebinarStatus.Draft)
            .Select(w => new LinkedWebinar(w.Slug, w.Title))
            .FirstOrDefaultAsync();
        return View(new PressReleasePage(release, Markdown.ToHtml(release.Body, Pipeline), webinar));
    }
}

public sealed record LinkedWebinar(string Slug, string Title);

/// <param name="BodyHtml">From Markdown, without any HTML of its own.</param>
public sealed record PressReleasePage(PressRelease Release, string BodyHtml, LinkedWebinar? Webinar);
