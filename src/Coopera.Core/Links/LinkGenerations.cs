using System.Buffers.Text;
using System.Security.Cryptography;
using Coopera.Core.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Links;

/// <summary>What links are sealed with now.</summary>
public sealed record LinkSeal(string Mark, byte[] Key);

/// <summary>
/// The mark and the key that links are made with now (see <see cref="LinkGeneration"/>), read from the database every few seconds: where
/// many nodes share it, all links are void everywhere within these.
/// </summary>
public sealed partial class LinkGenerations(
    IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock, ILogger<LinkGenerations> logger)
{
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(10);

    private const int KeyLength = 32;

    /// <summary>Old keys of the key ring open what they closed, so that its turns do not touch this one.</summary>
    private readonly IDataProtector _protector = protection.CreateProtector("Coopera.LinkKey.v1");

    private volatile Known? _known;

    public string Mark => Look().Mark;

    public LinkSeal Current => Look().Seal ?? throw new InvalidOperationException("The start makes the key of links.");

    public void LookAgain() => _known = null;

    public string NewKey() => Base64Url.EncodeToString(_protector.Protect(RandomNumberGenerator.GetBytes(KeyLength)));

    /// <summary>
    /// At the start. Of two nodes that start at once, one key is kept; one that no key of the key ring opens is of no use to anybody.
    /// </summary>
    public async Task EnsureKeyAsync(CooperaDb database)
    {
        var stored = await database.LinkGenerations.AsNoTracking().Where(g => g.Id == LinkGeneration.OnlyId)
            .Select(g => g.Key).SingleOrDefaultAsync();
        if (stored is not null)
        {
            try
            {
                Open(stored);
                return;
            }
            catch (CryptographicException)
            {
                Log.Lost(logger);
            }
        }

        var key = NewKey();
        await database.WriteAsync(db => db.LinkGenerations.Where(g => g.Id == LinkGeneration.OnlyId && g.Key == stored)
            .ExecuteUpdateAsync(g => g.SetProperty(x => x.Key, key)));
        LookAgain();
    }

    private Known Look()
    {
        var now = clock.GetUtcNow();
        if (_known is { } known && now - known.At < Trust && now >= known.At)
        {
            return known;
        }

        using var scope = scopes.CreateScope();
        var row = scope.ServiceProvider.GetRequiredService<CooperaDb>().LinkGenerations.AsNoTracking()
            .Where(generation => generation.Id == LinkGeneration.OnlyId).Select(g => new { g.Mark, g.Key }).SingleOrDefault();
        var mark = row?.Mark ?? "";
        return _known = new Known(mark, row?.Key is { } key ? new LinkSeal(mark, Open(key)) : null, now);
    }

    private byte[] Open(string key) => _protector.Unprotect(Base64Url.DecodeFromChars(key));

    private sealed record Known(string Mark, LinkSeal? Seal, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "No key of the key ring opens the key of links: a new one is made, and links that were sent before open nothing")]
        public static partial void Lost(ILogger logger);
    }
}
