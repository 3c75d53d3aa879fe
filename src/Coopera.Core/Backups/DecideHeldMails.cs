using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Mailings;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Backups;

/// <summary>Staff say what becomes of the mails that a restored copy holds. Who says it second changes nothing.</summary>
public sealed class DecideHeldMails(CooperaDb database, TimeProvider clock)
{
    private const string Subject = "posta in uscita";

    /// <summary>All go, and the jobs that write mails go on.</summary>
    /// <returns>How many go; null when it was decided before.</returns>
    public Task<int?> ReleaseAsync(string staff, CancellationToken cancellationToken = default) => DecideAsync(
        staff,
        AuditAction.HeldMailsReleased,
        (db, _) => db.OutgoingMails.CountAsync(mail => mail.Status == OutgoingMailStatus.Queued),
        cancellationToken);

    /// <summary>Those of the copy are closed, and messages to many that were being queued withdrawn; what came about since then goes.</summary>
    /// <returns>How many do not go; null when it was decided before.</returns>
    public Task<int?> DropAsync(string staff, CancellationToken cancellationToken = default) => DecideAsync(
        staff,
        AuditAction.HeldMailsDropped,
        async (db, restored) =>
        {
            await db.MailRequests.Where(request => request.RequestedAt <= restored).ExecuteDeleteAsync();
            await db.Mailings.Where(mailing => mailing.Status == MailingStatus.Queueing && mailing.QueuedAt <= restored)
                .ExecuteUpdateAsync(mailing => mailing.SetProperty(m => m.Status, MailingStatus.Withdrawn)
                    .SetProperty(m => m.WithdrawnAt, clock.GetUtcNow()).SetProperty(m => m.Version, m => m.Version + 1));
            return await db.OutgoingMails.Where(mail => mail.Status == OutgoingMailStatus.Queued && mail.CreatedAt <= restored)
                .ExecuteUpdateAsync(mail => mail.SetProperty(m => m.Status, OutgoingMailStatus.Dismissed));
        },
        cancellationToken);

    private Task<int?> DecideAsync(
        string staff, string action, Func<CooperaDb, DateTimeOffset, Task<int>> settle, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db =>
            {
                // The lock, and the question whether somebody was quicker.
                if (await db.BackupStates.Where(s => s.HoldsMails).ExecuteUpdateAsync(s => s.SetProperty(x => x.HoldsMails, false)) == 0)
                {
                    return (int?)null;
                }

                var restored = await db.BackupStates.Select(s => s.RestoredAt).SingleAsync() ?? clock.GetUtcNow();
                var count = await settle(db, restored);
                Register.Add(
                    db, staff, Subject, null, new RegisterLine(action, Amount.Of(count, "email", "email")), clock.GetUtcNow());
                await db.SaveChangesAsync();
                return count;
            },
            cancellationToken);
}
