using System.Security.Cryptography;
using System.Text;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <param name="Network">An IPv4 address, or the first half of an IPv6 one: what one person has.</param>
/// <param name="Device">On which the account was signed in before; null when it is not known.</param>
/// <param name="Address">As it came.</param>
/// <param name="Browser">And the system, in words.</param>
public sealed record SignInPlace(string Network, string? Device, string Address, string Browser);

public enum SignInStep
{
    Password,
    Code,
}

/// <param name="IsFirstRefusal">The limit was reached just now.</param>
/// <param name="IsAttack">So many were wrong that the owner is told.</param>
public sealed record SignInTurn(bool IsAllowed, bool IsFirstRefusal = false, bool IsAttack = false);

/// <summary>
/// Wrong passwords and codes are counted for the account and the place they come from, so that strangers do not keep the owner out: five in
/// a row are enough for a network; over a day a hundred from everywhere for devices that are not known. A known device has a count of its
/// own. The counts are in the database, for all nodes, and are kept for names that nobody has, too.
/// </summary>
public sealed class SignInAttempts(CooperaDb database, ILookupNormalizer normalizer, TimeProvider clock)
{
    public const int MostInARow = 5;
    public const int MostInADay = 100;
    public const int OwnerIsToldAt = 25;
    public static readonly TimeSpan Row = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>What the counts call an account: they hold no address that a stranger typed.</summary>
    public static string KeyOf(string? name) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((name ?? "").Trim().ToUpperInvariant())));

    /// <summary>
    /// Counts an attempt before it is made: of many at the same moment each is one. Who is right is forgiven with
    /// <see cref="ForgiveAsync"/>.
    /// </summary>
    public async Task<SignInTurn> TakeAsync(
        string name, SignInStep step, SignInPlace place, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.WriteAsync(db => TakeAsync(db, name, step, place), cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return await database.WriteAsync(db => TakeAsync(db, name, step, place), cancellationToken);
        }
    }

    public Task ForgiveAsync(string name, SignInStep step, SignInPlace place) => database.WriteAsync(async db =>
    {
        var (account, near, everywhere) = (KeyOf(name), Near(step, place), Everywhere(step));
        await db.SignInCounts.Where(c => c.Account == account && c.Place == near).ExecuteDeleteAsync();
        if (place.Device is null)
        {
            await db.SignInCounts.Where(c => c.Account == account && c.Place == everywhere && c.Count > 0)
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.Count, x => x.Count - 1));
        }
    });

    /// <summary>In the transaction of what gives the account back to its owner.</summary>
    /// <param name="step">Null: all of them.</param>
    public static async Task<bool> ForgetAsync(CooperaDb db, string name, SignInStep? step = null)
    {
        var account = KeyOf(name);
        var counts = db.SignInCounts.Where(c => c.Account == account);
        if (step is { } only)
        {
            counts = counts.Where(c => c.Place.StartsWith(only + "/"));
        }

        return await counts.ExecuteDeleteAsync() > 0;
    }

    /// <summary>Until when some place is kept out, for the accounts of which one is.</summary>
    /// <param name="accounts">Their keys: see <see cref="KeyOf"/>.</param>
    public static async Task<IReadOnlyDictionary<string, DateTimeOffset>> BlockedAsync(
        CooperaDb db, IReadOnlyCollection<string> accounts, DateTimeOffset now) =>
        (await db.SignInCounts.AsNoTracking()
            .Where(c => accounts.Contains(c.Account) && c.EndsAt > now && c.Count >= MostInARow).ToListAsync())
            .Where(c => !IsEverywhere(c) || c.Count >= MostInADay)
            .GroupBy(c => c.Account).ToDictionary(group => group.Key, group => group.Max(c => c.EndsAt));

    private async Task<SignInTurn> TakeAsync(CooperaDb db, string name, SignInStep step, SignInPlace place)
    {
        var (account, now) = (KeyOf(name), clock.GetUtcNow());
        var owner = await OwnerAsync(db, name); // asked each time: a name that nobody has costs the same
        var near = await CountAsync(db, account, Near(step, place), Row, now);
        if (near.Count > MostInARow)
        {
            return new SignInTurn(false, IsFirstRefusal: near.Count == MostInARow + 1);
        }

        if (near.Count == MostInARow)
        {
            near.LastUntil(now + Row);
        }

        var turn = new SignInTurn(true);
        if (place.Device is null)
        {
            var everywhere = await CountAsync(db, account, Everywhere(step), Day, now);
            var tells = everywhere is { Count: >= OwnerIsToldAt, ToldAt: null };
            if (tells)
            {
                everywhere.Tell(now);
                Tell(db, owner, now);
            }

            turn = new SignInTurn(
                everywhere.Count <= MostInADay, everywhere.Count == MostInADay + 1, IsAttack: tells && owner is not null);
        }

        await db.SaveChangesAsync();
        return turn;
    }

    private static async Task<SignInCount> CountAsync(CooperaDb db, string account, string place, TimeSpan length, DateTimeOffset now)
    {
        var row = db.SignInCounts.Where(c => c.Account == account && c.Place == place);
        if (await row.ExecuteUpdateAsync(c => c.SetProperty(x => x.Count, x => x.Count + 1)) == 0)
        {
            var first = db.SignInCounts.Add(new SignInCount(account, place, now + length)).Entity;
            await db.SaveChangesAsync(); // two at once: one is a duplicate, and is tried again
            return first;
        }

        var count = await row.SingleAsync();
        if (count.EndsAt <= now)
        {
            count.BeginAgain(now + length);
        }

        return count;
    }

    private Task<StaffUser?> OwnerAsync(CooperaDb db, string name)
    {
        var key = normalizer.NormalizeName(name.Trim());
        return db.Users.AsNoTracking()
            .SingleOrDefaultAsync(user => user.NormalizedUserName == key && user.SuspendedAt == null && user.PasswordHash != null);
    }

    private static void Tell(CooperaDb db, StaffUser? owner, DateTimeOffset now)
    {
        if (owner is not null)
        {
            // Counted on its own: whoever uses up what strangers may have mailed shall not silence the warning.
            db.Queue(MailCause.Schedule, new AccountChanged(AccountChange.UnderAttack, now), owner.Mailbox, owner.FullName, null, now);
        }
    }

    private static string Near(SignInStep step, SignInPlace place) =>
        place.Device is { } device ? $"{step}/device/{device}" : $"{step}/network/{place.Network}";

    private static string Everywhere(SignInStep step) => $"{step}/everywhere";

    private static bool IsEverywhere(SignInCount count) => count.Place.EndsWith("/everywhere", StringComparison.Ordinal);
}
