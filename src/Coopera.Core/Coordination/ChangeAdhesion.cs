using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

public enum ChangeAdhesionOutcome
{
    Done,

    ChangedWhileWriting,

    /// <summary>Its state no longer allows this.</summary>
    NotAllowed,

    BodyTaken,
}

/// <summary>
/// One change to an adhesion by the body: under the row's lock, with the mail that the change causes in the same transaction. It comes with
/// the link that was mailed, and so proves the mailbox.
/// </summary>
public sealed class ChangeAdhesion(CooperaDb database, TimeProvider clock)
{
    /// <param name="seenRevision">The revision the person's page was made from; null when it does not matter.</param>
    /// <param name="change">Calls one verb of the adhesion.</param>
    /// <param name="news">What the body is written about; null for nothing.</param>
    /// <param name="isSo">It is so already, since the same was sent before: done, and nothing happens.</param>
    /// <param name="form">See <see cref="CooperaDb.WriteOnceAsync{T}"/>.</param>
    public async Task<ChangeAdhesionOutcome> RunAsync(
        Guid id,
        long? seenRevision,
        Func<CooperaDb, Adhesion, PublicBody, DateTimeOffset, Task> change,
        AdhesionEventKind? news = null,
        Guid? form = null,
        Predicate<Adhesion>? isSo = null,
        CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            try
            {
                return await TryAsync(); // two receipts in the first moment of a year
            }
            catch (DbUpdateException again) when (database.IsDuplicate(again))
            {
                return ChangeAdhesionOutcome.BodyTaken;
            }
        }
        catch (AdhesionStateException)
        {
            return ChangeAdhesionOutcome.NotAllowed;
        }

        Task<ChangeAdhesionOutcome> TryAsync() => database.WriteOnceAsync(
            form,
            async db =>
            {
                if (await db.LockAdhesionAsync(id) is not { } adhesion)
                {
                    return ChangeAdhesionOutcome.NotAllowed; // forgotten in this very moment
                }

                if (seenRevision is not null && adhesion.Revision != seenRevision + 1)
                {
                    return ChangeAdhesionOutcome.ChangedWhileWriting;
                }

                if (isSo?.Invoke(adhesion) == true)
                {
                    return ChangeAdhesionOutcome.Done;
                }

                var now = clock.GetUtcNow();
                var body = await db.PublicBodies.SingleAsync(b => b.Code == adhesion.PublicBodyCode);
                adhesion.Prove(now);
                await change(db, adhesion, body, now);
                if (news is { } kind)
                {
                    // Whoever follows it may have written another person's address into it.
                    db.QueueNews(MailCause.Stranger, adhesion, body, kind, null, now);
                }

                await db.SaveChangesAsync();
                return ChangeAdhesionOutcome.Done;
            },
            cancellationToken);
    }
}
