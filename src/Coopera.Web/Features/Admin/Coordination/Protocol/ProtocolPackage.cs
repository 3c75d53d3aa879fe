using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Staff;
using Coopera.Web.Data;
using Coopera.Web.Features.Admin.Coordination.Review;
using Coopera.Web.Features.Coordination;
using Coopera.Web.Infrastructure;

namespace Coopera.Web.Features.Admin.Coordination.Protocol;

/// <summary>
/// What the office's protocol asks for, as one ZIP: the signed copy as it came in, the report on its signatures, and the data for the
/// entry. It leaves a line in the register of what staff did.
/// </summary>
public sealed class ProtocolPackage(CooperaDb db, UploadStore store, Settings settings, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>"Adesione del Comune di Castroreale (ME) al Coordinamento dei Comuni della rete SAI".</summary>
    public static string Subject(PublicBody body) => $"Adesione {body.OfFullName} al Coordinamento dei Comuni della rete SAI";

    /// <summary>In a file that disappears when closed. Null when there is no copy, or its bytes are gone from the store.</summary>
    public async Task<Stream?> PackAsync(Adhesion adhesion, PublicBody body, string staff, CancellationToken cancellationToken)
    {
        if (adhesion.SignedCopies.MaxBy(c => c.Version) is not { } copy || store.Open(Guid.Parse(copy.StoreKey)) is not { } bytes)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var file = PassingFile.Create(settings.Site, "zip");
        try
        {
            await using (bytes)
            await using (var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken))
            {
                await AddAsync(archive, copy.FileName, bytes, now, cancellationToken);
                await AddAsync(archive, "rapporto-firma.txt", Text(Report(adhesion, body, copy)), now, cancellationToken);
                await AddAsync(archive, "metadati.json", Text(JsonSerializer.Serialize(Metadata(adhesion, body, copy, now), Json)), now, cancellationToken);
            }

            await db.WriteAsync(
                async writing =>
                {
                    writing.AuditEntries.Add(new AuditEntry(
                        staff, "scarica il pacchetto per il protocollo", body.FullName, $"versione {copy.Version}, SHA-256 {copy.Sha256}", now));
                    await writing.SaveChangesAsync();
                },
                cancellationToken);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return file;
    }

    private static async Task AddAsync(ZipArchive archive, string name, Stream content, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = RomeTime.ToRome(now);
        await using var stream = await entry.OpenAsync(cancellationToken);
        await content.CopyToAsync(stream, cancellationToken);
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string Report(Adhesion adhesion, PublicBody body, SignedCopy copy) => string.Join("\r\n", (string[])
    [
        Subject(body),
        "",
        $"File: {copy.FileName} ({copy.Length} byte)",
        $"SHA-256: {copy.Sha256}",
        $"Ricevuto il {RomeTime.DateAndTime(copy.ReceivedAt)}, ricevuta {adhesion.ReceiptNumber ?? "non ancora assegnata"}, codice della scheda {adhesion.DocumentCode}",
        "",
        "Rapporto sulla firma, fatto quando il file è arrivato:",
        .. SignatureReportText.Lines(copy),
        "",
    ]);

    private static object Metadata(Adhesion adhesion, PublicBody body, SignedCopy copy, DateTimeOffset now) => new
    {
        oggetto = Subject(body),
        mittente = new
        {
            denominazione = body.FullName,
            codiceIstat = body.Code,
            codiceCatastale = body.CadastralCode,
            provincia = body.ProvinceCode,
            pec = adhesion.Pec,
            legaleRappresentante = adhesion.LegalRepresentative.FullName,
            carica = adhesion.LegalRepresentative.Office?.Label(),
        },
        dataRicezione = Moment(copy.ReceivedAt),
        ricevuta = adhesion.ReceiptNumber,
        codiceScheda = adhesion.DocumentCode,
        documento = new { nomeFile = copy.FileName, tipo = copy.ContentType, dimensione = copy.Length, sha256 = copy.Sha256, versione = copy.Version },
        attoDiAdesione = adhesion.Act.Sentence(),
        protocollo = adhesion.ProtocolNumber is null ? null : new { numero = adhesion.ProtocolNumber, data = adhesion.ProtocolDate },
        creatoIl = Moment(now),
    };

    private static string Moment(DateTimeOffset instant) => RomeTime.ToRome(instant).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
