using System.Security.Cryptography;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Verification;

/// <summary>Uploads on the disk against the rows that name them, both ways.</summary>
internal sealed class StoredFiles(UploadStore store, TimeProvider clock)
{
    /// <summary>The job that deletes what nobody names waits for a day, and comes every hour.</summary>
    private static readonly TimeSpan LongestUnnamed = 2 * SweepFiles.Rest;

    private sealed record Named(string Key, string Subject, long? Length, string? Sha256);

    /// <param name="keys">What was on the disk before the rows were read.</param>
    public async Task<VerifiedPart> VerifyAsync(
        CooperaDb db, IReadOnlySet<string> keys, IProgress<VerifyProgress>? progress, CancellationToken cancellationToken)
    {
        var named = await NamedAsync(db, cancellationToken);
        var faults = new List<string>();
        for (var i = 0; i < named.Count; i++)
        {
            if (await FaultAsync(named[i], cancellationToken) is { } fault)
            {
                faults.Add($"{named[i].Subject}: file {named[i].Key} {fault}");
            }

            progress?.Report(new("files", i + 1, named.Count));
        }

        var unnamed = keys.Except(named.Select(file => file.Key)).ToList();
        var forgotten = unnamed.Where(key => clock.GetUtcNow() - store.PerhapsUnnamedSince(key) > LongestUnnamed).ToList();
        if (forgotten.Count > 0 && !await db.HoldsMailsAsync(cancellationToken)) // else the job leaves them alone
        {
            faults.Add($"{forgotten.Count} files that no row names are older than two days, among them {forgotten[0]}: the job \"files\" "
                + "does not run, or rows are lost");
        }

        var byLength = named.Count(file => file.Sha256 is null); // materials of before their hashes were kept
        return new(
            "files",
            $"{named.Count} that rows name{(byLength == 0 ? "" : $" (of {byLength} only the length is known)")}, "
            + $"{unnamed.Count - forgotten.Count} in the making or to be deleted",
            faults);
    }

    private async Task<string?> FaultAsync(Named file, CancellationToken cancellationToken)
    {
        try
        {
            return await ContentFaultAsync(file, cancellationToken);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read ({refusal.Message})";
        }
    }

    private async Task<string?> ContentFaultAsync(Named file, CancellationToken cancellationToken)
    {
        await using var content = store.Open(file.Key);
        return content is null ? "is not there"
            : file.Length is { } length && content.Length != length ? $"has {content.Length} bytes instead of {length}"
            : file.Sha256 is { } hash && Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) != hash
                ? "is not what came: its hash is another"
            : null;
    }

    private static async Task<List<Named>> NamedAsync(CooperaDb db, CancellationToken cancellationToken) =>
    [
        .. await db.Set<Adhesion>().AsNoTracking().SelectMany(
            a => a.SignedCopies, (a, copy) => new Named(copy.StoreKey, AuditSubject.Adhesion(a.Id), copy.Length, copy.Sha256))
            .ToListAsync(cancellationToken),

        .. await db.Set<Webinar>().AsNoTracking()
            .SelectMany(w => w.Materials, (w, material) => new { w.Id, material.StoreKey, material.Length, material.Sha256 })
            .Where(material => material.StoreKey != null)
            .Select(material => new Named(material.StoreKey!, AuditSubject.Webinar(material.Id), material.Length, material.Sha256))
            .ToListAsync(cancellationToken),
        .. await db.PecReceipts.AsNoTracking()
            .Select(r => new Named(r.StoreKey, AuditSubject.Mail(r.MailId), null, r.Sha256)).ToListAsync(cancellationToken),
        .. await db.PecArrivals.AsNoTracking()
            .Select(a => new Named(a.File.Key, AuditSubject.PecArrival(a.Id), a.File.Length, a.File.Sha256)).ToListAsync(cancellationToken),
        .. await db.Certificates.AsNoTracking().Where(c => c.StoreKey != null)
            .Select(c => new Named(c.StoreKey!, AuditSubject.Certificate(c.Id), c.Length, c.Sha256)).ToListAsync(cancellationToken),
    ];
}
