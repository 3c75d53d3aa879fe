using Coopera.Core.Data;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Files;

public sealed class NamedFiles(CooperaDb database)
{
    /// <summary>Keys of files, each with the key of what it belongs to (see <see cref="AuditSubject"/>).</summary>
    public async Task<IReadOnlyDictionary<string, string>> AllAsync(CancellationToken cancellationToken)
    {
        var copies = await database.Set<Adhesion>().AsNoTracking()
            .SelectMany(a => a.SignedCopies, (a, copy) => new { a.Id, copy.StoreKey }).ToListAsync(cancellationToken);
        var materials = await database.Set<Webinar>().AsNoTracking()
            .SelectMany(w => w.Materials, (w, material) => new { w.Id, material.StoreKey })
                .Where(m => m.StoreKey != null).ToListAsync(cancellationToken);
        var named = new Dictionary<string, string>();
        copies.ForEach(copy => named[copy.StoreKey] = AuditSubject.Adhesion(copy.Id));
        materials.ForEach(material => named[material.StoreKey!] = AuditSubject.Webinar(material.Id));
        return named;
    }

    public async Task<bool> IsNamedAsync(string key, CancellationToken cancellationToken) =>
        await database.Set<SignedCopy>().AnyAsync(copy => copy.StoreKey == key, cancellationToken)
        || await database.Set<Material>().AnyAsync(material => material.StoreKey == key, cancellationToken);
}
