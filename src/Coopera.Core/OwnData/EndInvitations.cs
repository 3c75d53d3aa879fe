using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain;

namespace Coopera.Core.OwnData;

/// <summary>Objects to invitations, for the whole address. Saying it twice changes nothing.</summary>
public sealed class EndInvitations(CooperaDb database, TimeProvider clock)
{
    public Task RunAsync(EmailAddress email, CancellationToken cancellationToken = default) => database.WriteAsync(
        async db =>
        {
            await InvitationChoice.RevokeAsync(db, email.Key, actor: null, reason: null, clock.GetUtcNow());
            await db.SaveChangesAsync();
        },
        cancellationToken);
}
