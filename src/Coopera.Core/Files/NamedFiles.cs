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
        var receipts = await database.PecReceipts.AsNoTracking().Select(r => new { r.MailId, r.StoreKey }).ToListAsync(cancellationToken);
        var arrivals = await database.PecArrivals.AsNoTracking()
            .Select(a => new { a.Id, a.AdhesionId, a.File.Key }).ToListAsync(cancellationToken);
        var papers = await database.Certificates.AsNoTracking().Where(c => c.StoreKey != null)
            .Select(c => new { c.Id, c.StoreKey }).ToListAsync(cancellationToken);
        var named = new Dictionary<string, string>();
        copies.ForEach(copy => named[copy.StoreKey] = AuditSubject.Adhesion(copy.Id));
        materials.ForEach(material => named[material.StoreKey!] = AuditSubject.Webinar(material.Id));
        receipts.ForEach(receipt => named[receipt.StoreKey] = AuditSubject.Mail(receipt.MailId));
        papers.ForEach(paper => named[paper.StoreKey!] = AuditSubject.Certificate(paper.Id));
        arrivals.ForEach(arrival => named.TryAdd(
            arrival.Key, arrival.AdhesionId is { } adhesion ? AuditSubject.Adhesion(adhesion) : AuditSubject.PecArrival(arrival.Id)));
        return named;
    }

    public async Task<bool> IsNamedAsync(string key, CancellationToken cancellationToken) =>
        await database.Set<SignedCopy>().AnyAsync(copy => copy.StoreKey == key, cancellationToken)
        || await database.Set<Material>().AnyAsync(material => material.StoreKey == key, cancellationToken)
        || await database.Certificates.AnyAsync(paper => paper.StoreKey == key, cancellationToken)
        || await database.PecReceipts.AnyAsync(receipt => receipt.StoreKey == key, cancellationToken)
        || await database.PecArrivals.AnyAsync(arrival => arrival.File.Key == key, cancellationToken);
}
