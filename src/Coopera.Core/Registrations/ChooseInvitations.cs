using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>The person says, on their own page, whether they want invitations. Saying it twice changes nothing.</summary>
public sealed class ChooseInvitations(CooperaDb database, TimeProvider clock)
{
    public Task RunAsync(Registration registration, bool wanted, CancellationToken cancellationToken = default) => database.WriteAsync(
        async db =>
        {
            var now = clock.GetUtcNow();
            if (!wanted)
            {
                await InvitationChoice.RevokeAsync(db, registration.EmailKey, actor: null, reason: null, now);
            }
            else if (!await InvitationChoice.IsWantedAsync(db, registration))
            {
                var stored = await db.Registrations.SingleAsync(r => r.Id == registration.Id);
                stored.ChooseInvitations(wanted: true);
                db.RegistrationEvents.Add(
                    new RegistrationEvent(stored.Id, RegistrationEventKind.InvitationsWanted, actor: null, note: null, now));
            }

            await db.SaveChangesAsync();
        },
        cancellationToken);
}
