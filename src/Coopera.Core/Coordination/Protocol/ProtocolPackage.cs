using System.IO.Compression;
using System.Text;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Protocol;

/// <summary>
/// What the office's protocol asks for, as one ZIP: the signed copy as it came in (and the PDF inside, when it is an envelope), the report
/// on its signatures, and the data for the entry. It leaves a line in the register of what staff did.
/// </summary>
public sealed class ProtocolPackage(CooperaDb db, UploadStore store, Settings settings, TimeProvider clock)
{
    /// <summary>In a file that disappears when closed. Null when there is no copy, or its bytes are gone from the store.</summary>
    public async Task<Stream?> PackAsync(Adhesion adhesion, PublicBody body, string staff, CancellationToken cancellationToken)
    {
        if (adhesion.SignedCopies.MaxBy(c => c.Version) is not { } copy || store.Open(copy.StoreKey) is not { } original)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await using var inside = await InsideAsync(copy, original, cancellationToken);
        var papers = new ProtocolPapers(adhesion, body, copy, inside is not null, now);
        var file = TemporaryFiles.Create(settings.Site, "zip");
        try
        {
            await using (original)
            await using (var archive = await ZipArchive.CreateAsync(
                file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken))
            {
                await AddAsync(archive, copy.FileName, original, now, cancellationToken);
                if (papers.ReadableName is { } readable)
                {
                    await AddAsync(archive, readable, inside!, now, cancellationToken);
                }

                await AddAsync(archive, ProtocolPapers.ReportName, Text(papers.Report()), now, cancellationToken);
                await AddAsync(archive, ProtocolPapers.MetadataName, Text(papers.Metadata()), now, cancellationToken);
            }

            await file.FlushAsync(cancellationToken);
            var line = new RegisterLine(AuditAction.ProtocolPackageTaken, $"versione {copy.Version}, SHA-256 {copy.Sha256}");
            await Register.WriteAsync(db, staff, body.FullName, AuditSubject.Adhesion(adhesion.Id), line, now, cancellationToken);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return file;
    }

    private static async Task AddAsync(
        ZipArchive archive, string name, Stream content, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = RomeTime.ToRome(now);
        await using var stream = await entry.OpenAsync(cancellationToken);
        await content.CopyToAsync(stream, cancellationToken);
    }

    private static async Task<Stream?> InsideAsync(SignedCopy copy, Stream original, CancellationToken cancellationToken) =>
        ProtocolPapers.NameInside(copy) is null ? null : await ReadableCopy.InsideAsync(original, cancellationToken);

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
