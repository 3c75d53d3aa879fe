using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mailings;

[Route("/gestione/messaggi")]
public sealed class MailingsController(CooperaDb db, TimeProvider clock) : AdminController
{
    private const int MostShown = 200;

    [HttpGet]
    public async Task<ViewResult> Index()
    {
        var rows = await db.Mailings.AsNoTracking()
            .OrderByDescending(m => m.QueuedAt ?? m.CreatedAt)
            .Take(MostShown)
            .Select(m => new MailingRow(
                m.Id, m.Subject, m.Kind, m.Status, m.QueuedAt ?? m.CreatedAt, m.Mails,
                db.OutgoingMails.Count(o => o.MailingId == m.Id && o.Status == OutgoingMailStatus.Sent),
                db.OutgoingMails.Count(o => o.MailingId == m.Id && o.Status == OutgoingMailStatus.Queued),
                db.Webinars.Where(w => w.Id == m.WebinarId).Select(w => w.Title).FirstOrDefault()))
            .ToListAsync();
        return View(new MailingList(
            rows.FindAll(row => row.Status != MailingStatus.Model), rows.FindAll(row => row.Status == MailingStatus.Model)));
    }

    /// <summary>To whom, and with which text to begin.</summary>
    [HttpGet("scegli")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<ViewResult> Start([FromQuery(Name = "modello")] Guid? model)
    {
        var now = clock.GetUtcNow();
        var webinars = await db.Webinars.AsNoTracking().Where(w => w.ArchivedAt == null && w.Status != WebinarStatus.Draft)
            .OrderByDescending(w => w.StartsAt).Take(MostShown).ToListAsync();
        return View(new MailingStartPage(
            [.. webinars.Select(w => new WebinarChoice(w.Id, w.Title, w.StartsAt, w.PhaseAt(now)))],
            await db.Mailings.AsNoTracking().Where(m => m.Status == MailingStatus.Model).OrderBy(m => m.Subject)
                .Select(m => new ModelChoice(m.Id, m.Subject, m.Kind)).ToListAsync(),
            model));
    }
}

public sealed record MailingRow(
    Guid Id, string Subject, AudienceKind Kind, MailingStatus Status, DateTimeOffset At, int Mails, int Sent, int Waiting, string? Webinar);

public sealed record MailingList(IReadOnlyList<MailingRow> Rows, IReadOnlyList<MailingRow> Models);

public sealed record WebinarChoice(int Id, string Title, DateTimeOffset StartsAt, WebinarPhase Phase);

public sealed record ModelChoice(Guid Id, string Subject, AudienceKind Kind);

public sealed record MailingStartPage(IReadOnlyList<WebinarChoice> Webinars, IReadOnlyList<ModelChoice> Models, Guid? Model)
{
    public IEnumerable<WebinarChoice> Open =>
        Webinars.Where(webinar => webinar.Phase is WebinarPhase.Open or WebinarPhase.NotYetOpen).Reverse();
}
