using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Webinars;

[Route("/gestione/webinar/{id:int}")]
public sealed class WebinarPageController(CooperaDb db, TimeProvider clock) : AdminController
{
    private const string TooLate = "Nel frattempo il webinar è cambiato, e così non si può più: guarda com’è adesso.";

    [HttpGet]
    public async Task<IActionResult> Page(int id, [FromServices] SiteAddresses addresses) => await FindAsync(id) is { } page
        ? View(page with { Panels = await WebinarPanels.OfAsync(db, page.Webinar, addresses, page.Now) })
        : NotFound();

    [HttpGet("pubblica")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> AskPublish(int id) => AskAsync(id, "pubblica");

    [HttpGet("annulla")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> AskCancel(int id) => AskAsync(id, "annulla");

    [HttpGet("rimetti")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> AskReinstate(int id) => AskAsync(id, "rimetti");

    [HttpGet("archivia")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> AskArchive(int id) => AskAsync(id, "archivia");

    [HttpGet("ripristina")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> AskUnarchive(int id) => AskAsync(id, "ripristina");

    [HttpGet("duplica")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> AskDuplicate(int id) => AskAsync(id, "duplica");

    [HttpGet("elimina")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public Task<IActionResult> AskDelete(int id) => AskAsync(id, "elimina");

    [HttpPost("pubblica")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Publish(
        int id, string? seen, [FromServices] PublishWebinar publish, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id,
            "pubblica",
            await publish.RunAsync(Asks(id, seen), cancellationToken),
            "Il webinar è pubblicato: la sua pagina è sul sito.");

    [HttpPost("annulla")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Cancel(
        int id, string? seen, CancelForm form, [FromServices] CancelWebinar cancel, CancellationToken cancellationToken)
    {
        var message = Text.CleanParagraph(form.Message);
        if (message.Length is 0 or > Webinar.TextMaxLength)
        {
            ModelState.AddModelError(nameof(form.Message), message.Length == 0
                ? "Scrivi perché il webinar è annullato: lo leggono tutte le persone iscritte."
                : Phrases.TooLong("Il messaggio", Webinar.TextMaxLength));
            return await ShowAsync(id, "annulla", StatusCodes.Status422UnprocessableEntity, form);
        }

        return await AnswerAsync(
            id, "annulla", await cancel.RunAsync(Asks(id, seen), message, cancellationToken), "Il webinar è annullato.", form);
    }

    [HttpPost("rimetti")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Reinstate(
        int id, string? seen, [FromServices] RestoreWebinar restore, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id, "rimetti", await restore.RunAsync(Asks(id, seen), cancellationToken), "Il webinar è di nuovo in programma.");

    [HttpPost("archivia")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Archive(
        int id, string? seen, [FromServices] ArchiveWebinar archive, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id,
            "archivia",
            await archive.RunAsync(Asks(id, seen), archive: true, cancellationToken),
            "Il webinar è archiviato: lo ritrovi tra gli archiviati, e da qui puoi toglierlo dall’archivio.");

    [HttpPost("ripristina")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Unarchive(
        int id, string? seen, [FromServices] ArchiveWebinar archive, CancellationToken cancellationToken) =>
        await AnswerAsync(
            id,
            "ripristina",
            await archive.RunAsync(Asks(id, seen), archive: false, cancellationToken),
            "Il webinar è di nuovo negli elenchi.");

    [HttpPost("duplica")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Duplicate(int id, [FromServices] CreateWebinar create, CancellationToken cancellationToken)
    {
        if (await create.DuplicateAsync(id, User.Identity!.Name!, SentFormId, cancellationToken) is not { } copy)
        {
            return NotFound();
        }

        TempData["Done"] =
            "Ecco la copia, già salvata in bozza. Controlla titolo, data e indirizzo della pagina; se non ti serve, eliminala dalla sua "
            + "pagina.";
        return this.SeeOther(nameof(WebinarEditorController.Edit), new { id = copy }, on: "WebinarEditor");
    }

    [HttpPost("elimina")]
    [Authorize(Policy = StaffPolicies.Edit)]
    public async Task<IActionResult> Delete(int id, string? seen, [FromServices] DeleteWebinar delete, CancellationToken cancellationToken)
    {
        return await AnswerAsync(
            await delete.RunAsync(Asks(id, seen), cancellationToken),
            "La bozza è eliminata.",
            new SeeOther(Url.Content(Addresses.Admin.Webinars.List)),
            status => ShowAsync(id, "elimina", status, new CancelForm()));
    }

    private Task<IActionResult> AnswerAsync(int id, string verb, ChangeResult result, string done, CancelForm? form = null) =>
        AnswerAsync(result, done, this.SeeOther(nameof(Page), new { id }), status => ShowAsync(id, verb, status, form ?? new CancelForm()));

    private async Task<IActionResult> AskAsync(int id, string verb) =>
        await FindAsync(id) is not { } page ? NotFound()
        : page.Allows(verb) ? View("Ask", new AskPage(page, verb, new CancelForm()))
        : this.SeeOther(nameof(Page), new { id });

    private async Task<IActionResult> ShowAsync(int id, string verb, int status, CancelForm form)
    {
        if (await FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        if (!page.Allows(verb))
        {
            TempData["Refused"] = TooLate;
            return this.SeeOther(nameof(Page), new { id });
        }

        Response.StatusCode = status;
        return View("Ask", new AskPage(page, verb, form) { IsOvertaken = status == StatusCodes.Status409Conflict });
    }

    private Task<OneWebinarPage?> FindAsync(int id) => OneWebinarPage.FindAsync(db, id, clock.GetUtcNow());
}

public sealed class CancelForm
{
    [Display(Name = "Messaggio per le persone iscritte")]
    public string? Message { get; set; }
}

/// <param name="Questions">How many extra questions it asks.</param>
public sealed record OneWebinarPage(
    Webinar Webinar, SignUps People, int Questions, LastChange? Last, PublicPlaces Places, DateTimeOffset Now)
{
    public WebinarState State => new(Phase, Places);

    public WebinarPhase Phase { get; } = Webinar.PhaseAt(Now);

    public Publication Publication { get; } = Publication.Of(Webinar, Now);

    public bool IsOver => Phase is WebinarPhase.Concluded or WebinarPhase.Cancelled;

    public string Seen => ChangedWebinar.Version(Webinar);

    public WaitingNews News { get; init; } = WaitingNews.None;

    /// <summary>Null where only one thing is asked.</summary>
    public WebinarPanels? Panels { get; init; }

    /// <summary>What will be missing at the moment at which it is to be published by itself.</summary>
    public Publication PublicationThen { get; } = Publication.Of(Webinar, Webinar.PublishAt ?? Now);

    /// <summary>When the mail about a cancellation would go out; null: at once.</summary>
    public DateTimeOffset? CancellationWaits =>
        WebinarAnnouncement.CancellationDue(Webinar.StartsAt, Now) is var due && due > Now ? due : null;

    public static async Task<OneWebinarPage?> FindAsync(CooperaDb db, int id, DateTimeOffset now)
    {
        if (await db.Webinars.AsNoTracking().Whole().SingleOrDefaultAsync(w => w.Id == id) is not { } webinar)
        {
            return null;
        }

        var counts = await db.Registrations.Where(r => r.WebinarId == id)
            .GroupBy(r => r.Status).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        return new OneWebinarPage(
            webinar,
            SignUps.Of(counts),
            await db.Set<Question>().CountAsync(q => q.WebinarId == id && q.RetiredAt == null),
            await LastChange.OfAsync(db, AuditSubject.Webinar(id)),
            await Core.Registrations.Places.ForAllAsync(db, webinar, now),
            now)
        {
            News = await WaitingNews.OfAsync(db, webinar),
        };
    }

    /// <param name="verb">As in the address.</param>
    public bool Allows(string verb) => verb switch
    {
        "pubblica" => Webinar.Status == WebinarStatus.Draft && Webinar.ArchivedAt is null && Publication.Missing.Count == 0,
        "programma" => Webinar.Status == WebinarStatus.Draft && Webinar.ArchivedAt is null,
        "annulla" => Webinar.Status == WebinarStatus.Published && Now < Webinar.EndsAt,
        "rimetti" => Webinar.CanBeRestoredAt(Now),
        "archivia" => Webinar.CanBeArchivedAt(Now),
        "ripristina" => Webinar.ArchivedAt is not null,
        "elimina" => Webinar.Status == WebinarStatus.Draft && People is { Active: 0, Cancelled: 0 },
        _ => true,
    };
}

/// <param name="Verb">As in the address.</param>
public sealed record AskPage(OneWebinarPage Page, string Verb, CancelForm Form)
{
    public bool IsOvertaken { get; init; }

    public string Mails => Page.People.Active switch
    {
        0 => "non c’è nessuna iscrizione, quindi non parte nessuna email",
        1 => "1 persona riceverà un’email",
        var people => $"{people} persone riceveranno un’email",
    };
}
