namespace Coopera.Pdf.Reading;

/// <summary>LZW with codes of nine to twelve bits (ISO 32000-1, 7.4.4).</summary>
internal static class LzwDecoder
{
    private const int Clear = 256;
    private const int End = 257;
    private const int Codes = 4096;

    public static void Decode(ReadOnlySpan<byte> data, int earlyChange, StreamFilters.Output output)
    {
        Span<ushort> before = stackalloc ushort[Codes];
        Span<byte> last = stackalloc byte[Codes];
        Span<byte> sequence = stackalloc byte[Codes];
        var (next, width, previous) = (End + 1, 9, -1);
        var (bits, count) = (0u, 0);
        byte first = 0;
        foreach (var value in data)
        {
            bits = (bits << 8) | value;
            count += 8;
            if (count < width)
            {
                continue;
            }

            count -= width;
            var code = (int)(bits >> count) & ((1 << width) - 1);
            if (code == End)
            {
                return;
            }

            if (code == Clear)
            {
                (next, width, previous) = (End + 1, 9, -1);
                continue;
            }

            if (code > next || (code == next && previous < 0))
            {
                return; // damaged: what came out until here is all there is
            }

            var at = sequence.Length;
            var walk = code;
            if (code == next)
            {
                sequence[--at] = first;
                walk = previous;
            }

            for (; walk > End && at > 1; walk = before[walk])
            {
                sequence[--at] = last[walk];
            }

            sequence[--at] = first = (byte)walk;
            output.Add(sequence[at..]);
            if (previous >= 0 && next < Codes)
            {
                (before[next], last[next]) = ((ushort)previous, first);
                next++;
            }

            width = next + earlyChange >= 2048 ? 12 : next + earlyChange >= 1024 ? 11 : next + earlyChange >= 512 ? 10 : 9;
            previous = code;
        }
    }
}
