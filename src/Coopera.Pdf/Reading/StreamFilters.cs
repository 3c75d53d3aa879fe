using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Coopera.Pdf.Reading;

/// <summary>
/// Undoes what streams are packed with (ISO 32000-1, 7.4), as far as tables, objects and the appearance of fields need: no pictures.
/// </summary>
internal static class StreamFilters
{
    private const int MaximumFilters = 4;

    /// <summary>More than tables and packed objects of a real file ever are.</summary>
    public const int MaximumLength = 8 * 1024 * 1024;

    /// <param name="resolve">What a reference stands for.</param>
    /// <returns>Null when it is packed in a way that is not read.</returns>
    /// <exception cref="ReadingBudgetExceededException">More comes out than <paramref name="most"/>.</exception>
    public static ReadOnlyMemory<byte>? Decode(
        Dictionary<string, object?> dictionary, ReadOnlyMemory<byte> data, Func<object?, object?> resolve, ReadingBudget budget,
        int most = MaximumLength)
    {
        var filters = List(dictionary.Entry("Filter") ?? dictionary.Entry("F"), resolve);
        var parameters = List(dictionary.Entry("DecodeParms") ?? dictionary.Entry("DP"), resolve);
        if (filters.Count > MaximumFilters)
        {
            return null;
        }

        foreach (var (index, filter) in filters.Index())
        {
            var parameter = resolve(parameters.ElementAtOrDefault(index)) as Dictionary<string, object?> ?? [];
            var output = new Output(budget, most);
            if (!Decode((resolve(filter) as PdfName)?.Value, data, parameter, output))
            {
                return null;
            }

            data = Predictor.Undo(output.ToArray(), parameter);
        }

        return data;
    }

    public static List<object?> List(object? value, Func<object?, object?> resolve) =>
        resolve(value) switch { null => [], List<object?> list => list, var one => [one] };

    private static bool Decode(string? filter, ReadOnlyMemory<byte> data, Dictionary<string, object?> parameter, Output output)
    {
        switch (filter)
        {
            case "FlateDecode" or "Fl":
                Inflate(data, output);
                return true;
            case "LZWDecode" or "LZW":
                LzwDecoder.Decode(data.Span, parameter.Entry("EarlyChange").Integer(1), output);
                return true;
            case "ASCIIHexDecode" or "AHx":
                PrintableFilters.DecodeHex(data.Span, output);
                return true;
            case "ASCII85Decode" or "A85":
                PrintableFilters.Decode85(data.Span, output);
                return true;
            case "RunLengthDecode" or "RL":
                PrintableFilters.DecodeRuns(data.Span, output);
                return true;
            case "Crypt":
                output.Add(data.Span); // was undone where the file is decrypted
                return true;
            default:
                return false;
        }
    }

    private static void Inflate(ReadOnlyMemory<byte> data, Output output)
    {
        // Past the two bytes of the zlib head: the check sum at the end is wrong in files that are fine otherwise.
        data = data[Math.Min(2, data.Length)..];
        using var compressed = MemoryMarshal.TryGetArray(data, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(data.ToArray());
        using var deflate = new DeflateStream(compressed, CompressionMode.Decompress);
        Span<byte> buffer = stackalloc byte[8 * 1024];
        try
        {
            int read;
            while ((read = deflate.Read(buffer)) > 0)
            {
                output.Add(buffer[..read]);
            }
        }
        catch (InvalidDataException)
        {
            // Readers show what came out until here.
        }
    }

    /// <summary>What comes out of a filter, paid as it comes.</summary>
    internal sealed class Output(ReadingBudget budget, int most)
    {
        private byte[] _bytes = [];
        private int _length;
        private int _paid;

        public void Add(byte value)
        {
            MakeRoom(1);
            _bytes[_length++] = value;
        }

        public void Add(ReadOnlySpan<byte> values)
        {
            MakeRoom(values.Length);
            values.CopyTo(_bytes.AsSpan(_length));
            _length += values.Length;
        }

        public byte[] ToArray()
        {
            Pay();
            return _bytes.Length == _length ? _bytes : _bytes[.._length];
        }

        private void MakeRoom(int count)
        {
            if (_length + count <= _bytes.Length)
            {
                return;
            }

            Pay();
            if (_length + count > most)
            {
                throw new ReadingBudgetExceededException();
            }

            Array.Resize(ref _bytes, Math.Min(most, Math.Max(1024, 2 * (_length + count))));
        }

        private void Pay()
        {
            budget.SpendBytes(PdfSyntax.CostOfByte * (long)(_length - _paid));
            _paid = _length;
        }
    }
}
