using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Webinars;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Site;

public sealed class SiteController(CooperaDb db, AdherentQuery adherents, TimeProvider clock) : Controller
{
    [HttpGet("/")]
    [PublicPage(PublicThings.Webinars | PublicThings.Places | PublicThings.Adherents | PublicThings.PublicBodies)]
    public async Task<ViewResult> Home()
    {
        var now = clock.GetUtcNow();
        var next = await db.Webinars.AsNoTracking()
            .Where(w => w.Status == WebinarStatus.Published && w.EndsAt > now)
            .OrderBy(w => w.StartsAt)
            .FirstOrDefaultAsync();
        var coordination = await adherents.ReadAsync();
        return View(new HomePage(
            next is null ? null : WebinarEntry.Of(next, now),
            next is null ? PublicPlaces.NoLimit : await Places.ForAllAsync(db, next, now),
            coordination.Figures,
            new IslandNetwork(coordination.Adherents.Select(adherent => adherent.Body))));
    }

    [HttpGet("/progetto")]
    [PublicPage]
    public ViewResult Project() => View();

    [HttpGet("/privacy")]
    [PublicPage]
    public ViewResult Privacy() => View();

    [HttpGet("/note-legali")]
    [PublicPage]
    public ViewResult LegalNotes() => View();

    [HttpGet("/accessibilita")]
    [PublicPage]
    public ViewResult Accessibility() => View();

    [HttpGet("/contatti")]
    [PublicPage]
    public ViewResult Contacts() => View();
}

public sealed record HomePage(WebinarEntry? Next, PublicPlaces Places, AdherentFigures Coordination, IslandNetwork Island);
