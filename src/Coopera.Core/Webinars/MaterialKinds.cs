using System.Text;
using Coopera.Core.Files;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Webinars;

public static class MaterialKinds
{
    private const int HeadLength = 12;

    private static readonly Dictionary<string, (string Label, string ContentType, Func<byte[], bool> Begins)> Kinds =
        new(StringComparer.OrdinalIgnoreCase)
        {
            [".pdf"] = ("PDF", "application/pdf", Begins("%PDF-")),
            [".pptx"] = (
            "presentazione PowerPoint",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Begins("PK\u0003\u0004")),
            [".docx"] = ("documento Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Begins("PK\u0003\u0004")),
            [".xlsx"] = ("foglio Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Begins("PK\u0003\u0004")),
            [".odp"] = ("presentazione OpenDocument", "application/vnd.oasis.opendocument.presentation", Begins("PK\u0003\u0004")),
            [".odt"] = ("documento OpenDocument", "application/vnd.oasis.opendocument.text", Begins("PK\u0003\u0004")),
            [".ods"] = ("foglio OpenDocument", "application/vnd.oasis.opendocument.spreadsheet", Begins("PK\u0003\u0004")),
            [".zip"] = ("archivio ZIP", "application/zip", Begins("PK\u0003\u0004")),
            [".jpg"] = ("immagine JPEG", "image/jpeg", head => head is [0xFF, 0xD8, 0xFF, ..]),
            [".jpeg"] = ("immagine JPEG", "image/jpeg", head => head is [0xFF, 0xD8, 0xFF, ..]),
            [".png"] = ("immagine PNG", "image/png", head => head is [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..]),
            [".mp3"] = ("audio MP3", "audio/mpeg", head => head is [0x49, 0x44, 0x33, ..] or [0xFF, 0xFB or 0xF3 or 0xF2, ..]),
            [".mp4"] = ("video MP4", "video/mp4", head => head is [_, _, _, _, 0x66, 0x74, 0x79, 0x70, ..]),
        };

    public static string Accept => string.Join(',', Kinds.Keys);

    public static string Label(string fileName) => Kinds.TryGetValue(Path.GetExtension(fileName), out var kind) ? kind.Label : "file";

    /// <summary>Null when it is no file that may be put here, or not what its name says.</summary>
    /// <exception cref="ReadingBudgetExceededException">It has more parts than documents have.</exception>
    public static async Task<string?> ContentTypeAsync(string fileName, Stream content, CancellationToken cancellation)
    {
        if (!Kinds.TryGetValue(Path.GetExtension(fileName), out var kind))
        {
            return null;
        }

        var head = new byte[HeadLength];
        var read = await content.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, cancellation);
        content.Position = 0;
        var isSo = kind.Begins(head[..read]) && (Part(fileName) is not { } part || Holds(content, part));
        content.Position = 0;
        return isSo ? kind.ContentType : null;
    }

    private static string? Part(string fileName) => Path.GetExtension(fileName).ToUpperInvariant() switch
    {
        ".PPTX" => "ppt/presentation.xml",
        ".DOCX" => "word/document.xml",
        ".XLSX" => "xl/workbook.xml",
        ".ODP" or ".ODT" or ".ODS" => "content.xml",
        _ => null,
    };

    private static bool Holds(Stream content, string part)
    {
        try
        {
            return ZipDirectory.Holds(content, part);
        }
        catch (InvalidDataException)
        {
            return false; // begins like an archive and is none
        }
    }

    private static Func<byte[], bool> Begins(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return head => head.AsSpan().StartsWith(bytes);
    }
}
