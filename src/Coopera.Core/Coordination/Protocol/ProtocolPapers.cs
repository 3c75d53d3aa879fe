using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.Coordination.Protocol;

public sealed class ProtocolPapers(Adhesion adhesion, PublicBody body, SignedCopy copy, bool hasInside, DateTimeOffset now)
{
    public const string ReportName = "rapporto-firma.txt";
    public const string MetadataName = "metadati.json";

    private static readonly string[] EnvelopeEndings = [".p7m", ".tsd", ".m7m"];

    private static readonly JsonSerializerOptions Json =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Under which name the PDF inside goes along; null when the copy is a PDF itself, or what is inside cannot be read.</summary>
    public string? ReadableName => hasInside ? NameInside(copy) : null;

    private string Subject => $"Adesione {body.OfFullName} al Coordinamento dei Comuni della rete SAI";

    public static string? NameInside(SignedCopy copy)
    {
        var name = copy.FileName;
        while (EnvelopeEndings.FirstOrDefault(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } ending)
        {
            name = name[..^ending.Length];
        }

        return name == copy.FileName ? null : name;
    }

    public string Report()
    {
        var reading = CopyReading.Of(copy);
        return string.Join("\r\n", (string[])
        [
            Subject,
            "",
            $"File: {copy.FileName} ({copy.Length} byte)",
            $"SHA-256: {copy.Sha256}",
            $"Ricevuto {RomeTime.DateAndTime("il", copy.ReceivedAt)}",
            $"Ricevuta: {adhesion.ReceiptNumber ?? "non ancora assegnata"}",
            $"Codice della scheda: {adhesion.DocumentCode}",
            "",
            "Rapporto sulla firma, fatto quando il file è arrivato:",
            .. reading.Alarms,
            .. reading.Sentences,
            .. reading.Differences,
            "",
        ]);
    }

    public string Metadata() => JsonSerializer.Serialize(
        new
        {
            oggetto = Subject,
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
            documento = new
            {
                nomeFile = copy.FileName,
                tipo = copy.ContentType,
                dimensione = copy.Length,
                sha256 = copy.Sha256,
                versione = copy.Version
            },
            documentoLeggibile = ReadableName,
            rapportoFirma = ReportName,
            attoDiAdesione = adhesion.Act.Sentence(),
            protocollo = adhesion.ProtocolNumber is null ? null : new { numero = adhesion.ProtocolNumber, data = adhesion.ProtocolDate },
            creatoIl = Moment(now),
        },
        Json);

    private static string Moment(DateTimeOffset instant) =>
        RomeTime.ToRome(instant).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
