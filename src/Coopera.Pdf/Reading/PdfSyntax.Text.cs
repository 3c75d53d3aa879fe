using System.Text;

namespace Coopera.Pdf.Reading;

// Names and strings.
internal sealed partial class PdfSyntax
{
    private const int MaximumText = 1024 * 1024;

    private PdfName Name()
    {
        Position++;
        var written = Regular();
        if (written.Length > MaximumName)
        {
            throw new FormatException("A name is too long.");
        }

        var name = Encoding.Latin1.GetString(written);
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

    private PdfString HexString()
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

        var start = Position;
        Position += end + 1;
        return String(text[..((digits + 1) / 2)], start);
    }

    private PdfString LiteralString()
    {
        var start = Position;
        var text = new byte[LengthOfLiteral()];
        var (length, open) = (0, 1);
        for (Position++; ; Position++)
        {
            var value = (byte)Current;
            open += value == '(' ? 1 : value == ')' ? -1 : 0;
            if (open == 0)
            {
                Position++;
                return String(text[..length], start);
            }

            if (value == '\\')
            {
                length += Escape(text.AsSpan(length));
            }
            else if (value == '\r')
            {
                text[length++] = (byte)'\n'; // any line end in a string counts as one line feed
                Position += At(Position + 1) == '\n' ? 1 : 0;
            }
            else
            {
                text[length++] = value;
            }
        }
    }

    // Looked for before room is made: a string without an end takes none.
    private int LengthOfLiteral()
    {
        var open = 1;
        for (var end = Position + 1; end < bytes.Length && end - Position < MaximumText; end++)
        {
            var value = bytes.Span[end];
            open += value == '(' ? 1 : value == ')' ? -1 : 0;
            if (open == 0)
            {
                return end - Position;
            }

            end += value == '\\' ? 1 : 0;
        }

        Position = Math.Min(bytes.Length, Position + MaximumText);
        throw new FormatException("A string does not end.");
    }

    private PdfString String(byte[] text, int start) => isFile ? new PdfString(text, start, Position) : new PdfString(text, -1, -1);

    // Leaves the position on the last byte of the escape, and says how many bytes it stands for.
    private int Escape(Span<byte> text)
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
                text[0] = (byte)code;
                return 1;
            case '\r':
                Position += At(Position + 1) == '\n' ? 1 : 0;
                return 0;
            case '\n' or -1:
                return 0;
            case var other:
                text[0] = (byte)(other switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => (char)other });
                return 1;
        }
    }

    public static int Hex(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'A' and <= 'F' => digit - 'A' + 10,
        >= 'a' and <= 'f' => digit - 'a' + 10,
        _ => -1,
    };
}
