using System.Buffers;
using System.Formats.Asn1;

namespace Coopera.Core.Documents.Signatures;

public enum FileKind
{
    Unknown,
    Empty,
    Pdf,
    SignedCms,
    EncryptedCms,
    TimestampedData,

    /// <summary>PEM or bare base64 text around something else.</summary>
    Armoured,
    Zip,
    OfficeDocument,

    /// <summary>A file of Microsoft's older programs: a document, or a mail of Outlook.</summary>
    CompoundFile,
    Mail,
    Picture,
    WebPage,
}

public static class FileContent
{
    /// <summary>Some scanners write a few lines before the mark of a PDF, and readers look for it in this many bytes.</summary>
    private const int PdfMarkWithin = 1024;

    private static readonly SearchValues<byte> ScannerText = SearchValues.Create(
        [0x1B, (byte)'\t', (byte)'\r', (byte)'\n', .. Enumerable.Range(0x20, 0x5F).Select(c => (byte)c)]);

    public static FileKind Recognise(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            return FileKind.Empty;
        }

        if (file[0] == 0x30 && Cms(file) is var cms and not FileKind.Unknown)
        {
            return cms;
        }

        var text = Armour.SkipBlank(file);
        return IsPicture(file) ? FileKind.Picture
            : file.StartsWith("PK\x03\x04"u8) ? (HoldsOfficeParts(file) ? FileKind.OfficeDocument : FileKind.Zip)
            : file.StartsWith("PK\x05\x06"u8) || file.StartsWith("Rar!"u8)
                || file.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF]) ? FileKind.Zip
            : file.StartsWith(CompoundFile.Mark) ? FileKind.CompoundFile
            : file.StartsWith("{\\rtf"u8) ? FileKind.OfficeDocument
            : text.StartsWith("<"u8) ? FileKind.WebPage
            : file.StartsWith("MZ"u8) ? FileKind.Unknown
            : MailHeaders.Begin(text) ? FileKind.Mail
            : IsPdf(file) ? FileKind.Pdf
            : Armour.Looks(text) ? FileKind.Armoured
            : FileKind.Unknown;
    }

    private static bool IsPdf(ReadOnlySpan<byte> file)
    {
        var mark = file[..Math.Min(file.Length, PdfMarkWithin)].IndexOf("%PDF-"u8);
        return mark >= 0 && !Armour.SkipBlank(file[..mark]).ContainsAnyExcept(ScannerText);
    }

    private static bool IsPicture(ReadOnlySpan<byte> file) =>
        file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])
        || file.StartsWith("GIF8"u8)
        || file.StartsWith("II*\0"u8)
        || file.StartsWith("MM\0*"u8)
        || (file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8))
        || (file.Length > 12 && file[4..8].SequenceEqual("ftyp"u8)
            && (file[8..].StartsWith("hei"u8) || file[8..].StartsWith("mif1"u8) || file[8..].StartsWith("avif"u8)));

    private static bool HoldsOfficeParts(ReadOnlySpan<byte> zip)
    {
        var start = zip[..Math.Min(zip.Length, 4096)];
        return start.IndexOf("[Content_Types].xml"u8) >= 0
            || start.IndexOf("word/"u8) >= 0
            || start.IndexOf("application/vnd.oasis"u8) >= 0;
    }

    /// <summary>The type of a CMS message stands in its first bytes, so that a truncated one is still known for what it is.</summary>
    private static FileKind Cms(ReadOnlySpan<byte> file)
    {
        try
        {
            AsnDecoder.DecodeLength(file[1..], AsnEncodingRules.BER, out var lengthBytes);
            return AsnDecoder.ReadObjectIdentifier(file[(1 + lengthBytes)..], AsnEncodingRules.BER, out _) switch
            {
                CmsOids.SignedData => FileKind.SignedCms,
                CmsOids.EnvelopedData or CmsOids.AuthenticatedEnvelopedData => FileKind.EncryptedCms,
                CmsOids.TimestampedData => FileKind.TimestampedData,
                _ => FileKind.Unknown,
            };
        }
        catch (AsnContentException)
        {
            return FileKind.Unknown;
        }
    }
}
