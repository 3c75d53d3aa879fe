using Coopera.Core.Data;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Inbox;

/// <summary>
/// Holiday notices, receipts, lists, what programs write, and what the site itself has written: noted, and answered by nobody. That is
/// why there can be no loop.
/// </summary>
internal sealed class AutomaticMails(Settings settings) : IInboxReader
{
    public InboxTurn Turn => InboxTurn.Automatic;

    public Task<InboxFinding?> ReadAsync(IncomingMail mail, CooperaDb db, CancellationToken cancellationToken) => Task.FromResult(
        IsOurOwn(mail) || MailMarks.IsAutomatic(mail) || !mail.From.IsGiven ? new InboxFinding(InboxOutcome.Automatic) : null);

    private bool IsOurOwn(IncomingMail mail) =>
        mail.From == settings.Mail.From || mail.From == settings.Mail.ReplyTo
        || mail.From == settings.Pec.Account?.From || mail.From == settings.Pec.Account?.ReplyTo
        || mail.From.Display.Equals(settings.Mailbox?.User, StringComparison.OrdinalIgnoreCase);
}
