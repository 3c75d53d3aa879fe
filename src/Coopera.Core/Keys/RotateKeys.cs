using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Keys;

/// <param name="From">When the new one begins to protect.</param>
/// <param name="Outside">Of the key outside the database that all of them are protected with.</param>
public sealed record RotatedKeys(int Keys, DateTimeOffset From, string Outside);

/// <summary>
/// A new key in the key ring; those of before still open what they protected. That all of them are protected with the present key outside
/// the database is what the start does (<see cref="ProtectKeyRing"/>), and what is looked at again here.
/// </summary>
public sealed class RotateKeys(CooperaDb database, IKeyManager ring, SiteKeys outside, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);

    /// <summary>Nodes read the ring anew once a day: before all know it, nothing may be protected with a new key.</summary>
    private static readonly TimeSpan Propagation = TimeSpan.FromDays(2);

    /// <param name="atOnce">No node runs, or all will be started again.</param>
    public async Task<RotatedKeys> RunAsync(bool atOnce, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var from = atOnce ? now : now + Propagation;
        var made = ring.CreateNewKey(from, from + Life);
        await database.WriteAsync(
            async db =>
            {
                Register.Add(
                    db, "sistema", "le chiavi", null,
                    new RegisterLine(AuditAction.KeysRotated, $"nuova chiave {made.KeyId:D}", Reason: "keys rotate"), now);
                await db.SaveChangesAsync();
            },
            cancellationToken);

        var rows = await database.DataProtectionKeys.AsNoTracking().Select(key => key.Xml).ToListAsync(cancellationToken);
        var open = rows.Count(xml => xml?.Contains("<key ", StringComparison.Ordinal) == true
            && !xml.Contains($"{KeyRingEncryptor.KeyId}=\"{outside.Current.Id}\"", StringComparison.Ordinal));
        return open == 0
            ? new RotatedKeys(rows.Count(xml => xml?.Contains("<key ", StringComparison.Ordinal) == true), from, outside.Current.Id)
            : throw new SettingsException(
                $"{open} keys of the key ring are not protected with the key of Keys:KeyFile or Keys:CertificateFile: start the site once "
                + "with the key of before in Keys:Retired.");
    }
}
