using System.Globalization;
using System.Text;
using Coopera.Domain.Mail;

namespace Coopera.Core.Tests.Mail.Inbox;

/// <param name="Kind">What the mail's failure is to be; null for a delay.</param>
public sealed record GeneratedBounce(string System, string Shape, byte[] Bytes, Guid MailId, MailFailureKind? Kind)
{
    public override string ToString() => $"{System}, {Shape}";
}

/// <summary>
/// What mail systems send back, written after what they are known to write: ten systems, for several reasons, with the whole mail, with its
/// headers, or with a quotation of it.
/// </summary>
internal static partial class GeneratedBounces
{
    private const string Recipient = "m.rossi@comune.example";

    private static readonly (MailFailureKind Kind, string Status, string Smtp, string Words)[] Reasons =
    [
        (MailFailureKind.NoSuchMailbox, "5.1.1", "550 5.1.1 <m.rossi@comune.example>: Recipient address rejected: User unknown in virtual mailbox table",
            "User unknown"),
        (MailFailureKind.NoSuchMailbox, "5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
            "Recipient not found"),
        (MailFailureKind.NoSuchMailbox, "5.1.2", "550 5.1.2 Host unknown (Name server: comune.example: host not found), domain not found",
            "Host or domain name not found"),
        (MailFailureKind.MailboxFull, "5.2.2", "552 5.2.2 <m.rossi@comune.example>: Mailbox full, quota exceeded", "Mailbox full"),
        (MailFailureKind.MailboxFull, "4.2.2", "452 4.2.2 The email account that you tried to reach is over quota", "Mailbox is full"),
        (MailFailureKind.ReputationRefused, "5.7.1", "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org",
            "Client host blocked using Spamhaus"),
    ];

    private static readonly string[] Originals = ["whole", "headers", "quoted", "headers in base64", "whole, lines of Unix"];

