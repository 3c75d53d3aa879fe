using System.Text;

namespace Coopera.Core.Documents;

/// <summary>
/// Content lines of calendars are folded after 75 octets, never inside a character (RFC 5545, 3.1). Ical.Net cuts emoji in two.
/// </summary>
public static class CalendarLines
{
    private const int MaxOctets = 75;

    public static string Refold(string calendar)
    {
        var folded = new StringBuilder(calendar.Length + 64);
        foreach (var line in calendar.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var octets = 0;
            foreach (var rune in line.EnumerateRunes())
            {
                if (octets + rune.Utf8SequenceLength > MaxOctets)
                {
                    folded.Append("\r\n ");
                    octets = 1;
                }

                folded.Append(rune);
                octets += rune.Utf8SequenceLength;
            }

            folded.Append("\r\n");
        }

        return folded.ToString();
    }
}
