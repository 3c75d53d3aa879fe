using Coopera.Domain;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Inbox;

/// <summary>A mailbox that is read, by IMAP.</summary>
public sealed record MailboxSettings(string Host, int Port, MailSecurity Security, string User, string Password, string Folder)
{
    public const string UsualFolder = "INBOX";

    public static int UsualPort(MailSecurity security) => security == MailSecurity.Tls ? 993 : 143;

    /// <summary>What its rows are kept under.</summary>
    public string Account => Text.Cut($"{User}@{Host}/{Folder}".ToLowerInvariant(), IncomingMessage.AccountMaxLength);
}
