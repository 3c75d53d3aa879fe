using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

public sealed class ChangeAccount(ChangedAccount changed)
{
    /// <param name="asked">Of <see cref="StaffRoles.All"/>, one at least.</param>
    /// <param name="reason">Null: not told.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<string> request, string fullName, IReadOnlyList<string> asked, bool mayExport,
        string? reason, CancellationToken cancellationToken = default)
    {
        var roles = StaffRoles.WithoutIdle(asked);
        return changed.RunAsync(
            request,
            change => Differences(change.Thing).Count == 0,
            async change =>
            {
                var (db, (user, oldRoles, mightExport)) = (change.Db, change.Thing);
                var losesAdministration = oldRoles.Contains(StaffRoles.Administrator) && !roles.Contains(StaffRoles.Administrator);
                if (losesAdministration && await change.IsLastAdministratorAsync())
                {
                    return ChangedAccount.LastAdministrator;
                }

                if (losesAdministration && change.IsOneself())
                {
                    return ChangeResult.Refused(
                        "Non puoi togliere a te il ruolo di Amministrazione: deve farlo un’altra persona che amministra.");
                }

                var changes = Differences(change.Thing);
                user.FullName = fullName;
                if (!oldRoles.SequenceEqual(roles) || mightExport != mayExport)
                {
                    db.UserRoles.RemoveRange(await db.UserRoles.Where(member => member.UserId == user.Id).ToListAsync());
                    await db.SaveChangesAsync();
                    await db.AddRolesAsync(user.Id, roles, mayExport);
                    if (!user.IsInvited)
                    {
                        change.EndSessions();
                    }
                }

                return change.Done(
                    AuditAction.AccountChanged, string.Join(", ", changes.Select(one => one.Label.ToLowerInvariant())), reason, changes);
            },
            cancellationToken);

        IReadOnlyList<FieldChange> Differences(AccountWithRoles account) =>
            FieldChange.Between(
                StaffRows.Fields(account.User.FullName, account.Roles, account.MayExport), StaffRows.Fields(fullName, roles, mayExport));
    }
}
