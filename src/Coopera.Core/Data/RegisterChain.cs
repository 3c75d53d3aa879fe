using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

/// <summary>New entries of the register of what staff did take their place in its chain; old ones are never touched.</summary>
internal static class RegisterChain
{
    public static async Task SealAsync(CooperaDb db, RegisterSeal? seal)
    {
        var entries = db.ChangeTracker.Entries<AuditEntry>().Where(entry => entry.State != EntityState.Unchanged).ToList();
        if (entries.Exists(entry => entry.State is EntityState.Modified or EntityState.Deleted))
        {
            throw new InvalidOperationException("The register of what staff did only grows.");
        }

        if (entries.Count == 0)
        {
            return;
        }

        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException(
                "The register of what staff did is written in the transaction of what they did: use WriteAsync.");
        }

        var key = seal ?? throw new InvalidOperationException("The register is written with a key, and this context has none.");
        var chain = await LockAsync(db);
        entries.ForEach(entry => entry.Entity.Seal(chain, key));
    }

    /// <summary>The update is the lock: it waits for whoever is adding, and what is read after it is the end of the chain.</summary>
    public static async Task<AuditChain> LockAsync(CooperaDb db)
    {
        await db.AuditChains.ExecuteUpdateAsync(chain => chain.SetProperty(c => c.Count, c => c.Count));
        var chain = await db.AuditChains.SingleAsync(c => c.Id == AuditChain.OnlyId);
        await db.Entry(chain).ReloadAsync();
        return chain;
    }
}
