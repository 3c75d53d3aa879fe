using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mailings;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mailings;

[Route("/gestione/messaggi/{id:guid}")]
public sealed class MailingController(
    CooperaDb db, ChangeMailing change, MailingReader reader, SendingLimits limits, TimeProvider clock) : AdminController
{
    [HttpGet]
    public async Task<IActionResult> Page(Guid id) => await FindAsync(id) is { } page ? View(page) : NotFound();

    [HttpGet("ritira")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public Task<IActionResult> AskWithdraw(Guid id) => AskAsync(id, "ritira");

    [HttpGet("elimina")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public Task<IActionResult> AskDelete(Guid id) => AskAsync(id, "elimina");

    [HttpPost("ritira")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<IActionResult> Withdraw(Guid id, string? seen, CancellationToken cancellationToken) => await AnswerAsync(
        await change.WithdrawAsync(Asks(id, seen), cancellationToken),
        "Il messaggio è ritirato.",
        this.SeeOther(nameof(Page), new { id }),
        status => AgainAsync(id, "ritira", status));

    [HttpPost("elimina")]
    [Authorize(Policy = StaffPolicies.Mail)]
    public async Task<IActionResult> Delete(Guid id, string? seen, CancellationToken cancellationToken) => await AnswerAsync(
        await change.DeleteAsync(Asks(id, seen), cancellationToken),
        "Eliminato.",
        this.SeeOther(nameof(MailingsController.Index), on: "Mailings"),
        status => AgainAsync(id, "elimina", status));

    private async Task<IActionResult> AskAsync(Guid id, string verb) =>
        await FindAsync(id) is not { } page ? NotFound()
        : page.Allows(verb) ? View("Ask", new MailingAsk(page, verb))
        : this.SeeOther(nameof(Page), new { id });

    private async Task<IActionResult> AgainAsync(Guid id, string verb, int status)
    {
        if (await FindAsync(id) is not { } page)
        {
            return NotFound();
        }

        if (!page.Allows(verb))
        {
            TempData["Refused"] = "Nel frattempo il messaggio è cambiato, e così non si può più: guarda com’è adesso.";
            return this.SeeOther(nameof(Page), new { id });
        }

        Response.StatusCode = status;
        return View("Ask", new MailingAsk(page, verb) { IsOvertaken = true });
    }

    private async Task<MailingPage?> FindAsync(Guid id)
    {
        if (await db.Mailings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id) is not { } mailing)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var writing = await MessageWriting.OfAsync(db, id, mailing.Content, now);
        return new MailingPage(
            mailing,
            await MailingProgress.OfAsync(db, id, limits, now),
            await LastChange.OfAsync(db, AuditSubject.Mailing(id)),
            writing.Webinar?.Title,
            await reader.PreviewAsync(writing, new AudienceList([], new Dictionary<LeftOut, int>())),
            now);
    }
}

public sealed record MailingPage(
    Mailing Mailing, MailingProgress Progress, LastChange? Last, string? Webinar, MailPreview? Preview, DateTimeOffset Now)
{
    public string Seen => ChangedMailing.Version(Mailing);

    public bool IsDone => Mailing.Status == MailingStatus.Queued && Progress.Waiting == 0;

    /// <param name="verb">As in the address.</param>
    public bool Allows(string verb) => verb switch
    {
        "ritira" => Mailing.IsOnItsWay && (Mailing.Status == MailingStatus.Queueing || Progress.Waiting > 0),
        _ => Mailing.CanBeChanged,
    };
}

/// <param name="Verb">As in the address.</param>
public sealed record MailingAsk(MailingPage Page, string Verb)
{
    public bool IsOvertaken { get; init; }
}
