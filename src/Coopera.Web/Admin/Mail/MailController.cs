using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mailings;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Web.Account.Safeguards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mail;

public sealed class MailController(CooperaDb db, StaffRights rights, SendingLimits limits, TimeProvider clock) : AdminController
{
    public const int PageSize = 50;

    [HttpGet("/gestione/posta")]
    public async Task<ViewResult> Index(MailFilter filter)
    {
        var mails = db.OutgoingMails.AsNoTracking();

        // First which, from an index alone; then those few, without the content.
        var ids = await filter.Apply(mails).Select(m => m.Id).Take(PageSize + 1).ToListAsync();
        var rows = await MailRow.Of(mails.Where(m => ids.Contains(m.Id))).ToListAsync();
        rows = [.. rows.OrderBy(row => ids.IndexOf(row.Id))];
        var more = rows.Count > PageSize;
        rows = [.. rows.Take(PageSize)];
        return View(new MailList(
            filter,
            rows,
            await TitlesAsync(rows),
            await MailQueue.LookAsync(db, limits, clock.GetUtcNow()),
            more ? new MailMark(rows[^1].CreatedAt, rows[^1].Id) : null,
            await rights.MayAsync(User, StaffPolicies.Mail))
        {
            OnTheirWay = await MailingProgress.OnTheirWayAsync(db, limits, clock.GetUtcNow()),
        });
    }

    private async Task<IReadOnlyDictionary<Guid, string>> TitlesAsync(IReadOnlyList<MailRow> rows)
    {
        var ids = rows.Select(row => row.RegistrationId).OfType<Guid>().Distinct().ToList();
        var titles =
            from r in db.Registrations
            where ids.Contains(r.Id)
            join w in db.Webinars on r.WebinarId equals w.Id
            select new { r.Id, w.Title };
        return await titles.ToDictionaryAsync(row => row.Id, row => row.Title);
    }
}

public sealed class MailRow
{
    public required Guid Id { get; init; }

    public required string Kind { get; init; }

    public required EmailAddress Recipient { get; init; }

    public required string RecipientName { get; init; }

    public Guid? RegistrationId { get; init; }

    public OutgoingMailStatus Status { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    public DateTimeOffset NextAttemptAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public MailFailureKind? FailureKind { get; init; }

    public bool IsCopy { get; init; }

    public MailGroup Group => MailPhrases.GroupOf(Status, LastAttemptAt is not null);

    public static IQueryable<MailRow> Of(IQueryable<OutgoingMail> mails) => mails.Select(m => new MailRow
    {
        Id = m.Id,
        Kind = m.Kind,
        Recipient = m.Recipient,
        RecipientName = m.RecipientName,
        RegistrationId = m.RegistrationId,
        Status = m.Status,
        CreatedAt = m.CreatedAt,
        Attempts = m.Attempts,
        LastAttemptAt = m.LastAttemptAt,
        NextAttemptAt = m.NextAttemptAt,
        SentAt = m.SentAt,
        FailureKind = m.FailureKind,
        IsCopy = m.CopyOfId != null,
    });
}

/// <param name="Titles">Of the webinar, by registration.</param>
/// <param name="Last">Where this page ends, when there is another one.</param>
public sealed record MailList(
    MailFilter Filter, IReadOnlyList<MailRow> Rows, IReadOnlyDictionary<Guid, string> Titles, MailQueue Queue, MailMark? Last, bool MayAct)
{
    /// <summary>Messages to many that have not all gone.</summary>
    public IReadOnlyList<MailingOnItsWay> OnTheirWay { get; init; } = [];
}
