using Coopera.Core.Mail;
using Coopera.Domain.Mail;

namespace Coopera.Core.Tests.Mail;

/// <summary>What servers say, in their own words, and whose matter it is.</summary>
public sealed class SmtpReplyTests
{
    [Theory]
    [InlineData(550, "5.1.1 <maria@comune.example>: Recipient address rejected: User unknown in virtual mailbox table")]
    [InlineData(550, "5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's address")]
    [InlineData(550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup")]
    [InlineData(550, "5.1.6 recipient no longer on server")]
    [InlineData(550, "No such user here")]
    [InlineData(550, "Requested action not taken: mailbox unavailable")]
    [InlineData(550, "5.2.1 The email account that you tried to reach is disabled")]
    [InlineData(550, "5.5.1 Utente sconosciuto")]
    [InlineData(550, "Casella inesistente")]
    [InlineData(551, "User not local; please try another server")]
    [InlineData(553, "5.1.3 Invalid address")]
    [InlineData(553, "sorry, no mailbox here by that name (#5.7.17)")]
    [InlineData(554, "delivery error: dd This user doesn't have a yahoo.it account")]
    [InlineData(554, "5.1.2 Domain not found")]
    [InlineData(556, "5.1.10 Domain does not accept mail (nullMX)")]
    [InlineData(550, "5.1.1 <spam.quota@comune.example> User unknown")]
    [InlineData(550, "")]
    public void An_address_that_takes_no_mail(int code, string text) => Is(MailFailureKind.NoSuchMailbox, SmtpPhase.Rcpt, code, text);

    [Theory]
    [InlineData(452, "4.2.2 Mailbox full")]
    [InlineData(452, "4.2.2 The email account that you tried to reach is over quota. Please direct the recipient to clean it, or try later")]
    [InlineData(550, "5.2.2 Over quota")]
    [InlineData(552, "5.2.2 <maria@comune.example>: user is over quota")]
    [InlineData(552, "Requested mail action aborted: exceeded storage allocation")]
    [InlineData(550, "La casella di posta del destinatario è piena")]
    [InlineData(554, "5.2.2 mailbox full; message exceeds the quota of the mailbox")]
    [InlineData(550, "Mailbox quota exceeded")]
    [InlineData(422, "The recipient's mailbox is over its storage limit")]
    public void A_mailbox_that_is_full(int code, string text)
    {
        Is(MailFailureKind.MailboxFull, SmtpPhase.Rcpt, code, text);
        Assert.False(new MailFailure(MailFailureKind.MailboxFull).IsFinal);
    }

    [Theory]
    [InlineData(SmtpPhase.Rcpt, 550, "5.4.5 Daily user sending quota exceeded. For more information on Gmail sending limits go to")]
    [InlineData(SmtpPhase.Data, 550, "5.4.5 Daily SMTP relay sending limit exceeded for customer")]
    [InlineData(SmtpPhase.Mail, 550, "You have exceeded the maximum number of messages per hour")]
    [InlineData(SmtpPhase.Rcpt, 550, "Policy rejection; Message count exceeded")]
    [InlineData(SmtpPhase.Rcpt, 450, "Requested mail action not taken: mailbox unavailable\nMail send limit exceeded.")]
    [InlineData(SmtpPhase.Rcpt, 452, "4.5.3 Error: too many recipients")]
    [InlineData(SmtpPhase.Mail, 421, "4.7.0 Too many messages in this session, try again later")]
    [InlineData(SmtpPhase.Mail, 452, "Sender is throttled")]
    [InlineData(SmtpPhase.Data, 554, "5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; message rate limit")]
    [InlineData(SmtpPhase.Mail, 432, "4.3.2 Concurrent connections limit exceeded: too many concurrent connections")]
    [InlineData(SmtpPhase.Rcpt, 550, "5.1.8 Access denied, bad outbound sender")]
    [InlineData(SmtpPhase.Rcpt, 550, "Limite di invio giornaliero superato")]
    [InlineData(SmtpPhase.Rcpt, 550, "Hai raggiunto il numero massimo di email: 250 al giorno")]
    [InlineData(SmtpPhase.Data, 550, "Domain has exceeded the max emails per hour (100/100 (100%)) allowed. Message discarded.")]
    [InlineData(SmtpPhase.Rcpt, 451, "4.7.1 Sender has exceeded the rate limit")]
    public void An_account_that_has_sent_what_it_may(SmtpPhase phase, int code, string text) =>
        Is(MailFailureKind.QuotaUsedUp, phase, code, text);

    [Theory]
    [InlineData(SmtpPhase.Greeting, 554, "5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org")]
    [InlineData(SmtpPhase.Rcpt, 550, "5.7.1 Service unavailable, client host blocked by Spamhaus. To request removal from this list see")]
    [InlineData(SmtpPhase.Rcpt, 554, "Your IP 192.0.2.7 is listed in bl.spamcop.net")]
    [InlineData(SmtpPhase.Rcpt, 550, "5.7.23 SPF validation failed")]
    [InlineData(SmtpPhase.Mail, 550, "5.7.1 SPF check failed: not allowed to send from coopera.example")]
    [InlineData(SmtpPhase.Data, 550, "5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires SPF or DKIM")]
    [InlineData(SmtpPhase.Data, 550, "5.7.1 Unauthenticated email from coopera.example is not accepted due to domain's DMARC policy")]
    [InlineData(SmtpPhase.Data, 550, "5.7.509 Access denied, sending domain does not pass verification")]
    [InlineData(SmtpPhase.Rcpt, 550, "5.7.606 Access denied, banned sending IP [192.0.2.7]")]
    [InlineData(SmtpPhase.Data, 421, "4.7.0 Our system has detected an unusual rate of unsolicited mail originating from your IP address")]
    [InlineData(SmtpPhase.Rcpt, 550, "5.7.25 The IP address sending this message does not have a PTR record setup")]
    [InlineData(SmtpPhase.Rcpt, 554, "Email rejected due to poor reputation of the sending server")]
    [InlineData(SmtpPhase.Data, 550, "5.7.20 No passing DKIM signature found")]
    [InlineData(SmtpPhase.Greeting, 554, "mx.example ESMTP not accepting connections: IP in lista nera")]
    public void A_sender_that_nobody_trusts(SmtpPhase phase, int code, string text) =>
        Is(MailFailureKind.ReputationRefused, phase, code, text);

    [Theory]
    [InlineData(SmtpPhase.Rcpt, 554, "5.7.1 <maria@comune.example>: Relay access denied")]
    [InlineData(SmtpPhase.Rcpt, 550, "5.7.1 Unable to relay")]
    [InlineData(SmtpPhase.Rcpt, 550, "Relaying not allowed - please use SMTP AUTH")]
    [InlineData(SmtpPhase.Mail, 530, "5.7.0 Must issue a STARTTLS command first")]
    [InlineData(SmtpPhase.Mail, 530, "5.7.57 Client not authenticated to send mail")]
    [InlineData(SmtpPhase.Mail, 550, "5.7.1 Authentication required")]
    [InlineData(SmtpPhase.Greeting, 454, "4.7.0 TLS not available due to local problem")]
    [InlineData(SmtpPhase.Greeting, 538, "5.7.11 Encryption required for requested authentication mechanism")]
    public void A_connection_that_is_set_up_wrong(SmtpPhase phase, int code, string text) =>
        Is(MailFailureKind.SetupWrong, phase, code, text);

    [Theory]
    [InlineData(SmtpPhase.Data, 554, "5.6.0 Message content rejected")]
    [InlineData(SmtpPhase.Data, 554, "5.7.1 Message rejected as spam by content filtering")]
    [InlineData(SmtpPhase.Data, 550, "Virus detected in message")]
    [InlineData(SmtpPhase.Mail, 552, "5.3.4 Message size exceeds fixed maximum message size")]
    [InlineData(SmtpPhase.Data, 552, "5.7.0 This message was blocked because its content presents a potential security issue")]
    [InlineData(SmtpPhase.Data, 554, "Transaction failed")]
    public void A_message_that_is_not_wanted(SmtpPhase phase, int code, string text)
    {
        Is(MailFailureKind.ContentRefused, phase, code, text);
        Assert.True(new MailFailure(MailFailureKind.ContentRefused).IsFinal);
    }

    [Theory]
    [InlineData(SmtpPhase.Rcpt, 450, "4.7.1 <maria@comune.example>: Recipient address rejected: Greylisted, see the help page")]
    [InlineData(SmtpPhase.Rcpt, 451, "4.7.1 Greylisting in action, please come back later")]
    [InlineData(SmtpPhase.Data, 451, "4.7.1 Please try again later")]
    [InlineData(SmtpPhase.Rcpt, 450, "4.2.1 The user you are trying to contact is receiving mail too quickly. Please resend your message later")]
    [InlineData(SmtpPhase.Rcpt, 451, "4.4.1 No answer from host")]
    [InlineData(SmtpPhase.Rcpt, 550, "5.7.1 Message rejected by policy")]
    [InlineData(SmtpPhase.Rcpt, 550, "Administrative prohibition")]
    [InlineData(SmtpPhase.Rcpt, 550, "Access denied")]
    public void A_no_to_this_recipient_that_may_pass(SmtpPhase phase, int code, string text)
    {
        Is(MailFailureKind.RecipientRefused, phase, code, text);
        Assert.False(new MailFailure(MailFailureKind.RecipientRefused).IsFinal);
    }

    [Theory]
    [InlineData(SmtpPhase.Mail, 451, "4.3.0 Temporary lookup failure")]
    [InlineData(SmtpPhase.Rcpt, 452, "4.3.1 Insufficient system storage")]
    [InlineData(SmtpPhase.Data, 451, "4.3.5 Server configuration problem")]
    [InlineData(SmtpPhase.Greeting, 421, "Service not available, closing transmission channel")]
    [InlineData(SmtpPhase.Data, 421, "4.3.2 Service shutting down")]
    public void A_server_in_trouble(SmtpPhase phase, int code, string text) => Is(MailFailureKind.ServerError, phase, code, text);

    [Theory]
    [InlineData(553, "5.7.1 <altro@anci.example>: Sender address rejected: not owned by user coopera")]
    [InlineData(501, "5.1.7 Bad sender address syntax")]
    [InlineData(550, "5.7.60 Client does not have permissions to send as this sender")]
    public void A_sender_that_the_server_does_not_let_write(int code, string text) =>
        Is(MailFailureKind.SenderRefused, SmtpPhase.Mail, code, text);

    [Theory]
    [InlineData(SmtpPhase.Rcpt, 553, "5.7.1 <altro@anci.example>: Sender address rejected: not owned by user coopera")]
    [InlineData(SmtpPhase.Rcpt, 550, "Sender verify failed")]
    [InlineData(SmtpPhase.Rcpt, 550, "5.1.0 <altro@anci.example>: Sender address rejected: User unknown in virtual mailbox table")]
    [InlineData(SmtpPhase.Rcpt, 550, "5.1.7 <altro@anci.example>: Sender address rejected: undeliverable address")]
    [InlineData(SmtpPhase.Data, 550, "5.7.60 SMTP; Client does not have permissions to send as this sender")]
    [InlineData(SmtpPhase.Data, 554, "5.2.252 SendAsDenied; coopera@anci.example not allowed to send as altro@anci.example")]
    [InlineData(SmtpPhase.Data, 554, "Message rejected: Email address is not verified.")]
    public void A_sender_that_is_refused_late_is_nobody_elses_fault(SmtpPhase phase, int code, string text) =>
        Is(MailFailureKind.SenderRefused, phase, code, text);

    [Fact]
    public void Only_the_address_the_mailbox_and_the_message_are_this_mails_own_matter() => Assert.Equal(
        [
            MailFailureKind.NoSuchMailbox, MailFailureKind.RecipientRefused, MailFailureKind.OwnFault, MailFailureKind.MailboxFull,
            MailFailureKind.ContentRefused, MailFailureKind.NotDrawable, MailFailureKind.AddressRests,
        ],
        Enum.GetValues<MailFailureKind>().Select(kind => new MailFailure(kind))
            .Where(failure => !failure.ConcernsTheLane && failure.Fault != MailFault.Overtaken).Select(failure => failure.Kind));

    private static void Is(MailFailureKind kind, SmtpPhase phase, int code, string text) =>
        Assert.Equal((kind, text), (SmtpReply.KindOf(phase, code, text), text));
}
