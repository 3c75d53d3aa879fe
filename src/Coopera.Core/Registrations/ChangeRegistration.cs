using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

public enum ChangeRegistrationOutcome
{
    Changed,

    Moved,

    NotActive,

    QuestionsChanged,
}

public sealed class ChangeRegistration(CooperaDb database, TimeProvider clock)
{
    public Task<ChangeRegistrationOutcome> RunAsync(
        Registration registration, Participant participant, CancellationToken cancellationToken = default) =>
        database.WriteAsync(db => ChangeAsync(db, registration.WebinarId, registration.Id, participant), cancellationToken);

    private async Task<ChangeRegistrationOutcome> ChangeAsync(CooperaDb db, int webinarId, Guid registrationId, Participant participant)
    {
        var now = clock.GetUtcNow();
        var webinar = await db.LockWebinarAsync(webinarId)
            ?? throw new InvalidOperationException("A registration's webinar is always there.");
        var registration = await db.Registrations.SingleAsync(r => r.Id == registrationId);
        if (!registration.IsAccepted)
        {
            return ChangeRegistrationOutcome.NotActive;
        }

        if (!await AnswerBook.IsCurrentAsync(db, webinarId, participant.Answers))
        {
            return ChangeRegistrationOutcome.QuestionsChanged;
        }

        var answersChanged = await AnswerBook.ReplaceAsync(db, registration.Id, participant.Answers);
        var changed = ChangedFields.Of(registration, participant, answersChanged);
        var oldAddress = registration.Email;
        if (oldAddress == participant.Email)
        {
            registration.Change(participant, now);
            db.RegistrationEvents.Add(new RegistrationEvent(registrationId, RegistrationEventKind.Changed, actor: null, changed, now));
            await db.SaveChangesAsync();
            return ChangeRegistrationOutcome.Changed;
        }

        db.Queue(
            MailCause.Proven,
            new AddressReplaced(WebinarFacts.Of(webinar), registration.FirstName, participant.Email.Masked),
            oldAddress,
            registration.FullName,
            registration.Id,
            now);
        await MoveAsync(db, webinar, registration, participant, changed, now);
        return ChangeRegistrationOutcome.Moved;
    }

    private static async Task MoveAsync(
        CooperaDb db, Webinar webinar, Registration registration, Participant participant, string changed, DateTimeOffset now)
    {
        await Unconfirmed.MakeWayAsync(db, webinar.Id, participant.Email);
        var other = await db.Registrations.AsNoTracking()
            .SingleOrDefaultAsync(r => r.WebinarId == webinar.Id && r.ActiveKey == participant.Email.Key);
        if (other is null)
        {
            registration.Change(participant, now);
            db.RegistrationEvents.Add(new RegistrationEvent(registration.Id, RegistrationEventKind.Changed, actor: null, changed, now));
            db.Queue(
                MailCause.Stranger, new RegistrationMoved(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration)), registration, now);
            await db.SaveChangesAsync();
            return;
        }

        // The new address was signed up already: one registration stays, the other one's place goes on. The page says nothing
        // of it, since it would tell that somebody's address is known; the mail to that address does.
        registration.Cancel("Indirizzo sostituito con uno già iscritto.", now);
        registration.VoidLinks();
        db.RegistrationEvents.Add(
            new RegistrationEvent(registration.Id, RegistrationEventKind.Cancelled, actor: null, registration.CancellationReason, now));
        await db.SaveChangesAsync();
        await AlreadyRegisteredNotice.QueueAsync(db, webinar, other, now);
        await Places.FillAsync(db, webinar, now);
    }
}