    public static IEnumerable<GeneratedBounce> All()
    {
        var systems = new (string Name, Func<Letter, string> Write)[]
        {
            ("Postfix", Postfix), ("Exchange", Exchange), ("Exim", Exim), ("Gmail", Gmail), ("qmail", Qmail), ("Sendmail", Sendmail),
            ("Aruba", Aruba), ("PEC", Anomaly), ("Zimbra", Zimbra), ("Yahoo", Yahoo),
        };
        var number = 0;
        foreach (var (name, write) in systems)
        {
            foreach (var (kind, status, smtp, words) in Reasons)
            {
                foreach (var original in Originals)
                {
                    var id = new Guid(++number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]);
                    var letter = new Letter(id, status, smtp, words, original);
                    var text = write(letter).ReplaceLineEndings(original.EndsWith("Unix", StringComparison.Ordinal) ? "\n" : "\r\n");
                    yield return new GeneratedBounce(name, $"{status}, {original}", Encoding.UTF8.GetBytes(text), id, kind);
                }
            }
        }
    }

    public static GeneratedBounce Delay(Guid id) => new("Postfix", "delay", Encoding.UTF8.GetBytes(Report(
        new Letter(id, "4.4.1", "connect to mx.comune.example[192.0.2.9]:25: Connection timed out", "", "headers"),
        "MAILER-DAEMON@posta.example", "Delayed Mail (still being retried)", "delayed",
        "This is the mail system.\n\nYOU DO NOT NEED TO RESEND YOUR MESSAGE.").ReplaceLineEndings("\r\n")), id, null);

    internal sealed record Letter(Guid Id, string Status, string Smtp, string Words, string Original)
    {
        public string MessageId => $"{Id:N}@webinar.anci.example";

        public string Headers => $"""
            Return-Path: <webinar@anci.example>
            Received: from posta.anci.example (posta.anci.example [192.0.2.1])
            	by mx.example (Postfix) with ESMTPS id 4Zabc; Mon, 30 Nov 2026 10:00:00 +0100
            From: =?utf-8?q?Coopera_=E2=80=93_ANCI_Sicilia?= <webinar@anci.example>
            To: Maria Rossi <{Recipient}>
            Subject: Iscrizione confermata: Accogliere insieme
            Date: Mon, 30 Nov 2026 10:00:00 +0100
            Message-ID: <{MessageId}>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            """;

        public string Whole => $"""
            {Headers}
            Content-Type: text/plain; charset=utf-8

            La tua iscrizione al Coordinamento è confermata. In allegato la scheda.
            """;
    }

    private static string Postfix(Letter mail) => Report(mail, "MAILER-DAEMON@posta.example", "Undelivered Mail Returned to Sender", "failed", $"""
        This is the mail system at host posta.example.

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients. It's attached below.

                           The mail system

        <{Recipient}>: host mx.comune.example[192.0.2.9] said: {mail.Smtp} (in reply to RCPT TO command)
        """);

    private static string Exchange(Letter mail) => Report(
        mail, "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@comune.example", "Non recapitabile: Iscrizione confermata: Accogliere insieme",
        "failed", $"""
        Recapito non riuscito per i destinatari o gruppi seguenti:

        {Recipient}
        L'indirizzo di posta elettronica immesso non è stato trovato.

        Informazioni di diagnostica per gli amministratori:
        Server di generazione: EX01.comune.example
        Remote Server returned '{mail.Smtp}'
        """);

    private static string Gmail(Letter mail) => Report(
        mail, "mailer-daemon@googlemail.com", "Delivery Status Notification (Failure)", "failed", $"""
        ** Address not found **

        Your message wasn't delivered to {Recipient}.

        The response was:
        {mail.Smtp}
        """);

    private static string Sendmail(Letter mail) => Report(mail, "MAILER-DAEMON@posta.example", "Returned mail: see transcript for details", "failed", $"""
        The original message was received at Mon, 30 Nov 2026 10:00:00 +0100

           ----- The following addresses had permanent fatal errors -----
        <{Recipient}>
            (reason: {mail.Smtp})

           ----- Transcript of session follows -----
        ... while talking to mx.comune.example.:
        >>> DATA
        <<< {mail.Smtp}
        """);

    private static string Zimbra(Letter mail) => Report(mail, "MAILER-DAEMON@zimbra.comune.example", "Undelivered Mail Returned to Sender", "failed", $"""
        This is the mail system at host zimbra.comune.example.

        <{Recipient}>: {mail.Words} (LMTP said: {mail.Smtp})
        """);

    private static string Exim(Letter mail) => Plain(
        mail, "Mail Delivery System <Mailer-Daemon@posta.example>", "Mail delivery failed: returning message to sender",
        $"X-Failed-Recipients: {Recipient}", $"""
        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          {Recipient}
            host mx.comune.example [192.0.2.9]
            SMTP error from remote mail server after RCPT TO:<{Recipient}>:
            {mail.Smtp}

        ------ This is a copy of the message, including all the headers. ------
        """);

    private static string Qmail(Letter mail) => Plain(mail, "MAILER-DAEMON@posta.example", "failure notice", "", $"""
        Hi. This is the qmail-send program at posta.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <{Recipient}>:
        192.0.2.9 does not like recipient.
        Remote host said: {mail.Smtp}
        Giving up on 192.0.2.9.

        --- Below this line is a copy of the message.
        """);

    private static string Aruba(Letter mail) => Plain(mail, "Mail Delivery System <MAILER-DAEMON@aruba.example>", "Mancato recapito del messaggio", "", $"""
        Gentile utente,
        il messaggio non è stato consegnato al destinatario {Recipient}.

        Motivo: {mail.Smtp}

        -------- Messaggio originale, intestazioni --------
        """);

    private static string Yahoo(Letter mail) => Plain(mail, "MAILER-DAEMON@yahoo.example", "Failure Notice", "", $"""
        Sorry, we were unable to deliver your message to the following address.

        <{Recipient}>:
        {mail.Smtp}

        --- Below this line is a copy of the message.
        """);

    /// <summary>What a certified-mail provider makes of an ordinary bounce that comes to a certified mailbox.</summary>
    private static string Anomaly(Letter mail) => $"""
        Return-Path: <posta-certificata@pec.example>
        From: "Per conto di: mailer-daemon@posta.example" <posta-certificata@pec.example>
        To: webinar@anci.example
        Subject: ANOMALIA MESSAGGIO: Undelivered Mail Returned to Sender
        Message-ID: <opec2950.20261130100000.{mail.Id:N}.1@pec.example>
        X-Trasporto: errore
        MIME-Version: 1.0
        Content-Type: multipart/signed; protocol="application/x-pkcs7-signature"; micalg=sha-256; boundary="firma"

        --firma
        Content-Type: multipart/mixed; boundary="busta"

        --busta
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: 7bit

        Anomalia nel messaggio
        Il giorno 30/11/2026 e' stato ricevuto il messaggio, che non e' di posta certificata.

        --busta
        Content-Type: message/rfc822; name="postacert.eml"
        Content-Disposition: inline; filename="postacert.eml"

        {(mail.Status.EndsWith('1') ? Postfix(mail) : Qmail(mail))}

        --busta--

        --firma
        Content-Type: application/x-pkcs7-signature; name="smime.p7s"
        Content-Transfer-Encoding: base64

        MIIB
        --firma--
        """;

    /// <summary>RFC 3464.</summary>
    private static string Report(Letter mail, string from, string subject, string action, string text) => $"""
        Return-Path: <>
        From: Mail Delivery System <{from}>
        To: webinar@anci.example
        Subject: {subject}
        Date: Mon, 30 Nov 2026 10:01:00 +0100
        Message-ID: <{mail.Id.GetHashCode().ToString("x", CultureInfo.InvariantCulture)}.{action}@posta.example>
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="bounce-1"

        --bounce-1
        Content-Type: text/plain; charset=utf-8

        {text}{(mail.Original == "quoted" ? $"\n\nMessage-ID: <{mail.MessageId}>" : "")}

        --bounce-1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; posta.example
        Arrival-Date: Mon, 30 Nov 2026 10:00:00 +0100

        Original-Recipient: rfc822;{Recipient}
        Final-Recipient: rfc822; {Recipient}
        Action: {action}
        Status: {mail.Status}
        Remote-MTA: dns; mx.comune.example
        Diagnostic-Code: smtp; {mail.Smtp}

        {Returned(mail)}
        --bounce-1--
        """;

    private static string Returned(Letter mail) => mail.Original switch
    {
        "quoted" => "",
        "headers" => $"--bounce-1\nContent-Type: text/rfc822-headers\n\n{mail.Headers}\n",
        "headers in base64" => "--bounce-1\nContent-Type: text/rfc822-headers; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + $"{Base64(mail.Headers)}\n",
        _ => $"--bounce-1\nContent-Type: message/rfc822\n\n{mail.Whole}\n",
    };

    private static string Plain(Letter mail, string from, string subject, string header, string text)
    {
        var body = $"{text}\n\n{(mail.Original.StartsWith("whole", StringComparison.Ordinal) ? mail.Whole : mail.Headers)}\n";
        var headers = $"""
            Return-Path: <>
            From: {from}
            To: webinar@anci.example
            Subject: {subject}
            Date: Mon, 30 Nov 2026 10:01:00 +0100
            Message-ID: <{mail.Id.GetHashCode().ToString("x", CultureInfo.InvariantCulture)}.plain@posta.example>
            {(header.Length > 0 ? $"{header}\n" : "")}MIME-Version: 1.0
            """;
        return mail.Original == "headers in base64"
            ? $"{headers}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{Base64(body)}\n"
            : $"{headers}\nContent-Type: text/plain; charset=utf-8\n\n{body}";
    }

    private static string Base64(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")), Base64FormattingOptions.InsertLineBreaks);
}
