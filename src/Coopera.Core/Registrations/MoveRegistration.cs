using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Registrations;

/// <summary>A registration goes to another address and both are told, in the transaction of who holds the webinar's lock.</summary>
internal static class MoveRegistration
{
    /// <param name="cause">Whether the mailbox that it leaves is proven.</param>
    /// <param name="changed">See <see cref="ChangedFields"/>.</param>
    /// <param name="change">Writes the new address and what was changed with it; told whether somebody else has the address, too.</param>
    public static async Task RunAsync(
        CooperaDb db, Webinar webinar, Registration registration, Participant participant, MailCause cause, string changed,
        Action<bool> change, DateTimeOffset now)
    {
        OldMailbox.Tell(db, cause, webinar, registration, now);
        await Unconfirmed.MakeWayAsync(db, webinar.Id, participant);
        var room = await MailboxRoom.LookAsync(db, webinar.Id, participant, except: registration.Id);
        var other = room.Same
            ?? (room.First is { IsAccepted: true } && await MailboxRoom.IsFullAsync(db, webinar.Id, participant.Email) ? room.First : null);
        if (other is null && room.First is { IsAccepted: true } colleague)
        {
            await SignUpAgainAsync(db, webinar, registration, participant, colleague, now);
            return;
        }

        if (other is null)
        {
            change(room.IsShared);
            db.RegistrationEvents.Add(new RegistrationEvent(registration.Id, RegistrationEventKind.Changed, actor: null, changed, now));
            db.Queue(
                MailCause.Stranger, new RegistrationMoved(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration)), registration, now);
            await db.SaveChangesAsync();
            return;
        }

        // The person was signed up with the new address already: one registration stays, the other one's place goes on. The page says
        // nothing of it, since it would tell that somebody's address is known; the mail to that address does.
        await CancelAsync(db, registration, "Indirizzo sostituito con uno che ha già un’iscrizione.", now);
        await AlreadyRegisteredNotice.QueueAsync(db, webinar, other, now);
        await Places.FillAsync(db, webinar, now);
    }

    /// <summary>
    /// To the mailbox of somebody else: it confirms, as of whoever signs up there. The page says nothing of it, and the old links are void
    /// as of any move: else they would tell that the address is known.
    /// </summary>
    private static async Task SignUpAgainAsync(
        CooperaDb db, Webinar webinar, Registration registration, Participant participant, Registration colleague, DateTimeOffset now)
    {
        await CancelAsync(db, registration, "Indirizzo sostituito con quello di un’altra persona iscritta: la casella deve confermare.", now);
        var notice = new PrivacyNoticeReading(
            registration.PrivacyNoticeVersion, registration.PrivacyNoticeReadAt, registration.FutureInvitations);
        var again = Registration.SignUp(
            webinar.Id, await Places.LastNumberAsync(db, webinar.Id) + 1, placesLeft: null, participant, notice, now, mustConfirm: true,
            sharesMailbox: true);
        db.Registrations.Add(again);
        AnswerBook.Add(db, again.Id, participant.Answers);
        db.Queue(MailCause.Stranger, RegistrationToConfirm.Of(webinar, again, beside: colleague), again, now);
        await db.SaveChangesAsync();
        await Places.FillAsync(db, webinar, now);
    }

    private static async Task CancelAsync(CooperaDb db, Registration registration, string reason, DateTimeOffset now)
    {
        registration.Cancel(reason, now);
        registration.VoidLinks();
        db.RegistrationEvents.Add(
            new RegistrationEvent(registration.Id, RegistrationEventKind.Cancelled, actor: null, registration.CancellationReason, now));
        await db.SaveChangesAsync();
    }
}
