using Coopera.Core.Data;
using Coopera.Domain;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

public enum StaffState
{
    Active,
    Invited,

    InvitationOver,
    Suspended,

    /// <summary>Too many wrong passwords: where they came from, nobody signs in for a while.</summary>
    Locked,
}

/// <param name="Roles">Of <see cref="StaffRoles.All"/>, in that order; empty for who has none.</param>
public sealed record StaffMember(
    StaffUser User, IReadOnlyList<string> Roles, bool MayExport, bool HasApp, int Passkeys, StaffState State)
{
    public DateTimeOffset? BlockedUntil { get; init; }

    public string Id => User.Id;

    public string Email => User.Email ?? "";

    public string Name => User.FullName.Length > 0 ? User.FullName : Email;

    public bool HasSecondFactor => HasApp || Passkeys > 0;

    public string SecondFactor => string.Join(" e ", new[]
    {
        HasApp ? "app" : null,
        Passkeys switch { 0 => null, 1 => "1 passkey", var many => $"{many} passkey" },
    }.OfType<string>()) is { Length: > 0 } text ? text : "nessuno";

    public string Version => ChangedAccount.Version(User, Roles, MayExport);

    public static async Task<StaffMember?> FindAsync(CooperaDb db, string id, DateTimeOffset now) =>
        (await ReadAsync(db, db.Users.Where(user => user.Id == id), now)).SingleOrDefault();

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
        var blocked = await SignInAttempts.BlockedAsync(
            db, users.ConvertAll(user => SignInAttempts.KeyOf(user.UserName)), now);
        return users.ConvertAll(user =>
        {
            DateTimeOffset? until = blocked.TryGetValue(SignInAttempts.KeyOf(user.UserName), out var end) ? end : null;
            var own = roles.Where(role => role.UserId == user.Id).Select(role => role.Name!).ToHashSet();
            return new StaffMember(
                user, [.. StaffRoles.All.Where(own.Contains)], own.Contains(StaffRoles.Export),
                user.TwoFactorEnabled, passkeys.GetValueOrDefault(user.Id), StateOf(user, until, now))
            { BlockedUntil = until };
        });
    }

    private static StaffState StateOf(StaffUser user, DateTimeOffset? blockedUntil, DateTimeOffset now) =>
        user.SuspendedAt is not null ? StaffState.Suspended
        : user.IsInvited ? (user.InvitationEnds < now ? StaffState.InvitationOver : StaffState.Invited)
        : blockedUntil > now ? StaffState.Locked
        : StaffState.Active;
}
