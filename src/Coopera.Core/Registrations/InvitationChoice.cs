using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>
/// Whether an address wants to be invited to what comes: it said so with one of its registrations, whatever became of that, and has not
/// taken it back. A box that was not ticked takes nothing back.
/// </summary>
public static class InvitationChoice
{
    public static Task<bool> IsWantedAsync(CooperaDb db, Registration registration) =>
        db.Registrations.AnyAsync(r => r.EmailKey == registration.EmailKey && r.FutureInvitations
            && (r.Status != RegistrationStatus.Unconfirmed || r.Id == registration.Id));

    /// <summary>For all registrations of the address, with a line in the diary of each. Returns how many had said yes.</summary>
    internal static async Task<int> RevokeAsync(CooperaDb db, string emailKey, string? actor, string? reason, DateTimeOffset now)
    {
        var theirs = await db.Registrations.Where(r => r.EmailKey == emailKey && r.FutureInvitations).ToListAsync();
        foreach (var registration in theirs)
        {
            registration.ChooseInvitations(wanted: false);
            db.RegistrationEvents.Add(
                new RegistrationEvent(registration.Id, RegistrationEventKind.InvitationsRevoked, actor, reason, now));
        }

        return theirs.Count;
    }
}
