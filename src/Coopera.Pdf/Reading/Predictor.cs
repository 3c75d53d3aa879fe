namespace Coopera.Pdf.Reading;

/// <summary>Rows written as differences from what stands beside and above (ISO 32000-1, 7.4.4.4; the methods are those of PNG).</summary>
internal static class Predictor
{
    public static byte[] Undo(byte[] data, Dictionary<string, object?> parameter)
    {
        var predictor = parameter.Entry("Predictor").Integer(1);
        var colors = Math.Clamp(parameter.Entry("Colors").Integer(1), 1, 32);
        var bits = Math.Clamp(parameter.Entry("BitsPerComponent").Integer(8), 1, 16);
        var columns = Math.Clamp(parameter.Entry("Columns").Integer(1), 1, 1_000_000);
        var pixel = Math.Max(1, colors * bits / 8);
        var row = (int)(((long)columns * colors * bits + 7) / 8);
        return predictor switch
        {
            2 when bits == 8 => UndoTiff(data, row, pixel),
            >= 10 => UndoPng(data, row, pixel),
            _ => data,
        };
    }

    private static byte[] UndoTiff(byte[] data, int row, int pixel)
    {
        for (var i = 0; i < data.Length; i++)
        {
            data[i] += i % row >= pixel ? data[i - pixel] : (byte)0;
        }

        return data;
    }

    private static byte[] UndoPng(byte[] data, int row, int pixel)
    {
        var rows = (data.Length + row) / (row + 1);
        var output = new byte[Math.Max(0, data.Length - rows)];
        var above = new byte[row];
        for (int from = 0, to = 0; from + 1 < data.Length; from += row + 1)
        {
            var line = output.AsSpan(to, Math.Min(row, data.Length - from - 1));
            data.AsSpan(from + 1, line.Length).CopyTo(line);
            UndoRow(data[from], line, above, pixel);
            line.CopyTo(above);
            to += line.Length;
        }

        return output;
    }

    private static void UndoRow(byte method, Span<byte> line, ReadOnlySpan<byte> above, int pixel)
    {
        for (var i = 0; i < line.Length && method is >= 1 and <= 4; i++)
        {
            var left = i >= pixel ? line[i - pixel] : 0;
            var corner = i >= pixel ? above[i - pixel] : 0;
            line[i] += (byte)(method switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                _ => Paeth(left, above[i], corner),
            });
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }
}
