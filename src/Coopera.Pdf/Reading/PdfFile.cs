using System.Globalization;

namespace Coopera.Pdf.Reading;

/// <summary>The table of a file points to something else than it says: whoever shows the file looks for its objects instead.</summary>
internal sealed class DamagedTableException() : Exception("The table of the file is wrong.");

/// <summary>The bytes of a file, what stands at a place of it, and what may still be spent on it.</summary>
internal sealed class PdfFile
{
    private const int HeaderWithin = 1024;
    private const int EndWithin = 1024;
    private const int MaximumDamage = 1_000;

    private int _damage;

    public PdfFile(ReadOnlyMemory<byte> bytes, ReadingBudget budget)
    {
        Bytes = bytes;
        Budget = budget;
        Header = bytes.Span[..Math.Min(HeaderWithin, bytes.Length)].IndexOf("%PDF-"u8);
        if (Header < 0)
        {
            throw new InvalidDataException("The file is not a PDF.");
        }
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public ReadingBudget Budget { get; }

    /// <summary>Where the mark of a PDF stands: places in the file are counted from there.</summary>
    public int Header { get; }

    public PdfSyntax At(int position) => new(Bytes, Budget, isFile: true) { Position = Math.Clamp(position, 0, Bytes.Length) };

    public bool StartsWith(int position, ReadOnlySpan<byte> word) =>
        position >= 0 && position <= Bytes.Length && Bytes.Span[position..].StartsWith(word);

    /// <summary>The table that the last "startxref" before this end names; null when none stands where readers look for it.</summary>
    public int? TableBefore(int end)
    {
        var file = Bytes.Span[..end].TrimEnd("\0\t\n\f\r "u8);
        var from = Math.Max(0, file.Length - EndWithin);
        var word = file[from..].LastIndexOf("startxref"u8);
        return word >= 0 && TryRead(At(from + word + 9)) is double and var place && place.Integer(-1) is >= 0 and var table
            && table < file.Length - Header
            ? Header + table
            : null;
    }

    /// <summary>The object that stands here as "12 0 obj …"; null when none does.</summary>
    public (int Number, int Generation, object? Value, int Length)? ObjectAt(int position)
    {
        var syntax = At(position);
        if (Number(syntax) is not { } number || Number(syntax) is not { } generation)
        {
            return null;
        }

        syntax.SkipSpace();
        if (!StartsWith(syntax.Position, "obj"u8))
        {
            return null;
        }

        syntax.Position += 3;
        var value = TryRead(syntax);
        if (value is Dictionary<string, object?> dictionary)
        {
            syntax.SkipSpace();
            value = StreamAt(syntax.Position, dictionary, number, generation) ?? value;
        }

        return (number, generation, value, syntax.Values);
    }

    public object? StreamAt(int position, Dictionary<string, object?> dictionary, int number, int generation)
    {
        if (!StartsWith(position, "stream"u8))
        {
            return null;
        }

        var data = position + 6;
        data += StartsWith(data, "\r"u8) ? 1 : 0;
        data += StartsWith(data, "\n"u8) ? 1 : 0;
        return new PdfStream(dictionary, number, generation, data);
    }

    /// <summary>The bytes of a stream as they stand in the file: by its length when that is right, else up to its last word.</summary>
    /// <param name="length">As it stands there, or as it was looked up; anything but a number is none.</param>
    public ReadOnlyMemory<byte> Data(PdfStream stream, object? length)
    {
        var start = stream.DataStart;
        if (length is double && length.Integer() is var stated && stated <= Bytes.Length - start)
        {
            var after = At(start + stated);
            after.SkipSpace();
            if (StartsWith(after.Position, "endstream"u8))
            {
                return Bytes.Slice(start, stated);
            }
        }

        var end = Bytes.Span[start..].IndexOf("endstream"u8);
        end = end < 0 ? Bytes.Length - start : end;
        Budget.SpendBytes(end);
        return Bytes.Slice(start, end);
    }

    /// <summary>A damaged value counts as null, as the standard has it for one that is not there.</summary>
    public object? TryRead(PdfSyntax syntax)
    {
        try
        {
            return syntax.Read();
        }
        catch (FormatException)
        {
            return ++_damage > MaximumDamage ? throw new ReadingBudgetExceededException() : null;
        }
    }

    // A whole number of few digits: quicker than the syntax of everything, for tables are long.
    public static int? Number(PdfSyntax syntax)
    {
        syntax.SkipSpace();
        return syntax.Digits() is { Length: > 0 and <= 10 } digits
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
