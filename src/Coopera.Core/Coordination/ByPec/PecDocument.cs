using System.Text;
using System.Text.RegularExpressions;
using Coopera.Core.Documents;
using Coopera.Core.Documents.CertifiedMail;
using Coopera.Core.Documents.Signatures;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Domain.Coordination;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Coordination.ByPec;

/// <summary>A file that came by PEC and can be a signed scheda: looked into as any upload.</summary>
/// <param name="Codes">Document codes that stand in it, in a field or in its description. Untrusted: they name an adhesion or none.</param>
internal sealed partial record PecDocument(ReceivedFile File, CopyLook Look, IReadOnlyList<string> Codes)
{
    private const int Most = 6;
    private const int MostCodes = 20;

    /// <summary>Whose page a QR code on it leads to, looked for where nothing else names one: only the site can have printed it.</summary>
    public IReadOnlyList<Guid> Adhesions { get; init; } = [];

    public string BodyName => AdhesionSchedaFields.Read(Look.Fields).BodyName;

    public bool IsScheda => Codes.Count > 0 || Adhesions.Count > 0
        || AdhesionSchedaFields.Compared.Any(one => Look.Fields.ContainsKey(one.Name));

    public bool IsScan => Look.Report.Paper == PaperKind.Picture;

    public static async Task<IReadOnlyList<PecDocument>> AllAsync(
        PecMessage pec, AdhesionLinks links, CancellationToken cancellationToken)
    {
        var budget = SignedFile.Budget(pec.Letter.Content.Length, cancellationToken);
        var found = new List<PecDocument>();
        var files = pec.Letter.Files(budget).Where(CanBeDocument).DistinctBy(file => Convert.ToHexString(
            System.Security.Cryptography.SHA256.HashData(file.Content.Span)));
        foreach (var file in files.Take(Most))
        {
            var received = new ReceivedFile(file.Name ?? "scheda.pdf", file.Content.Length, () => file.Content.AsStream());
            var look = await CopyInspection.LookAsync(null, null, received, cancellationToken);
            if (look.Refusal is null)
            {
                var document = new PecDocument(received, look, CodesIn(look));
                found.Add(document.IsScheda ? document : document with
                {
                    Adhesions = await PrintedAsync(look.Report.Signatures.Document, links, cancellationToken),
                });
            }
        }

        return found;
    }

    /// <summary>A link that was voided since still tells which paper it is.</summary>
    private static async Task<IReadOnlyList<Guid>> PrintedAsync(
        ReadOnlyMemory<byte> pdf, AdhesionLinks links, CancellationToken cancellationToken)
    {
        var texts = await InspectionTurns.TakeAsync(
            () => Task.Run(() => PrintedCodes.Read(pdf, SignedFile.Budget(pdf.Length, cancellationToken)), cancellationToken),
            cancellationToken);
        return [.. texts.SelectMany(text => text.Split('/')).Select(part => links.TryRead(part, out var link) ? link.Value.Id : Guid.Empty)
            .Where(id => id != Guid.Empty).Distinct()];
    }

    public static IEnumerable<string> CodesIn(string text) =>
        CodePattern().Matches(text.ToUpperInvariant()).Take(MostCodes).Select(match => match.Value).Distinct();

    private static bool CanBeDocument(Attachment file) => FileContent.Recognise(file.Content.Span) switch
    {
        FileKind.Pdf or FileKind.TimestampedData => true,
        FileKind.SignedCms => !(file.Name ?? "").EndsWith(".p7s", StringComparison.OrdinalIgnoreCase),
        FileKind.Armoured => (file.Name ?? "").EndsWith(".p7m", StringComparison.OrdinalIgnoreCase)
            || (file.Name ?? "").EndsWith(".pdf", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static List<string> CodesIn(CopyLook look)
    {
        var field = AdhesionSchedaFields.Read(look.Fields).DocumentCode;
        var description = Encoding.Latin1.GetString(look.Report.Signatures.Document.Span);
        return [.. CodesIn(field).Concat(CodesIn(description)).Distinct().Take(MostCodes)];
    }

    [GeneratedRegex("(?<![0-9A-Z-])[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}(?![0-9A-Z-])", RegexOptions.None, 2000)]
    private static partial Regex CodePattern();
}
