using Coopera.Core.Data;
using Coopera.Domain;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

public enum StaffState
{
    Active,
    Invited,

    /// <summary>The link was not used in time.</summary>
    InvitationOver,
    Suspended,

    /// <summary>Too many wrong passwords, for some minutes.</summary>
    Locked,
}

/// <summary>Somebody who works here, as administrators see them.</summary>
/// <param name="Role">One of <see cref="StaffRoles.All"/>; null for who has none.</param>
/// <param name="HasApp">An authenticator app is the second factor.</param>
public sealed record StaffMember(StaffUser User, string? Role, bool MayExport, bool HasApp, int Passkeys, StaffState State)
{
    public string Id => User.Id;

    public string Email => User.Email ?? "";

    /// <summary>What they are called here.</summary>
    public string Name => User.FullName.Length > 0 ? User.FullName : Email;

    public bool HasSecondFactor => HasApp || Passkeys > 0;

    /// <summary>"app e 2 passkey", "nessuno".</summary>
    public string SecondFactor => string.Join(" e ", new[]
    {
        HasApp ? "app" : null,
        Passkeys switch { 0 => null, 1 => "1 passkey", var many => $"{many} passkey" },
    }.OfType<string>()) is { Length: > 0 } text ? text : "nessuno";

    /// <summary>What somebody saw who decides about the account; another as soon as it changes.</summary>
    public string Version => ChangedAccount.Version(User, Role, MayExport);

    public static async Task<StaffMember?> FindAsync(CooperaDb db, string id, DateTimeOffset now) =>
        (await ReadAsync(db, db.Users.Where(user => user.Id == id), now)).SingleOrDefault();

    /// <summary>Everybody, those who may sign in first, by name.</summary>
    public static async Task<IReadOnlyList<StaffMember>> AllAsync(CooperaDb db, DateTimeOffset now) =>
    [
        .. (await ReadAsync(db, db.Users, now))
            .OrderBy(member => member.State is StaffState.Suspended)
            .ThenBy(member => Text.Fold(member.Name), StringComparer.Ordinal).ThenBy(member => member.Id, StringComparer.Ordinal),
    ];

    private static async Task<List<StaffMember>> ReadAsync(CooperaDb db, IQueryable<StaffUser> wanted, DateTimeOffset now)
    {
        var users = await wanted.AsNoTracking().ToListAsync();
        var ids = wanted.Select(user => user.Id);
        var roles = await (from member in db.UserRoles
                           join role in db.Roles on member.RoleId equals role.Id
                           where ids.Contains(member.UserId)
                           select new { member.UserId, role.Name }).ToListAsync();
        var passkeys = await db.UserPasskeys.Where(key => ids.Contains(key.UserId)).GroupBy(key => key.UserId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count);
        return users.ConvertAll(user =>
        {
            var own = roles.Where(role => role.UserId == user.Id).Select(role => role.Name!).ToHashSet();
            return new StaffMember(
                user, StaffRoles.All.FirstOrDefault(own.Contains), own.Contains(StaffRoles.Export), user.TwoFactorEnabled, passkeys.GetValueOrDefault(user.Id), StateOf(user, now));
        });
    }

    private static StaffState StateOf(StaffUser user, DateTimeOffset now) =>
        user.SuspendedAt is not null ? StaffState.Suspended
        : user.IsInvited ? (user.InvitationEnds < now ? StaffState.InvitationOver : StaffState.Invited)
        : user.LockoutEnd > now ? StaffState.Locked
        : StaffState.Active;
}
