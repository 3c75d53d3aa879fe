using System.Globalization;
using Coopera.Domain;

namespace Coopera.Core.Documents.Signatures;

public static class PdfDate
{
    /// <summary>"D:20260301143000+01'00'"; without a zone the clock of Rome is meant. Null when it is anything else.</summary>
    public static DateTimeOffset? Read(string? text)
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
