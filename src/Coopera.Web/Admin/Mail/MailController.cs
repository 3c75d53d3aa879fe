using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mailings;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Web.Account.Safeguards;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Mail;

public sealed class MailController(
    CooperaDb db, StaffRights rights, Settings settings, SendingLimits limits, SearchWindow window, TimeProvider clock) : AdminController
{
    public const int PageSize = 50;

    [HttpGet("/gestione/posta")]
    public async Task<ViewResult> Index(MailFilter filter)
    {
        var mails = db.OutgoingMails.AsNoTracking();

        // First which, from an index alone; then those few, without the content.
        var since = await filter.SinceAsync(mails, window);
        var ids = await filter.Apply(mails, since).Select(m => m.Id).Take(PageSize + 1).ToListAsync();
        var rows = await MailRow.Of(mails.Where(m => ids.Contains(m.Id))).ToListAsync();
        rows = [.. rows.OrderBy(row => ids.IndexOf(row.Id))];
        var more = rows.Count > PageSize;
        rows = [.. rows.Take(PageSize)];
        return View(new MailList(
            filter,
            rows,
            await TitlesAsync(rows),
            await MailQueue.LookAsync(db, limits, clock.GetUtcNow()),
            more ? new MailMark(rows[^1].CreatedAt, rows[^1].Id) : since is { } at ? new MailMark(at, Guid.Empty) : null,
            await rights.MayAsync(User, StaffPolicies.Mail))
        {
            SearchedSince = more ? null : since,
            Certified = settings.Pec.Account is { } account
                ? await MailQueue.LookAsync(db, account.Sending, clock.GetUtcNow(), MailLane.CertifiedId) : null,
            ByHand = await db.OutgoingMails.CountAsync(m => m.Status == OutgoingMailStatus.ByHand),
            Receipts = await PecReceiptsOf(rows),
            OnTheirWay = await MailingProgress.OnTheirWayAsync(db, limits, clock.GetUtcNow()),
        });
    }

    private async Task<ILookup<Guid, PecReceipt>> PecReceiptsOf(IReadOnlyList<MailRow> rows)
    {
        var ids = rows.Where(row => row.IsCertified).Select(row => row.Id).ToList();
        var receipts = ids.Count == 0 ? [] : await db.PecReceipts.AsNoTracking().Where(r => ids.Contains(r.MailId)).ToListAsync();
        return receipts.ToLookup(receipt => receipt.MailId);
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

    public DateTimeOffset? BouncedAt { get; init; }

    public bool IsCopy { get; init; }

    public int LaneId { get; init; }

    public bool IsCertified => LaneId == MailLane.CertifiedId;

    public string? ProofNumber { get; init; }

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
        BouncedAt = m.Status == OutgoingMailStatus.Failed ? m.BouncedAt : null,
        IsCopy = m.CopyOfId != null,
        LaneId = m.LaneId,
        ProofNumber = m.ProofNumber,
    });
}

/// <param name="Titles">Of the webinar, by registration.</param>
/// <param name="Last">Where this page ends, when there is another one.</param>
public sealed record MailList(
    MailFilter Filter, IReadOnlyList<MailRow> Rows, IReadOnlyDictionary<Guid, string> Titles, MailQueue Queue, MailMark? Last, bool MayAct)
{
    /// <summary>Of the account for certified mail; null without one.</summary>
    public MailQueue? Certified { get; init; }

    public int ByHand { get; init; }

    /// <summary>What is before was not looked through; null when it was, or this page is full.</summary>
    public DateTimeOffset? SearchedSince { get; init; }

    public required ILookup<Guid, PecReceipt> Receipts { get; init; }

    /// <summary>Messages to many that have not all gone.</summary>
    public IReadOnlyList<MailingOnItsWay> OnTheirWay { get; init; } = [];
}
