using Coopera.Core.Changes;
using Coopera.Domain.Staff;

namespace Coopera.Core.Staff;

public sealed class ReleaseAccount(ChangedAccount changed)
{
    public Task<ChangeResult> UnlockAsync(ChangeRequest<string> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        async change => !(await SignInAttempts.BlockedAsync(change.Db, change.Now))
            .ContainsKey(SignInAttempts.KeyOf(change.Thing.User.UserName)),
        async change =>
        {
            await SignInAttempts.ForgetAsync(change.Db, change.Thing.User.UserName!);
            return change.Done(AuditAction.AccountUnlocked, "era bloccato dopo troppe password sbagliate");
        },
        null,
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
