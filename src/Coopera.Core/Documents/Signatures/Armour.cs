using System.Buffers;
using System.Buffers.Text;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <summary>
/// Text around a message: PEM, or base64 with or without line ends, padding and a byte order mark. Programs write all of these.
/// </summary>
public static class Armour
{
    /// <summary>Words of a letter are shorter than this.</summary>
    private const int LeastUnbroken = 64;

    private static readonly SearchValues<byte> Blank =
        SearchValues.Create([(byte)' ', (byte)'\t', (byte)'\r', (byte)'\n', 0xEF, 0xBB, 0xBF]);

    private static readonly SearchValues<byte> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    public static ReadOnlySpan<byte> SkipBlank(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOfAnyExcept(Blank);
        return start < 0 ? [] : text[start..];
    }

    /// <summary>A CMS message begins with a long SEQUENCE, whose base64 is always "MI".</summary>
    public static bool Looks(ReadOnlySpan<byte> text) =>
        text.StartsWith("-----BEGIN "u8)
        || (text.StartsWith("M"u8) && SkipBlank(text[1..]).StartsWith("I"u8))
        || (text.Length >= LeastUnbroken && !text[..LeastUnbroken].ContainsAnyExcept(Letters));

    /// <summary>Text of two bytes a letter, as some consoles write it, made text of one; anything else as it is.</summary>
    public static ReadOnlyMemory<byte> Narrow(ReadOnlyMemory<byte> file)
    {
        var low = file.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? 0
            : file.Span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? 1
            : -1;
        if (low < 0)
        {
            return file;
        }

        var narrow = new byte[(file.Length / 2) - 1];
        for (var i = 0; i < narrow.Length; i++)
        {
            narrow[i] = file.Span[(2 * (i + 1)) + low];
        }

        return narrow;
    }

    /// <summary>What is inside; null when it is not base64 after all.</summary>
    /// <param name="textAfter">Bytes after the end of the text that was read.</param>
    public static ReadOnlyMemory<byte>? Open(ReadOnlySpan<byte> file, ReadingBudget budget, out int textAfter)
    {
        textAfter = 0;
        var text = SkipBlank(file);
        if (!text.StartsWith("-----BEGIN "u8))
        {
            return Decode(text, budget, out textAfter);
        }

        var lineEnd = text.IndexOfAny((byte)'\n', (byte)'\r');
        var end = text.IndexOf("-----END "u8);
        if (lineEnd < 0 || end < lineEnd)
        {
            return null;
        }

        var endLine = text[end..];
        var afterEndLine = endLine.IndexOfAny((byte)'\n', (byte)'\r');
        textAfter = afterEndLine < 0 ? 0 : SkipBlank(endLine[afterEndLine..]).Length;
        return Decode(AfterHeaders(text[lineEnd..end]), budget, out var strange) is { } bytes && strange == 0
            ? bytes
            : (ReadOnlyMemory<byte>?)null;
    }

    /// <param name="textAfter">Bytes behind the padding; or null is answered, when no padding stands before them.</param>
    public static ReadOnlyMemory<byte>? Decode(ReadOnlySpan<byte> text, ReadingBudget budget, out int textAfter)
    {
        textAfter = 0;
        budget.SpendBytes(text.Length);
        var letters = new byte[text.Length + 3];
        var count = 0;
        while (!(text = SkipBlank(text)).IsEmpty)
        {
            var run = text.IndexOfAnyExcept(Letters) is var stop and >= 0 ? text[..stop] : text;
            if (run.IsEmpty)
            {
                if (text[0] != '=')
                {
                    return null;
                }

                textAfter = SkipBlank(text.TrimStart((byte)'=')).TrimStart((byte)'=').Length;
                break;
            }

            budget.SpendStep();
            run.CopyTo(letters.AsSpan(count));
            count += run.Length;
            text = text[run.Length..];
        }

        letters.AsSpan(count).Fill((byte)'=');
        var padded = letters.AsSpan(0, count + (count % 4 == 0 ? 0 : 4 - (count % 4)));
        return count == 0 || count % 4 == 1 || Base64.DecodeFromUtf8InPlace(padded, out var written) != OperationStatus.Done
            ? (ReadOnlyMemory<byte>?)null
            : letters.AsMemory(0, written);
    }

    /// <summary>Lines like "Proc-Type: 4" at the beginning of a PEM block (RFC 1421), which an empty line ends.</summary>
    private static ReadOnlySpan<byte> AfterHeaders(ReadOnlySpan<byte> text)
    {
        text = SkipBlank(text);
        var firstLine = text.IndexOfAny((byte)'\n', (byte)'\r') is var end and >= 0 ? text[..end] : text;
        if (!firstLine.Contains((byte)':'))
        {
            return text;
        }

        var (windows, plain) = (text.IndexOf("\r\n\r\n"u8), text.IndexOf("\n\n"u8));
        return windows >= 0 ? text[windows..] : plain >= 0 ? text[plain..] : [];
    }
}
