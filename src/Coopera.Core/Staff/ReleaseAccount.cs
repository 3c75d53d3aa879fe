using Coopera.Core.Changes;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

public sealed class ReleaseAccount(ChangedAccount changed)
{
    public Task<ChangeResult> UnlockAsync(ChangeRequest<string> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        async change => (await SignInAttempts.BlockedAsync(
            change.Db, [SignInAttempts.KeyOf(change.Thing.User.UserName)], change.Now)).Count == 0,
        async change =>
        {
            await SignInAttempts.ForgetAsync(change.Db, change.Thing.User.UserName!);
            return change.Done(AuditAction.AccountUnlocked, "era bloccato dopo troppe password sbagliate");
        },
        null,
        cancellationToken);

    /// <param name="session">A row of <see cref="StaffSessions"/>.</param>
    public Task<ChangeResult> EndSessionAsync(
        ChangeRequest<string> request, string session, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request with { AnyVersion = true },
            async change => !await Rows(change, session).AnyAsync(),
            async change =>
            {
                var row = await Rows(change, session).SingleAsync();
                change.Db.StaffSessions.Remove(row);
                return change.Done(AuditAction.AccountSessionEnded, $"{row.Device}, {row.Address}");
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

    private static IQueryable<StaffSession> Rows(Change<AccountWithRoles> change, string session) =>
        change.Db.StaffSessions.Where(row => row.Id == session && row.UserId == change.Thing.User.Id);
}
