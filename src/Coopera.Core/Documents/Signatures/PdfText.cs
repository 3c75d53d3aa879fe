using System.Globalization;
using System.Text;
using Coopera.Domain;

namespace Coopera.Core.Documents.Signatures;

/// <summary>Two ways in which PDF writes values: bytes in hexadecimal, and dates.</summary>
public static class PdfText
{
    /// <summary>"&lt;3082 01a&gt;": blanks do not count, and a last digit alone is followed by 0.</summary>
    public static byte[] Hex(ReadOnlySpan<byte> token)
    {
        var digits = new char[token.Length];
        var count = 0;
        foreach (var digit in token[1..^1])
        {
            if (digit is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f' or 0))
            {
                digits[count++] = (char)digit;
            }
        }

        if (count % 2 != 0)
        {
            digits[count++] = '0';
        }

        return Convert.FromHexString(digits.AsSpan(0, count));
    }

    /// <summary>"D:20260301143000+01'00'"; without a zone the clock of Rome is meant. Null when it is anything else.</summary>
    public static DateTimeOffset? Date(string? text)
    {
        if (text is not { Length: >= 14 })
        {
            return null;
        }

        var digits = text.StartsWith("D:", StringComparison.Ordinal) ? text[2..] : text;
        if (digits.Length < 14
            || !DateTime.TryParseExact(digits[..14], "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            return null;
        }

        var zone = digits[14..].Replace("'", "", StringComparison.Ordinal);
        if (zone is "")
        {
            return RomeTime.FromRome(clock);
        }

        if (zone[0] == 'Z')
        {
            return new DateTimeOffset(clock, TimeSpan.Zero);
        }

        return zone[0] is '+' or '-'
            && TimeSpan.TryParseExact(zone[1..], ["hhmm", "hh"], CultureInfo.InvariantCulture, out var offset)
            && offset <= TimeSpan.FromHours(14)
            ? new DateTimeOffset(DateTime.SpecifyKind(zone[0] == '+' ? clock - offset : clock + offset, DateTimeKind.Utc))
            : null;
    }
}
