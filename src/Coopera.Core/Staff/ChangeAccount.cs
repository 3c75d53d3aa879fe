using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

public sealed class ChangeAccount(ChangedAccount changed)
{
    /// <param name="role">One of <see cref="StaffRoles.All"/>.</param>
    /// <param name="reason">Null: not told.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<string> request, string fullName, string role, bool mayExport,
        string? reason, CancellationToken cancellationToken = default)
    {
        return changed.RunAsync(
            request,
            change => Differences(change.Thing).Count == 0,
            async change =>
            {
                var (db, (user, oldRole, mightExport)) = (change.Db, change.Thing);
                var losesAdministration = oldRole == StaffRoles.Administrator && role != StaffRoles.Administrator;
                if (losesAdministration && await change.IsLastAdministratorAsync())
                {
                    return ChangedAccount.LastAdministrator;
                }

                if (losesAdministration && change.IsOneself())
                {
                    return ChangeResult.Refused(
                        "Non puoi togliere a te il ruolo di Amministratore: deve farlo un’altra persona che amministra.");
                }

                var changes = Differences(change.Thing);
                user.FullName = fullName;
                if (oldRole != role || mightExport != mayExport)
                {
                    db.UserRoles.RemoveRange(await db.UserRoles.Where(member => member.UserId == user.Id).ToListAsync());
                    await db.SaveChangesAsync();
                    await db.AddRolesAsync(user.Id, role, mayExport);
                    if (!user.IsInvited)
                    {
                        change.EndSessions();
                    }
                }

                return change.Done(
                    AuditAction.AccountChanged, string.Join(", ", changes.Select(one => one.Label.ToLowerInvariant())), reason, changes);
            },
            cancellationToken);

        IReadOnlyList<FieldChange> Differences(AccountWithRole account) =>
            FieldChange.Between(
                StaffRows.Fields(account.User.FullName, account.Role, account.MayExport), StaffRows.Fields(fullName, role, mayExport));
    }
}
