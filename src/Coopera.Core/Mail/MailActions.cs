using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>
/// One that failed, or waits for its next attempt, goes back to the queue as it is. One that went out, or was let be, goes out once more as a copy.
/// </summary>
public sealed class SendMailAgain(MailDesk desk)
{
    /// <param name="copyId">Of the copy, if one is made: the form carries it, so that pressing twice makes one.</param>
    public Task<MailOutcome> RunAsync(MailCall call, Guid copyId, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        async turn =>
        {
            var mail = turn.Mail;
            var state = MailPhrases.ShelfOf(mail.Status, mail.LastAttemptAt is not null).State();
            if (mail.Status is OutgoingMailStatus.Sent or OutgoingMailStatus.Dismissed)
            {
                if (copyId == Guid.Empty || await turn.Db.OutgoingMails.AnyAsync(m => m.Id == copyId || (m.CopyOfId == mail.Id && m.Status == OutgoingMailStatus.Queued)))
                {
                    return MailOutcome.AlreadyQueued;
                }

                turn.Db.OutgoingMails.Add(mail.Copy(copyId, turn.Now));
                turn.Register("rispedisce un’email", $"a {mail.Recipient}, con una copia; la prima era {state}");
                return MailOutcome.Done;
            }

            var (attempts, failure) = (mail.Attempts, mail.Failure);
            if (mail.Requeue(turn.Now) is var verdict && verdict != MailVerdict.Done)
            {
                return verdict == MailVerdict.NotNow ? MailOutcome.AlreadyQueued : MailDesk.Outcome(verdict);
            }

            turn.Register(
                "rimette in coda un’email", $"a {mail.Recipient}, dopo {MailPhrases.Attempts(attempts)}",
                $"Stato: {state}{(failure is null ? "" : $"\nMotivo: {MailReason.Line(failure)}")}", "Stato: in coda");
            return MailOutcome.Done;
        },
        cancellationToken);
}

/// <summary>A mail that has not gone out gets another address, and goes there at once.</summary>
public sealed class CorrectMailAddress(MailDesk desk)
{
    public Task<MailOutcome> RunAsync(MailCall call, EmailAddress address, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        turn =>
        {
            if (!MailDesk.MayGoElsewhere(turn.Mail))
            {
                return Task.FromResult(MailOutcome.BoundToAccount);
            }

            var before = turn.Mail.Recipient;
            var outcome = MailDesk.Outcome(turn.Mail.CorrectRecipient(address, turn.Now));
            if (outcome == MailOutcome.Done)
            {
                turn.Register("corregge l’indirizzo di un’email", "rimessa in coda", $"Indirizzo: {before}", $"Indirizzo: {turn.Mail.Recipient}");
            }

            return Task.FromResult(outcome);
        },
        cancellationToken);
}

/// <summary>A mail that failed need not go out any more: it leaves the list of what waits for somebody.</summary>
public sealed class CloseMail(MailDesk desk)
{
    public Task<MailOutcome> RunAsync(MailCall call, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        turn =>
        {
            var outcome = MailDesk.Outcome(turn.Mail.Dismiss());
            if (outcome == MailOutcome.Done)
            {
                turn.Register("chiude un’email senza spedirla", $"a {turn.Mail.Recipient}", "Stato: non riuscita", "Stato: chiusa senza spedire");
            }

            return Task.FromResult(outcome);
        },
        cancellationToken);
}

/// <summary>All those that failed go back to the queue at once, for instance after the mail server was down.</summary>
public sealed class RetryFailedMails(CooperaDb database, TimeProvider clock)
{
    /// <summary>How many failed because the address takes no mail, and how many for another reason.</summary>
    public static async Task<(int BadAddress, int Other)> CountAsync(CooperaDb db)
    {
        var all = await db.OutgoingMails.CountAsync(m => m.Status == OutgoingMailStatus.Failed);
        var other = await Failed(db, evenBadAddresses: false).CountAsync();
        return (all - other, other);
    }

    /// <param name="evenBadAddresses">Also those whose address takes no mail.</param>
    /// <returns>How many.</returns>
    public Task<int> RunAsync(bool evenBadAddresses, string staff, CancellationToken cancellationToken = default) => database.WriteAsync(
        async db =>
        {
            var now = clock.GetUtcNow();
            var count = await Failed(db, evenBadAddresses).ExecuteUpdateAsync(mail => mail
                .SetProperty(m => m.Status, OutgoingMailStatus.Queued)
                .SetProperty(m => m.Attempts, 0)
                .SetProperty(m => m.NextAttemptAt, now));
            if (count > 0)
            {
                db.AuditEntries.Add(new AuditEntry(
                    staff, "rimette in coda tutte le email non riuscite", "posta in uscita",
                    $"{count} email{(evenBadAddresses ? ", anche quelle con un indirizzo che non riceve" : "")}", now));
                await db.SaveChangesAsync();
            }

            return count;
        },
        cancellationToken);

    private static IQueryable<OutgoingMail> Failed(CooperaDb db, bool evenBadAddresses)
    {
        var failed = db.OutgoingMails.Where(m => m.Status == OutgoingMailStatus.Failed);
        return evenBadAddresses ? failed : failed.Where(m => m.FailureKind != MailFailureKind.NoSuchMailbox);
    }
}
