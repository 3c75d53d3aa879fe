using System.Text;
using System.Text.RegularExpressions;
using Coopera.Core.Mail;
using MimeKit;

namespace Coopera.Core.Tests.Mail;

/// <summary>What stands in the message, and what strict, lax and wrong programs make of it.</summary>
public sealed partial class EncodedSubjectTests
{
    public static TheoryData<string> Subjects => new()
    {
        "Iscrizione annullata: Accogliere insieme",
        "Sei in lista d’attesa: Tavolo tecnico",
        "Iscrizione confermata: Come rafforzare la struttura organizzativa dell’Ente locale per una più efficace gestione del Progetto SAI",
        "È cambiato: perché, come, quando – e con chi? (una domanda = due risposte_ tre)",
        "Città, libertà, qualità, civiltà, velocità, università, responsabilità, sostenibilità, accessibilità, comunità, attualità",
        "Àààààààààààààààààààààààààààààààààààààààààààààààààààààààààààààààààààààààààààààààà",
        "日本語のとても長い題名がここにありますので折り返しが必要です 🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂",
        "Una riga ASCII molto lunga che va a capo tra una parola e un’altra, e che supera di molto i settantacinque caratteri",
    };

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_subject_is_one_piece_for_every_program(string subject)
    {
        var raw = Raw(subject);

        Assert.Equal(subject, Read(raw).Subject);
        if (subject.All(char.IsAscii))
        {
            Assert.DoesNotContain("=?", raw, StringComparison.Ordinal);
            return;
        }

        var lines = raw.Split("\r\n");
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 76));
        var words = lines.Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]).ToList();
        Assert.All(words, word => Assert.Matches(EncodedWord(), word));
        Assert.All(words, word => Assert.InRange(word.Length, 1, 75));

        // A program that keeps the blank between two encoded words shows one too many between words, never one inside a word.
        var naive = string.Join(' ', words.Select(word => Read($"Subject: {word}").Subject));
        var longest = subject.Split(' ').Max(word => Encoding.UTF8.GetByteCount(word));
        if (longest <= 15)
        {
            Assert.Equal(subject, DoubleSpace().Replace(naive, " "));
        }
    }

    private static string Raw(string subject)
    {
        var message = new MimeMessage { Body = new TextPart("plain") { Text = "." } };
        EncodedSubject.Set(message, subject);
        using var file = new MemoryStream();
        message.WriteTo(file);
        var header = Encoding.ASCII.GetString(file.ToArray()).ReplaceLineEndings("\r\n");
        return SubjectHeader().Match(header).Value.TrimEnd();
    }

    private static MimeMessage Read(string header) => MimeMessage.Load(new MemoryStream(Encoding.ASCII.GetBytes($"{header}\r\n\r\n.")));

    [GeneratedRegex(@"^=\?utf-8\?q\?(=[0-9A-F]{2}|[!-<>@-~])+\?=$")]
    private static partial Regex EncodedWord();

    [GeneratedRegex("^Subject:.*\r\n([ \t].*\r\n)*", RegexOptions.Multiline)]
    private static partial Regex SubjectHeader();

    [GeneratedRegex(" {2,}")]
    private static partial Regex DoubleSpace();
}
