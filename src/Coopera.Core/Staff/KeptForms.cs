using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coopera.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>
/// What somebody was sending when their session had ended: one form an account, for two hours, unreadable without the ticket that only
/// their browser has. It is shown again, and never sent by itself.
/// </summary>
public sealed class KeptForms(CooperaDb database, IDataProtectionProvider protection, TimeProvider clock)
{
    public const int Largest = 256 * 1024;

    public static readonly TimeSpan Life = TimeSpan.FromHours(2);

    private const string Provider = "Coopera.KeptForm";
    private const string Instant = "yyyyMMddHHmmss";

    /// <returns>The ticket; null when the account is there no longer.</returns>
    public async Task<string?> KeepAsync(string userId, KeptForm form)
    {
        var ticket = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var name = $"{(clock.GetUtcNow() + Life).UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)}-{MarkOf(ticket)}";
        var value = Protector(userId, ticket).Protect(JsonSerializer.Serialize(form));
        var isKept = await database.WriteAsync(async db =>
        {
            if (!await db.Users.AnyAsync(user => user.Id == userId && user.SuspendedAt == null))
            {
                return false;
            }

            await db.UserTokens.Where(token => token.UserId == userId && token.LoginProvider == Provider).ExecuteDeleteAsync();
            db.UserTokens.Add(new IdentityUserToken<string> { UserId = userId, LoginProvider = Provider, Name = name, Value = value });
            await db.SaveChangesAsync();
            return true;
        });
        return isKept ? ticket : null;
    }

    public async Task<KeptForm?> FindAsync(string userId, string ticket)
    {
        var (over, mark) = ($"{Now()}~", $"-{MarkOf(ticket)}"); // after every name of this second
        var kept = await database.UserTokens.AsNoTracking()
            .Where(token => token.UserId == userId && token.LoginProvider == Provider && token.Name.EndsWith(mark)).ToListAsync();
        if (kept.Find(token => string.CompareOrdinal(token.Name, over) > 0)?.Value is not { } value)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<KeptForm>(Protector(userId, ticket).Unprotect(value));
        }
        catch (CryptographicException)
        {
            return null; // a key ring that is gone
        }
    }

    public Task ForgetAsync(string userId) => database.WriteAsync(
        db => db.UserTokens.Where(token => token.UserId == userId && token.LoginProvider == Provider).ExecuteDeleteAsync());

    /// <summary>Those that nobody came back for.</summary>
    internal static async Task ForgetOldAsync(CooperaDb db, DateTimeOffset now)
    {
        var over = $"{now.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)}~";
        var names = await db.UserTokens.Where(token => token.LoginProvider == Provider).Select(token => token.Name).ToListAsync();
        var old = names.FindAll(name => string.CompareOrdinal(name, over) < 0); // databases sort by rules of their own
        await db.UserTokens.Where(token => token.LoginProvider == Provider && old.Contains(token.Name)).ExecuteDeleteAsync();
    }

    private string Now() => clock.GetUtcNow().UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);

    private IDataProtector Protector(string userId, string ticket) => protection.CreateProtector("Coopera.KeptForm.v1", userId, ticket);

    private static string MarkOf(string ticket) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)))[..32];
}

/// <param name="Page">Where the form was written: a local address, with the path base.</param>
/// <param name="SentTo">The path it was sent to.</param>
/// <param name="Action">What would have been done there.</param>
public sealed record KeptForm(string Page, string SentTo, string? Action, IReadOnlyDictionary<string, string?[]> Fields);
