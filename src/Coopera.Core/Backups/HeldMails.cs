using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Backups;

/// <param name="CopyOf">The moment that the archive held.</param>
/// <param name="OfCopy">Mails that came with the copy.</param>
/// <param name="Since">That came about after it was restored.</param>
public sealed record HeldMails(DateTimeOffset CopyOf, DateTimeOffset RestoredAt, int OfCopy, int Since)
{
    /// <summary>Null where nothing is held.</summary>
    public static async Task<HeldMails?> LookAsync(CooperaDb db, CancellationToken cancellationToken = default)
    {
        var state = await db.BackupStates.AsNoTracking().SingleOrDefaultAsync(s => s.HoldsMails, cancellationToken);
        if (state is not { RestoredAt: { } restored, CopyOf: { } copyOf })
        {
            return null;
        }

        var queued = db.OutgoingMails.Where(mail => mail.Status == OutgoingMailStatus.Queued);
        return new(
            copyOf, restored, await queued.CountAsync(mail => mail.CreatedAt <= restored, cancellationToken),
            await queued.CountAsync(mail => mail.CreatedAt > restored, cancellationToken));
    }
}
