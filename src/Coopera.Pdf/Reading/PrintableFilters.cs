namespace Coopera.Pdf.Reading;

/// <summary>The simple ways of packing (ISO 32000-1, 7.4.2, 7.4.3 and 7.4.5).</summary>
internal static class PrintableFilters
{
    public static void DecodeHex(ReadOnlySpan<byte> data, StreamFilters.Output output)
    {
        var high = -1;
        foreach (var value in data)
        {
            if (value == '>')
            {
                break;
            }

            if (PdfSyntax.Hex((char)value) is >= 0 and var digit)
            {
                if (high < 0)
                {
                    high = digit;
                }
                else
                {
                    output.Add((byte)((high << 4) | digit));
                    high = -1;
                }
            }
        }

        if (high >= 0)
        {
            output.Add((byte)(high << 4));
        }
    }

    public static void Decode85(ReadOnlySpan<byte> data, StreamFilters.Output output)
    {
        var (group, count) = (0u, 0);
        foreach (var value in data)
        {
            if (value == '~')
            {
                break;
            }

            if (value == 'z' && count == 0)
            {
                output.Add([0, 0, 0, 0]);
            }
            else if (value is >= (byte)'!' and <= (byte)'u')
            {
                group = unchecked((group * 85) + value - '!');
                if (++count == 5)
                {
                    Add(group, 4, output);
                    (group, count) = (0, 0);
                }
            }
        }

        if (count > 1)
        {
            for (var i = count; i < 5; i++)
            {
                group = unchecked((group * 85) + 84);
            }

            Add(group, count - 1, output);
        }
    }

    public static void DecodeRuns(ReadOnlySpan<byte> data, StreamFilters.Output output)
    {
        Span<byte> repeated = stackalloc byte[128];
        for (var i = 0; i < data.Length && data[i] != 128;)
        {
            var length = data[i++];
            if (length < 128)
            {
                var literal = data.Slice(i, Math.Min(length + 1, data.Length - i));
                output.Add(literal);
                i += literal.Length;
            }
            else if (i < data.Length)
            {
                var run = repeated[..(257 - length)];
                run.Fill(data[i++]);
                output.Add(run);
            }
        }
    }

    private static void Add(uint group, int bytes, StreamFilters.Output output)
    {
        for (var i = 0; i < bytes; i++)
        {
            output.Add((byte)(group >> (24 - (8 * i))));
        }
    }
}
