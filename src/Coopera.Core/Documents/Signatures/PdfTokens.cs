using System.Buffers;

namespace Coopera.Core.Documents.Signatures;

public enum PdfTokenKind
{
    End,
    Name,
    Number,
    Text,
    Hex,
    DictionaryOpen,
    DictionaryClose,
    ArrayOpen,
    ArrayClose,
    Keyword,
}

public readonly record struct PdfToken(PdfTokenKind Kind, int Start, int End);

/// <summary>
/// Splits PDF syntax (ISO 32000, 7.2) into tokens, forward only. Signatures speak of byte positions, which a PDF library does not tell; and
/// bytes of unknown origin are safest with a reader that can only walk on.
/// </summary>
internal ref struct PdfTokens(ReadOnlySpan<byte> file, int position)
{
    private const int MaxText = 65_536;
    private const int MaxComments = 1_000;

    private static readonly SearchValues<byte> White = SearchValues.Create("\0\t\n\f\r "u8);
    private static readonly SearchValues<byte> Boundary = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);

    private readonly ReadOnlySpan<byte> _file = file;
    private int _position = position;
    private int _comments;

    public static bool EndsName(ReadOnlySpan<byte> file, int position) => position >= file.Length || Boundary.Contains(file[position]);

    public PdfToken Next()
    {
        if (!SkipWhiteAndComments())
        {
            return new PdfToken(PdfTokenKind.End, _file.Length, _file.Length);
        }

        var start = _position;
        var rest = _file[start..];
        var (kind, length) = rest[0] switch
        {
            (byte)'<' when rest.StartsWith("<<"u8) => (PdfTokenKind.DictionaryOpen, 2),
            (byte)'>' when rest.StartsWith(">>"u8) => (PdfTokenKind.DictionaryClose, 2),
            (byte)'<' => (PdfTokenKind.Hex, rest.IndexOf((byte)'>') + 1),
            (byte)'[' => (PdfTokenKind.ArrayOpen, 1),
            (byte)']' => (PdfTokenKind.ArrayClose, 1),
            (byte)'(' => (PdfTokenKind.Text, TextLength(rest)),
            (byte)'/' => (PdfTokenKind.Name, 1 + Plain(rest[1..])),
            (byte)'>' or (byte)')' or (byte)'{' or (byte)'}' => (PdfTokenKind.End, 0),
            (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.' => (PdfTokenKind.Number, Plain(rest)),
            _ => (PdfTokenKind.Keyword, Plain(rest)),
        };
        if (length == 0)
        {
            return new PdfToken(PdfTokenKind.End, start, start); // not PDF syntax: nothing can be said about what follows
        }

        _position = start + length;
        return new PdfToken(kind, start, _position);
    }

    private bool SkipWhiteAndComments()
    {
        while (_comments < MaxComments && _file[_position..].IndexOfAnyExcept(White) is var white and >= 0)
        {
            _position += white;
            if (_file[_position] != '%')
            {
                return true;
            }

            _comments++;
            var lineEnd = _file[_position..].IndexOfAny((byte)'\r', (byte)'\n');
            _position = lineEnd < 0 ? _file.Length : _position + lineEnd;
        }

        return false;
    }

    private static int Plain(ReadOnlySpan<byte> rest) => rest.IndexOfAny(Boundary) is var end and >= 0 ? end : rest.Length;

    private static int TextLength(ReadOnlySpan<byte> rest)
    {
        var depth = 0;
        for (var i = 0; i < rest.Length && i < MaxText; i++)
        {
            switch (rest[i])
            {
                case (byte)'\\':
                    i++;
                    break;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    return i + 1;
                default:
                    break;
            }
        }

        return 0;
    }
}
