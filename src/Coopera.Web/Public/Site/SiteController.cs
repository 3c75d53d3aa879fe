using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Documents.Pictures;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Core.Texts;
using Coopera.Domain.Press;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Webinars;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Site;

public sealed class SiteController(CooperaDb db, AdherentQuery adherents, TimeProvider clock) : Controller
{
    private const int Soon = 3;

    private static readonly Lazy<byte[]> OfTheSite = new(() => new SharePicture(
        "Progetto di ANCI Sicilia", "Webinar e Coordinamento dei Comuni siciliani della rete SAI",
        "I Comuni migliorano PER Arginare le vulnerabilità").Draw());

    [HttpGet("/")]
    [PublicPage(PublicThings.Webinars | PublicThings.Places | PublicThings.Adherents | PublicThings.PressReleases
        | PublicThings.PublicBodies)]
    public async Task<ViewResult> Home()
    {
        var now = clock.GetUtcNow();
        var coming = await db.Webinars.AsNoTracking()
            .Where(w => w.Status == WebinarStatus.Published && w.EndsAt > now)
            .OrderBy(w => w.StartsAt)
            .Take(Soon + 1)
            .ToListAsync();
        var places = await Places.ForAllAsync(db, coming, now);
        var coordination = await adherents.ReadAsync();
        return View(new HomePage(
            [.. coming.Take(Soon).Select(webinar => WebinarEntry.Of(webinar, now, places.GetValueOrDefault(webinar.Id)))],
            AreMoreComing: coming.Count > Soon,
            coordination.Figures,
            new IslandNetwork(coordination.Adherents.Select(adherent => adherent.Body)))
        {
            PressRelease = await db.PressReleases.AsNoTracking().Where(r => r.Status == PressReleaseStatus.Published)
                .OrderByDescending(r => r.IssuedOn).ThenByDescending(r => r.Id).FirstOrDefaultAsync(),
            Materials = await NewMaterialsAsync(),
        });
    }

    /// <summary>For the pages that have none of their own: it never changes.</summary>
    [HttpGet("/anteprima.png")]
    [PublicPage]
    public FileContentResult Picture() => File(OfTheSite.Value, Png.ContentType);

    [HttpGet("/progetto")]
    [PublicPage]
    public ViewResult Project() => View();

    [HttpGet("/privacy")]
    [PublicPage(PublicThings.Texts)]
    public Task<ViewResult> Privacy() => WithTextsAsync();

    [HttpGet("/note-legali")]
    [PublicPage(PublicThings.Texts)]
    public Task<ViewResult> LegalNotes() => WithTextsAsync();

    [HttpGet("/accessibilita")]
    [PublicPage(PublicThings.Texts)]
    public Task<ViewResult> Accessibility() => WithTextsAsync();

    [HttpGet("/contatti")]
    [PublicPage(PublicThings.Texts)]
    public Task<ViewResult> Contacts() => WithTextsAsync();

    [HttpGet("/domande-frequenti")]
    [PublicPage]
    public ViewResult Faq() => View();

    private async Task<ViewResult> WithTextsAsync() => View(await SiteTexts.ReadAsync(db));

    private async Task<IReadOnlyList<HomeMaterial>> NewMaterialsAsync()
    {
        var newest = await db.Set<Material>().AsNoTracking()
            .Join(db.Webinars, m => EF.Property<int>(m, "WebinarId"), w => w.Id, (material, webinar) => new
            {
                webinar.Slug,
                webinar.Title,
                IsShown = webinar.Status != WebinarStatus.Draft && webinar.ArchivedAt == null && !material.ForRegisteredOnly,
                Material = material,
            })
            .Where(found => found.IsShown)
            .OrderByDescending(found => found.Material.AddedAt).ThenByDescending(found => found.Material.Id)
            .Take(Soon)
            .ToListAsync();
        return
        [
            .. newest.Select(found => new HomeMaterial(
                PublicMaterial.Of(found.Material, id => Addresses.Public.WebinarMaterial(found.Slug, id)), found.Slug, found.Title)),
        ];
    }
}

public sealed record HomePage(
    IReadOnlyList<WebinarEntry> Coming, bool AreMoreComing, AdherentFigures Coordination, IslandNetwork Island)
{
    public required PressRelease? PressRelease { get; init; }

    public required IReadOnlyList<HomeMaterial> Materials { get; init; }
}

/// <summary>A material that everybody may have, and the webinar it belongs to.</summary>
public sealed record HomeMaterial(PublicMaterial Material, string Slug, string Title);
