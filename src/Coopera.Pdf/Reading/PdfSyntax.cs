using System.Globalization;
using System.Text;

namespace Coopera.Pdf.Reading;

internal sealed record PdfName(string Value);

internal sealed record PdfReference(int Number);

internal sealed record PdfKeyword(string Value);

/// <summary>
/// The syntax of PDF objects, for bytes that anybody may have sent: depth and number of objects are bounded and every step goes forwards,
/// so that reading takes time in proportion to the length. Numbers are <see cref="double"/>, strings bytes, the rest plain collections.
/// </summary>
internal sealed class PdfSyntax(ReadOnlyMemory<byte> bytes, PdfSyntax.Limit limit)
{
    private const int MaximumDepth = 64;

    internal sealed class Limit
    {
        private int _left = 2_000_000;
        private int _damaged = 1_000;

        public void CountDamage()
        {
            if (--_damaged < 0)
            {
                throw new InvalidDataException("The file is too damaged to be read.");
            }
        }

        public void Count()
        {
            if (--_left < 0)
            {
                throw new InvalidDataException("The file holds more objects than a form can need.");
            }
        }
    }

    public int Position { get; set; }

    public bool AtEnd => Position >= bytes.Length;

    /// <exception cref="FormatException">What stands here is no object. The position is where that became clear.</exception>
    public object? Read(int depth = 0)
    {
        if (depth > MaximumDepth)
        {
            throw new FormatException("Too deep.");
        }

        limit.Count();
        SkipSpace();
        return Current switch
        {
            '/' => Name(),
            '(' => LiteralString(),
            '<' when At(Position + 1) == '<' => Dictionary(depth),
            '<' => HexString(),
            '[' => List(depth),
            (>= '0' and <= '9') or '+' or '-' or '.' => NumberOrReference(),
            _ => Keyword(),
        };
    }

    public void SkipSpace()
    {
        while (!AtEnd && (IsSpace(Current) || Current == '%'))
        {
            if (Current == '%')
            {
                var end = bytes.Span[Position..].IndexOfAny((byte)'\r', (byte)'\n');
                Position = end < 0 ? bytes.Length : Position + end;
            }
            else
            {
                Position++;
            }
        }
    }

    public static bool IsSpace(int value) => value is 0 or 9 or 10 or 12 or 13 or 32;

    private int Current => At(Position);

    private int At(int position) => position < bytes.Length ? bytes.Span[position] : -1;

    private static bool IsRegular(int value) =>
        value >= 0 && !IsSpace(value) && value is not ('(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%');

    private string Regular()
    {
        var start = Position;
        while (IsRegular(Current))
        {
            Position++;
        }

        return Encoding.Latin1.GetString(bytes.Span[start..Position]);
    }

    private object? Keyword()
    {
        var word = Regular();
        return word switch
        {
            "" => throw new FormatException("No object."),
            "null" => null,
            "true" => true,
            "false" => false,
            _ => new PdfKeyword(word),
        };
    }

    private PdfName Name()
    {
        Position++;
        var name = Regular();
        if (!name.Contains('#', StringComparison.Ordinal))
        {
            return new PdfName(name);
        }

        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '#' && i + 2 < name.Length && Hex(name[i + 1]) is >= 0 and var high && Hex(name[i + 2]) is >= 0 and var low)
            {
                text.Append((char)((high << 4) | low));
                i += 2;
            }
            else
            {
                text.Append(name[i]);
            }
        }

        return new PdfName(text.ToString());
    }

    private object NumberOrReference()
    {
        var text = Regular();
        if (!double.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            throw new FormatException("No number.");
        }

        var after = Position;
        if (text.Length <= 10 && text.All(char.IsAsciiDigit)
            && int.TryParse(text, CultureInfo.InvariantCulture, out var target) && IsSpace(Current))
        {
            SkipSpace();
            var generation = Position;
            while (Current is >= '0' and <= '9' && Position - generation < 6)
            {
                Position++;
            }

            if (Position > generation && IsSpace(Current))
            {
                SkipSpace();
                if (Current == 'R' && !IsRegular(At(Position + 1)))
                {
                    Position++;
                    return new PdfReference(target);
                }
            }

            Position = after;
        }

        return number;
    }

    private List<object?> List(int depth)
    {
        var list = new List<object?>();
        Position++;
        for (SkipSpace(); Current != ']'; SkipSpace())
        {
            list.Add(Read(depth + 1)); // at the end of the file this says so
        }

        Position++;
        return list;
    }

    private Dictionary<string, object?> Dictionary(int depth)
    {
        var dictionary = new Dictionary<string, object?>();
        Position += 2;
        for (SkipSpace(); Current != '>'; SkipSpace())
        {
            var key = Read(depth + 1) as PdfName ?? throw new FormatException("A key is not a name.");
            SkipSpace();
            dictionary[key.Value] = Current == '>' ? null : Read(depth + 1);
        }

        Position += At(Position + 1) == '>' ? 2 : throw new FormatException("A dictionary does not end.");
        return dictionary;
    }

    private byte[] HexString()
    {
        var end = bytes.Span[Position..].IndexOf((byte)'>');
        if (end < 0)
        {
            Position = bytes.Length;
            throw new FormatException("A string does not end.");
        }

        // Two digits a byte; whatever else stands between them is passed over, and an odd last digit counts as if a 0 followed.
        var text = new byte[(end + 1) / 2];
        var digits = 0;
        foreach (var value in bytes.Span.Slice(Position + 1, end - 1))
        {
            if (Hex((char)value) is >= 0 and var digit)
            {
                text[digits / 2] |= (byte)(digits % 2 == 0 ? digit << 4 : digit);
                digits++;
            }
        }

        Position += end + 1;
        return text[..((digits + 1) / 2)];
    }

    private byte[] LiteralString()
    {
        var text = new List<byte>();
        var open = 1;
        for (Position++; !AtEnd; Position++)
        {
            var value = (byte)Current;
            open += value == '(' ? 1 : value == ')' ? -1 : 0;
            if (open == 0)
            {
                Position++;
                return [.. text];
            }

            if (value == '\\')
            {
                Escape(text);
            }
            else if (value == '\r')
            {
                text.Add((byte)'\n'); // any line end in a string counts as one line feed
                Position += At(Position + 1) == '\n' ? 1 : 0;
            }
            else
            {
                text.Add(value);
            }
        }

        throw new FormatException("A string does not end.");
    }

    // Leaves the position on the last byte of the escape.
    private void Escape(List<byte> text)
    {
        Position++;
        switch (Current)
        {
            case >= '0' and <= '7':
                var code = 0;
                var first = Position;
                while (Position < first + 3 && Current is >= '0' and <= '7' and var digit)
                {
                    code = (code * 8) + digit - '0';
                    Position++;
                }

                Position--;
                text.Add((byte)code);
                break;
            case '\r':
                Position += At(Position + 1) == '\n' ? 1 : 0;
                break;
            case '\n' or -1:
                break;
            case var other:
                text.Add((byte)(other switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => (char)other }));
                break;
        }
    }

    private static int Hex(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'A' and <= 'F' => digit - 'A' + 10,
        >= 'a' and <= 'f' => digit - 'a' + 10,
        _ => -1,
    };
}
