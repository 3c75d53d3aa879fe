using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Coopera.Domain;

namespace Coopera.Core.Documents.Signatures;

public sealed partial class SignerName
{
    private const int MaxLength = 160;
    private const int MaxBytes = 4_000;
    private static readonly char[] Separators = [' ', '/', '-', ',', ':', ';', '(', ')', '.'];

    private readonly List<(string Oid, string Text)> _parts = [];

    private SignerName()
    {
    }

    /// <summary>
    /// "Maria Rossi": given name and surname where the certificate has them, else its common name without the number that often follows.
    /// </summary>
    public string Person => this[CmsOids.GivenName] is { } given && this[CmsOids.Surname] is { } surname ? $"{given} {surname}"
        : this[CmsOids.CommonName] is { } name ? name
        : Organisation ?? "nome non indicato nel certificato";

    public string? Authority => this[CmsOids.CommonName] ?? Organisation;

    public string? Organisation =>
        this[CmsOids.Organisation] is { } name && !name.Equals("NON PRESENTE", StringComparison.OrdinalIgnoreCase) ? name : null;

    /// <summary>"RSS…01Z": the fiscal code, or another personal number, with only its ends to be seen.</summary>
    public string? Code { get; private set; }

    private string? this[string oid] => _parts.Find(p => p.Oid == oid && p.Text is not "").Text;

    public static SignerName Read(X500DistinguishedName distinguished)
    {
        var name = new SignerName();
        string? code = null;
        var outer = new AsnReader(distinguished.RawData, AsnEncodingRules.BER, new AsnReaderOptions { SkipSetSortOrderVerification = true })
            .ReadSequence();
        while (outer.HasData && name._parts.Count < 100)
        {
            var relative = outer.ReadSetOf();
            while (relative.HasData)
            {
                var pair = relative.ReadSequence();
                var oid = pair.ReadObjectIdentifier();
                var text = Text(pair);
                code ??= FiscalCode().Match(text) is { Success: true } match ? match.Value : null;
                if (oid == CmsOids.SerialNumber)
                {
                    name.Code ??= PersonalNumber(text);
                }

                name._parts.Add((oid, Shown(text)));
            }
        }

        name.Code = code is null ? name.Code : Mask(code);
        return name;
    }

    public static string MaskFiscalCodes(string text) => FiscalCode().Replace(text, match => Mask(match.Value));

    private static string Shown(string text)
    {
        if (FiscalCode().Match(text) is { Success: true } match)
        {
            var (before, after) = (text[..match.Index].Trim(Separators), text[(match.Index + match.Length)..].Trim(Separators));
            text = before is not "" ? before : after is not "" && !after.Any(char.IsDigit) ? after : match.Value;
        }

        var clean = Domain.Text.CleanLine(Domain.Text.CleanParagraph(MaskFiscalCodes(text.Replace('/', ' '))).Replace('\n', ' '));
        return clean.Length <= MaxLength ? clean : clean[..(char.IsHighSurrogate(clean[MaxLength - 1]) ? MaxLength - 1 : MaxLength)] + "…";
    }

    /// <summary>
    /// Number of an identity card, passport or the like ("IDCIT-CA12345AB"); numbers of firms (VAT, register) are no persons.
    /// </summary>
    private static string? PersonalNumber(string text)
    {
        var kind = text.Length > 5 ? text[..5].ToUpperInvariant() : "";
        var number = text[(text.IndexOfAny(['-', ':']) + 1)..];
        return kind is "VATIT" or "NTRIT" || number.Length < 6 ? null : Mask(number);
    }

    private static string Mask(string code)
    {
        var plain = code.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return plain.Length < 10 ? $"{plain[..1]}…{plain[^1..]}" : $"{plain[..3]}…{plain[^3..]}";
    }

    private static string Text(AsnReader pair)
    {
        var tag = pair.PeekTag();
        var encoded = pair.ReadEncodedValue().Span;
        AsnDecoder.ReadEncodedValue(encoded, AsnEncodingRules.BER, out var start, out var length, out _);
        var encoding = tag switch
        {
            { TagClass: TagClass.Universal, TagValue: (int)UniversalTagNumber.UTF8String } => Encoding.UTF8,
            { TagClass: TagClass.Universal, TagValue: (int)UniversalTagNumber.BMPString } => Encoding.BigEndianUnicode,
            _ => Encoding.Latin1,
        };
        return encoding.GetString(encoded.Slice(start, Math.Min(length, MaxBytes)));
    }

    // Letters may stand for digits where two people would have the same code (omocodia).
    [GeneratedRegex(
        "[A-Z]{3} ?[A-Z]{3} ?[0-9LMNPQRSTUV]{2} ?[ABCDEHLMPRST] ?[0-9LMNPQRSTUV]{2} ?[A-Z] ?[0-9LMNPQRSTUV]{3} ?[A-Z]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FiscalCode();
}
