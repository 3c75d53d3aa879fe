using Coopera.Core.Changes;
using Coopera.Domain.Staff;

namespace Coopera.Core.Registrations.People;

/// <summary>Somebody wrote or telephoned that they want no more invitations. Only they themselves can want them again.</summary>
public sealed class RevokeInvitations(ChangedRegistration changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, string reason, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request with { AnyVersion = true },
            async change => !await InvitationChoice.IsWantedAsync(change.Db, change.Thing.Registration),
            async change =>
            {
                var registration = change.Thing.Registration;
                var count = await InvitationChoice.RevokeAsync(change.Db, registration.EmailKey, change.Staff, reason, change.Now);
                return change.Done(
                    AuditAction.InvitationsRevoked,
                    $"{registration.Email.Display}, vale per tutte le iscrizioni di questo indirizzo ({RegistrationPhrases.Registrations(count)})",
                    reason, [new("Inviti futuri", Phrases.YesNo(true), Phrases.YesNo(false))]);
            },
            null,
            cancellationToken);
}
