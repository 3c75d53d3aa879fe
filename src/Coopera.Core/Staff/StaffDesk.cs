using System.Security.Cryptography;
using System.Text;
using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>An administrator wants to do something with an account.</summary>
/// <param name="Seen">A <see cref="StaffMember.Sight"/>.</param>
/// <param name="Actor">The administrator's address.</param>
public sealed record StaffCall(string AccountId, string? Seen, string Actor);

public enum StaffOutcome
{
    Done,
    NothingToDo,

    /// <summary>Somebody was quicker: nothing was changed.</summary>
    Overtaken,

    /// <summary>Nobody would be left who can administer.</summary>
    LastAdministrator,

    /// <summary>Nobody does this to themselves.</summary>
    Oneself,
    NotFound,
}

public static class StaffSight
{
    public static string Of(StaffUser user, string? role, bool mayExport) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{user.FullName}|{role}|{mayExport}|{user.SuspendedAt?.UtcTicks}|{user.PasswordHash is null}|{user.InvitedAt?.UtcTicks}")))[..16];
}

/// <summary>One thing that is done to an account, while nobody else can change any.</summary>
public sealed class StaffTurn(CooperaDb db, StaffUser user, IReadOnlySet<string> roles, string actor, DateTimeOffset now)
{
    public CooperaDb Db => db;

    public StaffUser User => user;

    public DateTimeOffset Now => now;

    public string Actor => actor;

    public string? Role { get; } = StaffRoles.All.FirstOrDefault(roles.Contains);

    public bool MayExport { get; } = roles.Contains(StaffRoles.Export);

    public bool IsOneself => user.UserName == actor;

    /// <summary>True when without this account nobody could administer.</summary>
    public async Task<bool> IsLastAdministratorAsync() => Role == StaffRoles.Administrator && !await (
        from other in db.Users
        join member in db.UserRoles on other.Id equals member.UserId
        join role in db.Roles on member.RoleId equals role.Id
        where role.Name == StaffRoles.Administrator && other.Id != user.Id && other.SuspendedAt == null && other.PasswordHash != null
        select other.Id).AnyAsync();

    public async Task GiveAsync(string role, bool mayExport)
    {
        db.UserRoles.RemoveRange(await db.UserRoles.Where(member => member.UserId == user.Id).ToListAsync());
        await db.SaveChangesAsync();
        await db.AddRolesAsync(user.Id, role, mayExport);
    }

    /// <summary>Every session of the account is over with the next click, and links made for it before are void.</summary>
    public void EndSessions() => user.SecurityStamp = Guid.NewGuid().ToString("N");

    /// <summary>A line in the register of what staff did.</summary>
    public void Register(string action, string details = "", string? before = null, string? after = null, string? reason = null) =>
        db.AuditEntries.Add(new AuditEntry(actor, action, user.InWords(), details, now)
        {
            SubjectKey = AuditSubject.Account(user.Id),
            Before = before,
            After = after,
            Reason = reason,
        });
}

/// <summary>
/// What every change of an account has in common: the row of the role Amministratore is the lock (as for the first administrator), so that
/// two who act at once see each other; the change and its line in the register are one transaction.
/// </summary>
public sealed class StaffDesk(CooperaDb database, TimeProvider clock)
{
    public Task<StaffOutcome> TakeAsync(StaffCall call, Func<StaffTurn, Task<StaffOutcome>> turn, CancellationToken cancellationToken = default) =>
        database.WriteAsync(db => TakeAsync(db, call, turn), cancellationToken);

    /// <summary>Nobody else changes accounts until the transaction ends.</summary>
    public static async Task LockAsync(CooperaDb db)
    {
        var stamp = Guid.NewGuid().ToString();
        await db.Roles.Where(role => role.Name == StaffRoles.Administrator).ExecuteUpdateAsync(role => role.SetProperty(r => r.ConcurrencyStamp, stamp));
    }

    private async Task<StaffOutcome> TakeAsync(CooperaDb db, StaffCall call, Func<StaffTurn, Task<StaffOutcome>> turn)
    {
        await LockAsync(db);

        // And the account itself: who signs in at this moment waits, and is refused if the account changed under them.
        var stamp = Guid.NewGuid().ToString();
        if (await db.Users.Where(user => user.Id == call.AccountId).ExecuteUpdateAsync(user => user.SetProperty(u => u.ConcurrencyStamp, stamp)) == 0)
        {
            return StaffOutcome.NotFound;
        }

        var account = await db.Users.SingleAsync(user => user.Id == call.AccountId);
        var roles = await (from member in db.UserRoles join role in db.Roles on member.RoleId equals role.Id where member.UserId == account.Id select role.Name!).ToListAsync();
        var taken = new StaffTurn(db, account, roles.ToHashSet(), call.Actor, clock.GetUtcNow());
        if (StaffSight.Of(account, taken.Role, taken.MayExport) != call.Seen)
        {
            return StaffOutcome.Overtaken;
        }

        var outcome = await turn(taken);
        if (outcome == StaffOutcome.Done)
        {
            await db.SaveChangesAsync();
        }

        return outcome;
    }
}

public static class StaffRows
{
    /// <summary>"Maria Rossi (maria.rossi@anci.example)", or the address alone.</summary>
    public static string InWords(this StaffUser user) => user.FullName.Length > 0 ? $"{user.FullName} ({user.Email})" : user.Email ?? "";

    public static async Task AddRolesAsync(this CooperaDb db, string accountId, string role, bool mayExport)
    {
        foreach (var id in await db.Roles.Where(r => r.Name == role || (mayExport && r.Name == StaffRoles.Export)).Select(r => r.Id).ToListAsync())
        {
            db.UserRoles.Add(new IdentityUserRole<string> { UserId = accountId, RoleId = id });
        }
    }

    /// <summary>"Ruolo: Redazione", one thing a line.</summary>
    public static string Lines(params (string What, string Text)[] lines) => string.Join('\n', lines.Select(line => $"{line.What}: {line.Text}"));

    public static string YesNo(bool value) => Phrases.YesNo(value);
}
