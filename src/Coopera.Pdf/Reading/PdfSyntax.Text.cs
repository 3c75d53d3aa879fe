using System.Text;

namespace Coopera.Pdf.Reading;

// Names and strings.
internal sealed partial class PdfSyntax
{
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
        var text = new List<byte>();
        var open = 1;
        for (Position++; !AtEnd; Position++)
        {
            var value = (byte)Current;
            open += value == '(' ? 1 : value == ')' ? -1 : 0;
            if (open == 0)
            {
                Position++;
                return String([.. text], start);
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

    private PdfString String(byte[] text, int start) => isFile ? new PdfString(text, start, Position) : new PdfString(text, -1, -1);

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

    public static int Hex(char digit) => digit switch
    {
        >= '0' and <= '9' => digit - '0',
        >= 'A' and <= 'F' => digit - 'A' + 10,
        >= 'a' and <= 'f' => digit - 'a' + 10,
        _ => -1,
    };
}
