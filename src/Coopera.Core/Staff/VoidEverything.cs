using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <param name="Registrations">Whose personal link stops working.</param>
/// <param name="Accounts">That must sign in again.</param>
/// <param name="Invitations">That must be sent again.</param>
public sealed record WhatIsVoided(int Registrations, int Adhesions, int Accounts, int Invitations);

/// <summary>
/// For the day when a copy of the database, a key or a mailbox may be in foreign hands: no link that was ever sent opens anything, and
/// everybody signs in again. The data stay as they are; mails that are sent from now on carry links that work.
/// </summary>
public sealed class VoidEverything(CooperaDb database, LinkGenerations generations, TimeProvider clock)
{
    public async Task<WhatIsVoided> CountAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        return new WhatIsVoided(
            await (from registration in database.Registrations
                   join webinar in database.Webinars on registration.WebinarId equals webinar.Id
                   where registration.Status != RegistrationStatus.Cancelled && webinar.EndsAt > now
                   select registration.Id).CountAsync(cancellationToken),
            await database.Adhesions.CountAsync(cancellationToken),
            await database.Users.CountAsync(user => user.PasswordHash != null && user.SuspendedAt == null, cancellationToken),
            await database.Users.CountAsync(user => user.PasswordHash == null && user.InvitedAt != null, cancellationToken));
    }

    /// <param name="reason">Null: not told.</param>
    /// <param name="form">Which rendering of the form was sent: twice is once.</param>
    public async Task RunAsync(string actor, string? reason, Guid? form = null, CancellationToken cancellationToken = default)
    {
        await database.WriteOnceAsync(form, db => VoidAsync(db, actor, reason), cancellationToken);
        generations.LookAgain();
    }

    private async Task<bool> VoidAsync(CooperaDb db, string actor, string? reason)
    {
        var now = clock.GetUtcNow();
        await ChangedAccount.LockAllAsync(db);
        var generation = await db.LinkGenerations.SingleAsync(g => g.Id == LinkGeneration.OnlyId);
        generation.VoidAll(Guid.NewGuid().ToString("N"), generations.NewKey(), now);
        foreach (var user in await db.Users.ToListAsync())
        {
            // Whoever signs in at this moment is refused, too: the stamp of their page is another.
            (user.SecurityStamp, user.ConcurrencyStamp) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());
        }

        await db.StaffSessions.ExecuteDeleteAsync();
        Register.Add(
            db, actor, "tutti i link e tutte le sessioni", null, new RegisterLine(AuditAction.EverythingVoided, Reason: reason), now);
        await db.SaveChangesAsync();
        return true;
    }
}
