using System.Buffers;
using System.Buffers.Text;

namespace Coopera.Core.Documents.Signatures;

public static class Armour
{
    private static readonly SearchValues<byte> Blank =
        SearchValues.Create([(byte)' ', (byte)'\t', (byte)'\r', (byte)'\n', 0xEF, 0xBB, 0xBF]);

    public static ReadOnlySpan<byte> SkipBlank(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOfAnyExcept(Blank);
        return start < 0 ? [] : text[start..];
    }

    /// <summary>A CMS message begins with a long SEQUENCE, whose base64 is always "MI".</summary>
    public static bool Looks(ReadOnlySpan<byte> text) => text.StartsWith("-----BEGIN "u8) || text.StartsWith("MI"u8);

    /// <summary>What is inside; null when it is not base64 after all.</summary>
    /// <param name="textAfter">Bytes after the end line of a PEM block.</param>
    public static byte[]? Open(ReadOnlySpan<byte> file, out int textAfter)
    {
        textAfter = 0;
        var text = SkipBlank(file);
        if (text.StartsWith("-----BEGIN "u8))
        {
            var lineEnd = text.IndexOf((byte)'\n');
            var end = text.IndexOf("-----END "u8);
            if (lineEnd < 0 || end < lineEnd)
            {
                return null;
            }

            var endLine = text[end..];
            var afterEndLine = endLine.IndexOf((byte)'\n');
            textAfter = afterEndLine < 0 ? 0 : SkipBlank(endLine[afterEndLine..]).Length;
            text = text[lineEnd..end];
        }

        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : null;
    }
}
