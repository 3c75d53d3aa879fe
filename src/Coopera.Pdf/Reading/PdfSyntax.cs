using System.Buffers;
using System.Globalization;
using System.Text;

namespace Coopera.Pdf.Reading;

/// <summary>
/// The syntax of PDF objects, for bytes that anybody may have sent: depth and number of values are bounded, every step goes forwards, and
/// what was walked over is paid from the budget.
/// </summary>
/// <param name="isFile">Whether positions here are positions in the file, which signatures speak of.</param>
internal sealed partial class PdfSyntax(ReadOnlyMemory<byte> bytes, ReadingBudget budget, bool isFile = false)
{
    /// <summary>A byte that is parsed or inflated costs as much time as four that are only hashed or searched.</summary>
    public const int CostOfByte = 4;

    private const int CostOfValue = 64;
    private const int MaximumDepth = 64;
    private const int MaximumName = 2_000;
    private const int MaximumValues = 100_000;

    public static readonly SearchValues<byte> Blanks = SearchValues.Create("\0\t\n\f\r "u8);

    private static readonly SearchValues<byte> Boundaries = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);

    public int Position { get; set; }

    public bool AtEnd => Position >= bytes.Length;

    /// <summary>How many values were read here.</summary>
    public int Values { get; private set; }

    /// <exception cref="FormatException">What stands here is no object. The position is where that became clear.</exception>
    public object? Read()
    {
        var (start, before) = (Position, Values);
        try
        {
            return Read(0, before + MaximumValues);
        }
        finally
        {
            budget.SpendBytes((CostOfByte * (long)(Position - start)) + (CostOfValue * (long)(Values - before)));
        }
    }

    private object? Read(int depth, int most)
    {
        if (depth > MaximumDepth)
        {
            throw new FormatException("Too deep.");
        }

        budget.SpendStep();
        if (++Values > most)
        {
            throw new ReadingBudgetExceededException(); // held at once, this would take more room than any file is worth
        }

        SkipSpace();
        return Current switch
        {
            '/' => Name(),
            '(' => LiteralString(),
            '<' when At(Position + 1) == '<' => Dictionary(depth, most),
            '<' => HexString(),
            '[' => List(depth, most),
            (>= '0' and <= '9') or '+' or '-' or '.' => NumberOrReference(),
            _ => Keyword(),
        };
    }

    public void SkipSpace()
    {
        var rest = bytes.Span[Math.Min(Position, bytes.Length)..];
        var skipped = 0;
        while ((skipped += LengthBefore(rest[skipped..].IndexOfAnyExcept(Blanks), rest.Length - skipped)) < rest.Length
            && rest[skipped] == '%')
        {
            skipped += LengthBefore(rest[skipped..].IndexOfAny((byte)'\r', (byte)'\n'), rest.Length - skipped);
        }

        Position += skipped;
    }

    private static int LengthBefore(int found, int length) => found < 0 ? length : found;

    /// <summary>The digits that stand here, as in the lines of a table.</summary>
    public ReadOnlySpan<byte> Digits()
    {
        var rest = bytes.Span[Math.Min(Position, bytes.Length)..];
        var length = LengthBefore(rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9'), rest.Length);
        Position += length;
        return rest[..length];
    }

    public static bool IsSpace(int value) => value is 0 or 9 or 10 or 12 or 13 or 32;

    private int Current => At(Position);

    private int At(int position) => position < bytes.Length ? bytes.Span[position] : -1;

    private static bool IsRegular(int value) => value >= 0 && !Boundaries.Contains((byte)value);

    private ReadOnlySpan<byte> Regular()
    {
        var rest = bytes.Span[Position..];
        var length = LengthBefore(rest.IndexOfAny(Boundaries), rest.Length);
        Position += length;
        return rest[..length];
    }

    private object? Keyword()
    {
        var word = Regular();
        return word.IsEmpty || word.Length > MaximumName ? throw new FormatException("No object.")
            : word.SequenceEqual("null"u8) ? null
            : word.SequenceEqual("true"u8) ? true
            : word.SequenceEqual("false"u8) ? false
            : new PdfKeyword(Encoding.Latin1.GetString(word));
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
        if (text.Length <= 10 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9') && number <= int.MaxValue && IsSpace(Current))
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
                    return new PdfReference((int)number);
                }
            }

            Position = after;
        }

        return number;
    }

    private List<object?> List(int depth, int most)
    {
        var list = new List<object?>();
        Position++;
        for (SkipSpace(); Current != ']'; SkipSpace())
        {
            list.Add(Read(depth + 1, most)); // at the end of the file this says so
        }

        Position++;
        return list;
    }

    private Dictionary<string, object?> Dictionary(int depth, int most)
    {
        var dictionary = new Dictionary<string, object?>();
        Position += 2;
        for (SkipSpace(); Current != '>'; SkipSpace())
        {
            var key = Read(depth + 1, most) as PdfName ?? throw new FormatException("A key is not a name.");
            SkipSpace();
            dictionary[key.Value] = Current == '>' ? null : Read(depth + 1, most);
        }

        Position += At(Position + 1) == '>' ? 2 : throw new FormatException("A dictionary does not end.");
        return dictionary;
    }
}
