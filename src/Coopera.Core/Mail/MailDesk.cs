using System.Globalization;
using System.Text.Json;
using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>A member of staff wants to do something with a mail.</summary>
/// <param name="Seen">How the mail was when they decided: <see cref="MailDesk.SightOf"/>.</param>
public sealed record MailCall(Guid Id, string? Seen, string Staff);

public enum MailOutcome
{
    Done,

    /// <summary>It is about to go out already: asking twice sends once.</summary>
    AlreadyQueued,

    /// <summary>Somebody was quicker: nothing was changed.</summary>
    Overtaken,

    /// <summary>A worker is sending it at this moment: nothing was changed.</summary>
    InHand,

    /// <summary>It is about an account of the back office: it goes to nobody else.</summary>
    BoundToAccount,

    NotFound,
}

/// <summary>One thing that staff do with a mail, while no worker and no colleague can touch it.</summary>
public sealed class MailTurn(CooperaDb db, OutgoingMail mail, string staff, DateTimeOffset now)
{
    public CooperaDb Db => db;

    public OutgoingMail Mail => mail;

    public DateTimeOffset Now => now;

    /// <summary>A line in the register of what staff did.</summary>
    /// <param name="action">A verb phrase: "rispedisce un’email".</param>
    public void Register(string action, string details = "", string? before = null, string? after = null) =>
        db.AuditEntries.Add(new AuditEntry(staff, action, $"{MailPhrases.KindOf(mail.Kind)}, a {mail.RecipientName}", details, now)
        {
            SubjectKey = AuditSubject.Mail(mail.Id),
            Before = before,
            After = after,
        });
}

/// <summary>What staff's use cases about a mail have in common: its row is locked, and verb and line in the register are one transaction.</summary>
public sealed class MailDesk(CooperaDb database, TimeProvider clock)
{
    /// <summary>What somebody decides on: state, attempts and address.</summary>
    public static string SightOf(OutgoingMail mail) => string.Create(CultureInfo.InvariantCulture, $"{mail.Status}.{mail.Attempts}.{mail.Recipient}");

    /// <param name="turn">Its verdict is the outcome; what it did is saved when it is done.</param>
    public Task<MailOutcome> TakeAsync(MailCall call, Func<MailTurn, Task<MailOutcome>> turn, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            async db =>
            {
                // The update is the lock: a worker that takes mails in hand waits for it, and then looks again.
                if (await db.OutgoingMails.Where(m => m.Id == call.Id).ExecuteUpdateAsync(m => m.SetProperty(x => x.Attempts, x => x.Attempts)) == 0)
                {
                    return MailOutcome.NotFound;
                }

                var mail = await db.OutgoingMails.SingleAsync(m => m.Id == call.Id);
                var now = clock.GetUtcNow();
                if (mail.IsInHand(now))
                {
                    return MailOutcome.InHand;
                }

                if (SightOf(mail) != call.Seen)
                {
                    return MailOutcome.Overtaken;
                }

                var outcome = await turn(new MailTurn(db, mail, call.Staff, now));
                if (outcome == MailOutcome.Done)
                {
                    await db.SaveChangesAsync();
                }

                return outcome;
            },
            cancellationToken);

    /// <summary>
    /// False for what is about an account: whoever could have a password reset sent to themselves would be that colleague. False, too, for
    /// what cannot be read, and so never goes out.
    /// </summary>
    public static bool MayGoElsewhere(OutgoingMail mail)
    {
        try
        {
            return MailContent.FromJson(mail.Content) is not (AccountChanged or { OpensAnAccount: true });
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>What the page offered is no longer possible when the verb says so.</summary>
    public static MailOutcome Outcome(MailVerdict verdict) => verdict switch
    {
        MailVerdict.Done => MailOutcome.Done,
        MailVerdict.InHand => MailOutcome.InHand,
        _ => MailOutcome.Overtaken,
    };
}
