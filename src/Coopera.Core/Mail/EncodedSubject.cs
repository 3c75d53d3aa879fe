using System.Text;
using MimeKit;

namespace Coopera.Core.Mail;

/// <summary>
/// A subject is plain ASCII, or encoded from its first word to its last (RFC 2047), never one after the other: programs that mishandle the
/// blanks between plain and encoded words then have none to mishandle. It is cut between words, where a blank too many does no harm.
/// </summary>
public static class EncodedSubject
{
    private const string Start = "=?utf-8?q?";
    private const string End = "?=";

    /// <summary>Of an encoded word, and of a line that holds one.</summary>
    private const int Longest = 75;

    private const string AsTheyAre = "!'()*+,-./:;";

    public static void Set(MimeMessage message, string subject)
    {
        message.Subject = subject;
        if (!subject.All(char.IsAscii))
        {
            message.Headers[message.Headers.IndexOf(HeaderId.Subject)].SetRawValue(Encoding.ASCII.GetBytes($" {Folded(subject)}\r\n"));
        }
    }

    private static string Folded(string subject)
    {
        var (lines, line) = (new List<string>(), new StringBuilder());
        foreach (var piece in Pieces(subject))
        {
            // The first line has the name of the header before it.
            var room = Longest - Start.Length - End.Length - (lines.Count == 0 ? "Subject: ".Length : 1);
            if (line.Length > 0 && line.Length + piece.Length > room)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            line.Append(piece);
        }

        return string.Join("\r\n ", lines.Append(line.ToString()).Select(text => Start + text + End));
    }

    /// <summary>Words, each with the blank that follows it; one too long for a line in characters.</summary>
    private static IEnumerable<string> Pieces(string subject)
    {
        var begin = 0;
        while (begin < subject.Length)
        {
            var blank = subject.IndexOf(' ', begin);
            var word = blank < 0 ? subject[begin..] : subject[begin..(blank + 1)];
            begin += word.Length;
            var encoded = Encoded(word);
            if (encoded.Length <= Longest - Start.Length - End.Length - "Subject: ".Length)
            {
                yield return encoded;
                continue;
            }

            foreach (var character in word.EnumerateRunes())
            {
                yield return Encoded(character.ToString());
            }
        }
    }

    private static string Encoded(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(value =>
        value == ' ' ? "_"
        : char.IsAsciiLetterOrDigit((char)value) || AsTheyAre.Contains((char)value, StringComparison.Ordinal) ? ((char)value).ToString()
        : $"={value:X2}"));
}
