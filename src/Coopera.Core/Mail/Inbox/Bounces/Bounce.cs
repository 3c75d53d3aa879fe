using System.Globalization;
using System.Text.RegularExpressions;
using Coopera.Domain.Mail;
using MimeKit;

namespace Coopera.Core.Mail.Inbox.Bounces;

/// <param name="MailIds">Of mails of ours that it may be about, as their Message-IDs tell.</param>
/// <param name="Failure">Null when the server goes on trying, or when all is well.</param>
/// <param name="Recipient">To whom the mail was addressed, as the server tells; empty when it does not.</param>
public sealed record Bounce(IReadOnlyList<Guid> MailIds, MailFailure? Failure, bool IsDelay, string Recipient)
{
    /// <summary>Null when it is no report of a server about a mail.</summary>
    public static Bounce? Read(IncomingMail mail) =>
        Candidates(mail.Message).Select(message => DeliveryReport.Read(message) ?? WrittenReport.Read(message))
            .OfType<Bounce>().FirstOrDefault();

    /// <summary>The message itself; of one that a certified-mail provider has wrapped up, the one inside.</summary>
    private static IEnumerable<MimeMessage> Candidates(MimeMessage message)
    {
        var inner = MailMarks.IsAnomaly(message)
            ? message.Parts().OfType<MessagePart>().Select(part => part.Message).OfType<MimeMessage>().Take(5)
            : [];
        return [.. inner, message];
    }
}

/// <summary>Where the reports of servers hold what they are about.</summary>
internal static partial class BounceMarks
{
    private const int MostIds = 30;

    /// <summary>What names a message: what came back with the report, its headers, what the text quotes, what it answers.</summary>
    public static IReadOnlyList<Guid> MailIds(MimeMessage report)
    {
        var ids = new List<string?>();
        foreach (var part in report.Parts())
        {
            switch (part)
            {
                case MessagePart { Message: { } inner }:
                    ids.Add(inner.MessageId);
                    break;
                case MimePart text when text is TextPart || IsHeaders(text):
                    ids.AddRange(Quoted().Matches(IncomingMail.TextOf(text)).Select(match => match.Groups[1].Value));
                    break;
            }
        }

        ids.Add(report.InReplyTo);
        ids.AddRange(report.References);
        return [.. ids.Select(MailIdOf).OfType<Guid>().Distinct().Take(MostIds)];
    }

    /// <summary>Ours is the row's id, before the at sign.</summary>
    private static Guid? MailIdOf(string? messageId) =>
        Guid.TryParseExact(messageId?.Trim('<', '>', ' ').Split('@')[0], "N", out var id) ? id : null;

    private static bool IsHeaders(MimePart part) =>
        part.ContentType.IsMimeType("text", "*") || part.ContentType.IsMimeType("message", "*");

    [GeneratedRegex(@"Message-Id:\s*<?([^<>\s]{1,200})>?", RegexOptions.IgnoreCase)]
    private static partial Regex Quoted();

    /// <summary>The words of a server, with the code that they begin with. Without one the words alone decide.</summary>
    public static MailFailure FailureOf(string said, string status, bool isTemporary)
    {
        var text = Whitespace().Replace(said, " ").Trim();
        if (status.Length > 0 && !text.Contains(status, StringComparison.Ordinal) && !HasEnhanced().IsMatch(text))
        {
            text = $"{status} {text}".TrimEnd();
        }

        var code = Code().Match(text) is { Success: true } match ? int.Parse(match.ValueSpan, CultureInfo.InvariantCulture)
            : isTemporary ? 450 : 554;
        var phase = AfterData().IsMatch(text) ? SmtpPhase.Data : SmtpPhase.Rcpt;
        return new MailFailure(SmtpReply.KindOf(phase, code, text), text);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.]*\.\d)")]
    private static partial Regex HasEnhanced();

    [GeneratedRegex(@"(?<![\d.\-])[45]\d\d(?=[ \-#])(?! ?(bytes|kb|mb))", RegexOptions.IgnoreCase)]
    private static partial Regex Code();

    [GeneratedRegex(@"end of data|after data|in reply to (end of )?data|after end of", RegexOptions.IgnoreCase)]
    private static partial Regex AfterData();
}
