using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Mail.Inbox;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mail.Inbox;

public sealed class IncomingController(CooperaDb db, Settings settings, TimeProvider clock) : AdminController
{
    public const int PageSize = 50;

    [HttpGet("/gestione/posta/in-arrivo")]
    public async Task<ViewResult> Index(IncomingFilter filter)
    {
        var rows = await filter.Apply(db.IncomingMessages.AsNoTracking()).Take(PageSize + 1).ToListAsync();
        var more = rows.Count > PageSize;
        rows = [.. rows.Take(PageSize)];
        return View("~/Admin/Mail/Inbox/Index.cshtml", new IncomingList(
            filter,
            rows,
            await db.IncomingMessages.CountAsync(m => m.Outcome == InboxOutcome.SetAside),
            await db.BouncingAddresses.CountAsync(a => a.RestsSince != null),
            await MailboxCondition.LookAsync(db, settings.Mailbox, clock.GetUtcNow()),
            more ? new MailMark(rows[^1].ReceivedAt, rows[^1].Id) : null));
    }
}

/// <param name="After">Where the page before ended: <see cref="MailMark"/>.</param>
public sealed record IncomingFilter(
    [FromQuery(Name = "esito")] string? Outcome, [FromQuery(Name = "cerca")] string? Search, [FromQuery(Name = "dopo")] string? After)
{
    public InboxGroup Group() => InboxPhrases.GroupOf(Outcome);

    public bool Narrows() => !string.IsNullOrWhiteSpace(Search);

    public IQueryable<IncomingMessage> Apply(IQueryable<IncomingMessage> messages)
    {
        if (Group() is var group && group != InboxGroup.All)
        {
            var outcomes = InboxPhrases.OutcomesOf(group);
            messages = messages.Where(m => outcomes.Contains(m.Outcome));
        }

        foreach (var word in Text.SearchWords(Search))
        {
            messages = messages.Where(m => m.SearchText.Contains(word));
        }

        if (MailMark.Read(After) is { } mark)
        {
            var (at, id) = (mark.At, mark.Id);
            messages = messages.Where(m => m.ReceivedAt <= at && (m.ReceivedAt < at || m.Id < id));
        }

        return messages.OrderByDescending(m => m.ReceivedAt).ThenByDescending(m => m.Id);
    }

    public string Query(InboxGroup? group = null, MailMark? after = null) => ListQuery.Of(
        ("esito", (group ?? Group()) is var wanted && wanted == InboxGroup.All ? null : wanted.Word()),
        ("cerca", Search),
        ("dopo", after?.ToString()));
}

/// <param name="Mailbox">Null when none is read.</param>
/// <param name="Last">Where this page ends, when there is another one.</param>
public sealed record IncomingList(
    IncomingFilter Filter, IReadOnlyList<IncomingMessage> Rows, int SetAside, int Resting, MailboxCondition? Mailbox, MailMark? Last);
