using Coopera.Core.Changes;
using Coopera.Domain.Staff;

namespace Coopera.Core.Staff;

public sealed class ReleaseAccount(ChangedAccount changed)
{
    public Task<ChangeResult> UnlockAsync(ChangeRequest<string> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.User.LockoutEnd is not { } until || until <= change.Now,
        change =>
        {
            (change.Thing.User.LockoutEnd, change.Thing.User.AccessFailedCount) = (null, 0);
            return change.Done(AuditAction.AccountUnlocked, "era bloccato dopo troppe password sbagliate");
        },
        cancellationToken);

    public Task<ChangeResult> EndSessionsAsync(ChangeRequest<string> request, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            _ => false,
            change =>
            {
                change.EndSessions();
                return change.Done(AuditAction.AccountSignedOut);
            },
            cancellationToken);
}
