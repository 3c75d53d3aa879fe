using Coopera.Core.Changes;
using Coopera.Domain.Staff;

namespace Coopera.Core.Staff;

/// <summary>
/// A suspended account is signed out everywhere and cannot sign in; everything it did stays, and it can be taken up again.
/// </summary>
public sealed class SuspendAccount(ChangedAccount changed)
{
    public Task<ChangeResult> SuspendAsync(ChangeRequest<string> request, string reason, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.User.SuspendedAt is not null,
            async change =>
            {
                if (await change.IsLastAdministratorAsync())
                {
                    return ChangedAccount.LastAdministrator;
                }

                if (change.IsOneself())
                {
                    return ChangeResult.Refused("Non puoi sospendere il tuo stesso profilo: deve farlo un’altra persona che amministra.");
                }

                change.Thing.User.SuspendedAt = change.Now;
                change.EndSessions();
                return change.Done(AuditAction.AccountSuspended, reason: reason);
            },
            cancellationToken);

    public Task<ChangeResult> ReactivateAsync(ChangeRequest<string> request, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.User.SuspendedAt is null,
            change =>
            {
                change.Thing.User.SuspendedAt = null;
                change.EndSessions();
                return change.Done(AuditAction.AccountReactivated);
            },
            cancellationToken);
}
