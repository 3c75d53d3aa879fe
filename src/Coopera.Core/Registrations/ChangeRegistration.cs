using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

public enum ChangeRegistrationOutcome
{
    Changed,

    Moved,

    /// <summary>At the same address: somebody of this name is there already.</summary>
    NameTaken,

    NotActive,

    QuestionsChanged,
}

public sealed class ChangeRegistration(CooperaDb database, TimeProvider clock)
{
    /// <param name="form">
    /// See <see cref="CooperaDb.WriteOnceAsync{T}"/>. Asked for only when the address changes, and the link that the form came by is void.
    /// </param>
    public Task<ChangeRegistrationOutcome> RunAsync(
        Registration registration, Participant participant, Guid? form = null, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(
            registration.Email == participant.Email ? null : form,
            db => ChangeAsync(db, registration.WebinarId, registration.Id, participant),
            cancellationToken);

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

        if (!await AnswerBook.IsCurrentAsync(db, webinar, participant.Answers))
        {
            return ChangeRegistrationOutcome.QuestionsChanged;
        }

        var stays = registration.Email == participant.Email;
        var room = stays ? await MailboxRoom.LookAsync(db, webinarId, participant, except: registrationId) : null;
        if (room?.Same is { IsAccepted: true } && !registration.IsNamed(participant.FirstName, participant.LastName))
        {
            return ChangeRegistrationOutcome.NameTaken;
        }

        var answersChanged = await AnswerBook.ReplaceAsync(db, registration.Id, participant.Answers);
        var changed = ChangedFields.Of(registration, participant, answersChanged);
        if (room is not null)
        {
            if (changed.Length == 0)
            {
                return ChangeRegistrationOutcome.Changed; // it is so already: the form was sent twice
            }

            if (room.Same is { Status: RegistrationStatus.Unconfirmed } unconfirmed)
            {
                await Unconfirmed.DropAsync(db, unconfirmed);
            }

            registration.Change(participant, now, room.IsShared);
            db.RegistrationEvents.Add(new RegistrationEvent(registrationId, RegistrationEventKind.Changed, actor: null, changed, now));
            await db.SaveChangesAsync();
            return ChangeRegistrationOutcome.Changed;
        }

        await MoveRegistration.RunAsync(
            db, webinar, registration, participant, MailCause.Proven, changed,
            sharesMailbox => registration.Change(participant, now, sharesMailbox), now);
        return ChangeRegistrationOutcome.Moved;
    }
}
