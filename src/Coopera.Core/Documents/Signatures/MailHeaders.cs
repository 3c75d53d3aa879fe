using System.Text;

namespace Coopera.Core.Documents.Signatures;

/// <summary>How a mail saved as a file is known: it begins with lines like "Received: …", down to an empty one.</summary>
public static class MailHeaders
{
    private const int Within = 64 * 1024;
    private const int LongestName = 60;

    private static readonly HashSet<string> Telling = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Type", "MIME-Version", "Content-Transfer-Encoding", "Content-Disposition",
    };

    private static readonly HashSet<string> OfLetters = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "To", "Subject", "Date", "Message-ID", "Received", "Return-Path",
    };

    public static bool Begin(ReadOnlySpan<byte> file)
    {
        var head = file[..Math.Min(file.Length, Within)];
        var letters = 0;
        for (var isFirst = true; !head.IsEmpty; isFirst = false)
        {
            var end = head.IndexOf((byte)'\n');
            var line = end < 0 ? head : head[..end];
            head = end < 0 ? [] : head[(end + 1)..];
            if (isFirst && line.StartsWith("From "u8))
            {
                continue; // as mailboxes write before each mail
            }

            if (line.TrimEnd((byte)'\r').IsEmpty)
            {
                return false;
            }

            if (line[0] is (byte)' ' or (byte)'\t' && !isFirst)
            {
                continue; // goes on with the line before
            }

            if (Name(line) is not { } name)
            {
                return false;
            }

            letters += OfLetters.Contains(name) ? 1 : 0;
            if (Telling.Contains(name) || letters > 1)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Name(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon is < 1 or > LongestName)
        {
            return null;
        }

        foreach (var letter in line[..colon])
        {
            if (!char.IsAsciiLetterOrDigit((char)letter) && letter is not ((byte)'-' or (byte)'_'))
            {
                return null;
            }
        }

        return Encoding.ASCII.GetString(line[..colon]);
    }
}
