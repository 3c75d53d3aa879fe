using System.Text.RegularExpressions;
using Coopera.Domain;
using MimeKit;

namespace Coopera.Core.Mail.Inbox;

/// <summary>What the headers of a message say of who wrote it: a person, or a program (RFC 3834).</summary>
internal static partial class MailMarks
{
    private static readonly string[] ListHeaders = ["List-Id", "List-Unsubscribe", "List-Post", "Mailing-List", "X-Mailing-List"];

    private static readonly string[] AutomaticHeaders =
    [
        "X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponder", "X-AutoReply-From", "X-Failed-Recipients",
        "X-Loop",
        "X-Ricevuta", "X-Trasporto", // of certified mail: what is inside is read by who knows it
    ];

    /// <summary>No answer goes to it, whatever it says.</summary>
    public static bool IsAutomatic(IncomingMail mail)
    {
        var headers = mail.Message.Headers;
        return IsFromNobody(headers) || ListHeaders.Concat(AutomaticHeaders).Any(headers.Contains)
            || (headers["Auto-Submitted"] is { } submitted && !submitted.TrimStart().StartsWith("no", StringComparison.OrdinalIgnoreCase))
            || (headers["X-Auto-Response-Suppress"] is { } suppress && Suppressed().IsMatch(suppress))
            || (headers["Precedence"] is { } precedence && Precedences().IsMatch(precedence))
            || mail.Message.Body is Multipart { ContentType.MediaSubtype: "report" }
            || IsFromProgram(mail.From) || AutomaticSubject().IsMatch(mail.Subject);
    }

    /// <summary>Whether a server sent it, by its empty return path or by the name that it goes by.</summary>
    public static bool IsFromServer(MimeMessage message) =>
        IsFromNobody(message.Headers) || message.From.Mailboxes.Any(from =>
            Servers().IsMatch(LocalPart(from.Address)) || ServerNames().IsMatch(from.Name ?? ""));

    /// <summary>A certified-mail provider wraps up what came from outside (DM 2 November 2005, 6.5.3).</summary>
    public static bool IsAnomaly(MimeMessage message) =>
        message.Headers["X-Trasporto"]?.Trim().Equals("errore", StringComparison.OrdinalIgnoreCase) == true
        || (message.Subject ?? "").TrimStart().StartsWith("ANOMALIA MESSAGGIO", StringComparison.OrdinalIgnoreCase);

    public static bool IsFromProgram(EmailAddress address) => Programs().IsMatch(LocalPart(address.Display));

    private static bool IsFromNobody(HeaderList headers) => headers["Return-Path"]?.Trim() == "<>";

    private static string LocalPart(string address) => address.Split('@')[0];

    [GeneratedRegex(@"\b(all|dr|oof|autoreply|ndr|rn|nrn)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Suppressed();

    [GeneratedRegex(@"\b(bulk|list|junk|auto_?reply)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Precedences();

    [GeneratedRegex(
        @"^(mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|mdaemon|microsoftexchange[0-9a-f]*|bounces?|maildelivery.*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Servers();

    [GeneratedRegex(@"mail (delivery|administrator)|mailer|postmaster|microsoft outlook|system administrator", RegexOptions.IgnoreCase)]
    private static partial Regex ServerNames();

    [GeneratedRegex(
        @"^(mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|mdaemon|microsoftexchange[0-9a-f]*|bounces?|.*\b(no|non|do[-_.]?not|donot)[-_.]?(reply|rispondere)"
        + @"|.*no-?reply.*|notifications?|notifiche|newsletter|alerts?|listserv|majordomo|.*-(request|owner|bounces)|owner-.*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Programs();

    [GeneratedRegex(
        @"^\s*(risposta automatica|risponditore|fuori (ufficio|sede)|assen(te|za)\b|automatic reply|auto(matic)?[- ]?(reply|response|risposta)|auto:"
        + @"|out of( the)? office|ooo\b|vacation|abwesen|conferma di lettura|letto:|read:|non letto:|not read:)",
        RegexOptions.IgnoreCase)]
    private static partial Regex AutomaticSubject();
}
