using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Documents.Pictures;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Webinars;

[Route("/webinar")]
public sealed class WebinarsController(CooperaDb db, SiteAddresses addresses, Settings settings, TimeProvider clock) : Controller
{
    [HttpGet]
    [PublicPage(PublicThings.Webinars | PublicThings.Places)]
    public async Task<ViewResult> Index([FromQuery(Name = "pagina")] int page = 1) =>
        View(await WebinarList.ReadAsync(db, clock.GetUtcNow(), page));

    [HttpGet("{slug}")]
    [PublicPage(PublicThings.Webinars | PublicThings.Places | PublicThings.PressReleases)]
    public async Task<IActionResult> Detail(string slug)
    {
        var webinar = await db.Webinars.AsNoTracking().Whole().SingleOrDefaultAsync(w => w.Slug == slug && w.Status != WebinarStatus.Draft);
        if (webinar is null)
        {
            return await this.UnknownWebinarAsync(db, clock.GetUtcNow());
        }

        return View(await WebinarPage.OfAsync(db, webinar, clock.GetUtcNow(), id => Addresses.Public.WebinarMaterial(webinar.Slug, id)));
    }

    [HttpGet("{slug}/anteprima.png")]
    [PublicPage(PublicThings.Webinars)]
    public async Task<IActionResult> Picture(string slug)
    {
        var webinar = await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Slug == slug && w.Status != WebinarStatus.Draft);
        if (webinar is null)
        {
            return await this.UnknownWebinarAsync(db, clock.GetUtcNow());
        }

        var kind = webinar.Status == WebinarStatus.Cancelled ? "Webinar annullato" : "Webinar gratuito, on line";
        return File(new SharePicture(kind, webinar.Title, RomeTime.Span(webinar.StartsAt, webinar.EndsAt)).Draw(), Png.ContentType);
    }

    [OpenData]
    [HttpGet("{slug}/calendario.ics")]
    [PublicPage(PublicThings.Webinars)]
    public async Task<IActionResult> Calendar(string slug)
    {
        var webinar = await db.Webinars.AsNoTracking().Include(w => w.Talks)
            .SingleOrDefaultAsync(w => w.Slug == slug && w.Status != WebinarStatus.Draft);
        if (webinar is null)
        {
            return await this.UnknownWebinarAsync(db, clock.GetUtcNow());
        }

        var changed = await CalendarChanges.OfAsync(db, [webinar]);
        return Calendar(WebinarCalendar.Published(Entry(webinar), Organizer, changed[webinar.Id]), $"{webinar.Slug}.ics");
    }

    /// <summary>A file for everybody; what is only for who signed up is on their personal page.</summary>
    [HttpGet("{slug}/materiali/{material:int}")]
    public async Task<IActionResult> Material(string slug, int material, [FromServices] UploadStore store)
    {
        var webinar = await db.Webinars.AsNoTracking()
            .Include(w => w.Materials).SingleOrDefaultAsync(w => w.Slug == slug && w.Status != WebinarStatus.Draft);
        if (webinar is null)
        {
            return await this.UnknownWebinarAsync(db, clock.GetUtcNow());
        }

        return webinar.Material(material) is { ForRegisteredOnly: false } found ? MaterialFile.Of(found, store) : NotFound();
    }

    [OpenData]
    [HttpGet("calendario.ics")]
    [PublicPage(PublicThings.Webinars)]
    public async Task<IActionResult> Feed()
    {
        var webinars = await db.Webinars.AsNoTracking().Include(w => w.Talks)
            .Where(w => w.Status != WebinarStatus.Draft && w.ArchivedAt == null).OrderBy(w => w.StartsAt).ToListAsync();
        var changed = await CalendarChanges.OfAsync(db, webinars);
        return Calendar(WebinarCalendar.Feed(webinars.Select(w => (Entry(w), changed[w.Id])), Organizer), "webinar-coopera.ics");
    }

    private CalendarOrganizer Organizer => new(addresses.Host, settings.Mail.From);

    private CalendarEntry Entry(Webinar w) =>
        new(
            w.Id, w.Title, w.Theme, w.StartsAt, w.EndsAt, w.CalendarSequence,
            addresses.Webinar(w.Slug), w.Status == WebinarStatus.Cancelled, w.Platform,
            Programme: w.Talks.Programme());

    private FileContentResult Calendar(byte[] calendar, string fileName) => File(calendar, "text/calendar; charset=utf-8", fileName);
}
