using System.Text.RegularExpressions;
using Coopera.Domain;
using MimeKit;

namespace Coopera.Core.Mail.Inbox.Bounces;

/// <summary>Reports that only people can read: qmail, Exim, older Exchange and Notes, providers with a text of their own.</summary>
internal static partial class WrittenReport
{
    private const int LinesOfReply = 3;

    public static Bounce? Read(MimeMessage message)
    {
        var subject = message.Subject ?? "";
        if (!MailMarks.IsFromServer(message)
            || MailMarks.IsAnomaly(message) // what is inside was asked first
            || !(message.Headers.Contains("X-Failed-Recipients") || Returned().IsMatch(subject) || Late().IsMatch(subject)))
        {
            return null;
        }

        var text = string.Join(
            '\n', message.Parts().OfType<TextPart>().Where(part => !part.IsAttachment).Take(3).Select(IncomingMail.TextOf));
        var isDelay = Late().IsMatch(subject) || (StillTrying().IsMatch(text) && !GivenUp().IsMatch(text));
        return new Bounce(
            BounceMarks.MailIds(message),
            isDelay ? null : BounceMarks.FailureOf(ReplyIn(BeforeTheOriginal(text)), "", isTemporary: false),
            isDelay,
            "");
    }

    private static string BeforeTheOriginal(string text) =>
        Original().Match(text) is { Success: true, Index: > 0 } match ? text[..match.Index] : text;

    /// <summary>The lines with the server's reply, or the first words that say what is the matter.</summary>
    private static string ReplyIn(string text)
    {
        var lines = text.Split('\n').Select(Text.CleanLine).Where(line => line.Length > 0).Take(200).ToList();
        var at = lines.FindIndex(line => Reply().IsMatch(line));
        return at >= 0
            ? string.Join(' ', lines.Skip(StartsWithReply().IsMatch(lines[at]) ? at : Math.Max(0, at - 1)).Take(LinesOfReply))
            : string.Join(' ', lines.Where(line => Reason().IsMatch(line)).Take(2)) is { Length: > 0 } reason ? reason
            : string.Join(' ', lines.Take(LinesOfReply));
    }

    [GeneratedRegex(
        @"undeliver|returned mail|return(ed|ing)? (mail|to sender|message)|delivery (status|failure|failed|has failed|problem|report|notification|error)"
        + @"|failure (notice|delivery)|failed (delivery|mail)|mail (delivery )?(failed|failure|error)|mail system error|nondeliverable|not delivered"
        + @"|could not be delivered|couldn.t be delivered|message (not delivered|undelivered|bounced)|bounced? (mail|message)|non recapita"
        + @"|mancat[ao] (recapito|consegna)|non (è stato )?consegnat|consegna (non riuscita|fallita)|errore (di |nella )?consegna"
        + @"|impossibile (consegnare|recapitare)|recapito non riuscito|notifica (sullo stato|di mancat)|errore nell.invio|rifiutat|rejected",
        RegexOptions.IgnoreCase)]
    private static partial Regex Returned();

    [GeneratedRegex(@"delayed|warning: (could not|message)|\(delay\)|\britard|not yet delivered", RegexOptions.IgnoreCase)]
    private static partial Regex Late();

    [GeneratedRegex(
        @"(will|continue to) (keep )?(retry|try)|no action is required|does not need to be|verranno effettuati|ulteriori tentativi|still trying",
        RegexOptions.IgnoreCase)]
    private static partial Regex StillTrying();

    [GeneratedRegex(@"given up|giving up|permanent|could not be delivered|definitiv", RegexOptions.IgnoreCase)]
    private static partial Regex GivenUp();

    [GeneratedRegex(
        @"^(-{3,}.{0,80}(below|copy|original|headers|originale|copia|intestazioni).*|={5,}.*|(Return-Path|Received|DKIM-Signature): .*"
        + @"|(Original message|Messaggio originale|Intestazioni).{0,40})$",
        RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Original();

    [GeneratedRegex(@"(?<![\d.\-])([45]\d\d(?=[ \-#])(?! ?(bytes|kb|mb))|[45]\.\d{1,3}\.\d{1,3}(?![\d.]*\.\d))", RegexOptions.IgnoreCase)]
    private static partial Regex Reply();

    [GeneratedRegex(@"^\W{0,3}([45]\d\d[ \-]|[45]\.\d)")]
    private static partial Regex StartsWithReply();

    [GeneratedRegex(
        @"unknown|not (be )?found|does ?n.t (exist|have)|does not exist|no such|no mailbox|invalid|sconosciut|inesistente|non esiste|unrouteable"
        + @"|full|piena|quota|spam|blocked|bloccat|disabled|disattivat|not listed|unable to deliver|couldn.t find",
        RegexOptions.IgnoreCase)]
    private static partial Regex Reason();
}
