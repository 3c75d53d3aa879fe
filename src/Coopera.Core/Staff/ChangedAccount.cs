using System.Security.Cryptography;
using System.Text;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <param name="Roles">Of <see cref="StaffRoles.All"/>, in that order; empty for who has none.</param>
public sealed record AccountWithRoles(StaffUser User, IReadOnlyList<string> Roles, bool MayExport);

/// <summary>
/// An account, as administrators change it. The row of their role is locked (as for the first administrator), so that two who
/// act at once see each other.
/// </summary>
public sealed class ChangedAccount(CooperaDb database, TimeProvider clock) : StaffChange<string, AccountWithRoles>(database, clock)
{
    public static readonly ChangeResult LastAdministrator =
        ChangeResult.Refused("È l’unico profilo attivo che può amministrare: prima dai il ruolo di Amministrazione a qualcun altro.");

    public static string Version(StaffUser user, IEnumerable<string> roles, bool mayExport) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{user.FullName}|{string.Join(',', roles)}|{mayExport}|{user.SuspendedAt?.UtcTicks}|{user.PasswordHash is null}|{user.InvitedAt?.UtcTicks}")))[..16];

    /// <summary>Nobody else changes accounts until the transaction ends.</summary>
    public static async Task LockAllAsync(CooperaDb db)
    {
        var stamp = Guid.NewGuid().ToString();
        await db.Roles.Where(role => role.Name == StaffRoles.Administrator)
            .ExecuteUpdateAsync(role => role.SetProperty(r => r.ConcurrencyStamp, stamp));
    }

    protected override async Task<AccountWithRoles?> LockAsync(CooperaDb db, string id)
    {
        await LockAllAsync(db);

        // And the account itself: who signs in at this moment waits, and is refused if the account changed under them.
        var stamp = Guid.NewGuid().ToString();
        if (await db.Users.Where(user => user.Id == id).ExecuteUpdateAsync(user => user.SetProperty(u => u.ConcurrencyStamp, stamp)) == 0)
        {
            return null;
        }

        var roles = await (
            from member in db.UserRoles join role in db.Roles on member.RoleId equals role.Id where member.UserId == id select role.Name!)
            .ToListAsync();
        return new AccountWithRoles(
            await db.Users.SingleAsync(user => user.Id == id),
            [.. StaffRoles.All.Where(roles.Contains)],
            roles.Contains(StaffRoles.Export));
    }

    protected override string VersionOf(AccountWithRoles thing) => Version(thing.User, thing.Roles, thing.MayExport);

    protected override string KeyOf(string id) => AuditSubject.Account(id);

    protected override string NameOf(AccountWithRoles thing) => thing.User.InWords();

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, AccountWithRoles thing) =>
        Task.FromResult<IReadOnlyList<FieldWords>>([new("Stato", thing.User.SuspendedAt is null ? "attivo" : "sospeso")]);
}

public static class AccountChanges
{
    public static bool IsOneself(this Change<AccountWithRoles> change) => change.Thing.User.UserName == change.Staff;

    public static async Task<bool> IsLastAdministratorAsync(this Change<AccountWithRoles> change) =>
        change.Thing.Roles.Contains(StaffRoles.Administrator) && !await change.Db.HasAdministratorBesidesAsync(change.Thing.User.Id);

    public static Task<bool> HasAdministratorBesidesAsync(this CooperaDb db, string accountId) => (
        from other in db.Users
        join member in db.UserRoles on other.Id equals member.UserId
        join role in db.Roles on member.RoleId equals role.Id
        where role.Name == StaffRoles.Administrator && other.Id != accountId && other.SuspendedAt == null && other.PasswordHash != null
        select other.Id).AnyAsync();

    public static void EndSessions(this Change<AccountWithRoles> change) => change.Thing.User.SecurityStamp = Guid.NewGuid().ToString("N");
}

public static class StaffRows
{
    public static string InWords(this StaffUser user) => user.FullName.Length > 0 ? $"{user.FullName} ({user.Email})" : user.Email ?? "";

    public static async Task AddRolesAsync(this CooperaDb db, string accountId, IReadOnlyList<string> roles, bool mayExport)
    {
        foreach (var id in await db.Roles.Where(
            r => roles.Contains(r.Name!) || (mayExport && r.Name == StaffRoles.Export)).Select(r => r.Id).ToListAsync())
        {
            db.UserRoles.Add(new IdentityUserRole<string> { UserId = accountId, RoleId = id });
        }
    }

    public static IReadOnlyList<FieldWords> Fields(string fullName, IEnumerable<string> roles, bool mayExport) =>
        [new("Nome", fullName), new("Ruolo", StaffRoles.Words(roles)), new("Esportazione", Phrases.YesNo(mayExport))];
}
