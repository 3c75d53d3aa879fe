using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.Imports;

/// <summary>
/// Takes out again whom an import brought in and nobody has touched since. Who has had no mail yet is removed with whatever waits to be
/// sent to them; who has, is cancelled and told, as by <see cref="HandleMany"/>. Everybody else stays.
/// </summary>
public sealed class UndoImport(CooperaDb database, TimeProvider clock)
{
    private const int Chunk = 200;

    public Task<ChangeResult> RunAsync(
        int webinarId, Guid importId, string staff, Guid? form = null, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(form, db => UndoAsync(db, webinarId, importId, staff), cancellationToken);

    private async Task<ChangeResult> UndoAsync(CooperaDb db, int webinarId, Guid importId, string staff)
    {
        var now = clock.GetUtcNow();
        if (await db.LockWebinarAsync(webinarId) is not { } webinar
            || await db.RegistrationImports.SingleOrDefaultAsync(i => i.Id == importId && i.WebinarId == webinarId) is not { } import)
        {
            return ChangeResult.NotFound;
        }

        if (import.UndoneAt is not null)
        {
            return ChangeResult.AlreadySo;
        }

        if (!import.CanBeUndoneAt(now))
        {
            return ChangeResult.Refused(ImportPhrases.TooLate);
        }

        var standing = await ImportStanding.OfAsync(db, import, webinar, now);
        var (removed, cancelled) = (0, 0);
        foreach (var ids in standing.Untouched.Chunk(Chunk))
        {
            var told = await TakeMailsBackAsync(db, ids);
            foreach (var registration in await db.Registrations.Where(r => ids.Contains(r.Id)).ToListAsync())
            {
                if (told.Contains(registration.Id) || standing.Told.Contains(registration.Id))
                {
                    Cancellations.ByStaff(
                        db, webinar, registration, staff, ImportPhrases.CancelledBecause(import),
                        tells: SendConfirmationAgain.IsPossible(webinar, now), now);
                    cancelled++;
                }
                else
                {
                    db.Registrations.Remove(registration);
                    removed++;
                }
            }

            await db.SaveChangesAsync();
            db.ChangeTracker.Clear(); // they would all be looked through again at every step
        }

        import = await db.RegistrationImports.SingleAsync(i => i.Id == importId);
        import.Undo(staff, removed, cancelled, now);
        var done = ImportPhrases.Undone(removed, cancelled, standing.Staying.Count);
        var line = new RegisterLine(AuditAction.ImportUndone, $"{import.Source}: {done}");
        Register.Add(db, staff, webinar.Title, AuditSubject.Webinar(webinar.Id), line, now);
        await db.SaveChangesAsync();
        await Places.FillAsync(db, webinar, now); // who waits gets what has become free
        return ChangeResult.Done(done, $"{importId}");
    }

    /// <summary>What waits to leave does not leave any more. Returns those to whom something has left, or is leaving.</summary>
    private static async Task<HashSet<Guid>> TakeMailsBackAsync(CooperaDb db, Guid[] ids)
    {
        var mails = db.OutgoingMails.Where(m => m.RegistrationId != null && ids.Contains(m.RegistrationId.Value));
        await mails.Where(m => m.Status == OutgoingMailStatus.Queued && m.FirstAttemptAt == null)
            .ExecuteDeleteAsync();
        return [.. await mails.Select(m => m.RegistrationId!.Value).Distinct().ToListAsync()];
    }
}
