using System.Globalization;
using System.Xml.Linq;
using Coopera.Domain;

namespace Coopera.Core.Documents.CertifiedMail;

/// <summary>
/// The mark by which an administration's register of correspondence names what it sends: Segnatura.xml after the DTD of 2001 (circolare
/// AIPA 28/2001), the schema of 2013 (circolare AgID 60/2013) or SegnaturaInformatica 3.0 (linee guida AgID, allegato 6).
/// </summary>
/// <param name="Office">The code of the Area organizzativa omogenea.</param>
/// <param name="OfficeName">How it calls itself, when it says so.</param>
public sealed record Segnatura(string Number, DateOnly Date, string Administration, string? Office, string? OfficeName, string? Register)
{
    public const int NumberMaxLength = 40;
    public const int CodeMaxLength = 60;
    public const int NameMaxLength = 200;

    private static readonly string[] Roots = ["Segnatura", "SegnaturaInformatica"];

    /// <summary>Null when it is none, or does not say which number of which day.</summary>
    public static Segnatura? Read(ReadOnlyMemory<byte> xml)
    {
        if (BoundedXml.Read(xml) is not { } root || !Roots.Contains(root.Name.LocalName, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        // Others stand further inside: of the first registration, of what it answers.
        var head = root.Child("Intestazione");
        var id = head.Child("Identificatore");
        var (administration, office) = (id.Child("CodiceAmministrazione"), id.Child("CodiceAOO"));
        if (id.Child("NumeroRegistrazione").Line() is not { Length: <= NumberMaxLength } number
            || !number.Any(char.IsAsciiDigit)
            || Day(id.Child("DataRegistrazione").Line()) is not { } date
            || administration.Line() is not { Length: <= CodeMaxLength } code)
        {
            return null;
        }

        var sender = head.Child("Origine").Child("Mittente") ?? root.Child("Descrizione").Child("Mittente");
        return new Segnatura(
            number, date, code, Cut(office.Line(), CodeMaxLength),
            Cut(office.Said("descrizione") ?? NameOf(sender), NameMaxLength), Cut(id.Child("CodiceRegistro").Line(), CodeMaxLength));
    }

    private static string? NameOf(XElement? sender) =>
        sender.Child("AOO").Child("Denominazione").Line() ?? sender.Child("Amministrazione").Child("AOO").Child("Denominazione").Line()
        ?? sender.Child("Amministrazione").Child("Denominazione").Line();

    private static string? Cut(string? line, int length) => line is null ? null : Text.Cut(line, length);

    /// <summary>"2026-11-28", with a time or a zone after it, and as people write it.</summary>
    private static DateOnly? Day(string? text)
    {
        if (text is { Length: >= 10 } && DateOnly.TryParseExact(
            text[..10], ["yyyy-MM-dd", "dd/MM/yyyy", "dd-MM-yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day.Year is >= 1990 and < 9000 ? day : null;
        }

        return null;
    }
}
