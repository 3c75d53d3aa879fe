using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

/// <param name="Form">See <see cref="CooperaDb.WriteOnceAsync{T}"/>.</param>
/// <param name="BeyondReason">Why they get a place though none is left; null: the waiting list then.</param>
public sealed record NewPerson(
    Participant Participant, PrivacyNoticeReading Notice, string Informed, string? BeyondReason, bool SendMail, Guid? Form);

/// <summary>
/// The secretariat signs somebody up: also before registration opens and after it has closed. The result has the registration's id: the new
/// one's, or of the one that the address has already.
/// </summary>
public sealed class AddPerson(CooperaDb database, TimeProvider clock)
{
    public async Task<ChangeResult> RunAsync(int webinarId, NewPerson person, string staff, CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return await TryAsync(); // they signed up themselves in between: now they are found
        }

        Task<ChangeResult> TryAsync() => database.WriteOnceAsync(
            person.Form, db => AddAsync(db, webinarId, person, staff), cancellationToken);
    }

    private async Task<ChangeResult> AddAsync(CooperaDb db, int webinarId, NewPerson person, string staff)
    {
        var now = clock.GetUtcNow();
        if (await db.LockWebinarAsync(webinarId) is not { } webinar)
        {
            return ChangeResult.NotFound;
        }

        if (webinar.Status != WebinarStatus.Published)
        {
            return ChangeResult.Stale;
        }

        await Unconfirmed.MakeWayAsync(db, webinarId, person.Participant);
        var room = await MailboxRoom.LookAsync(db, webinarId, person.Participant);
        if (ChangedRegistration.RefusalOf(room, person.Participant) is { } refusal)
        {
            return refusal;
        }

        if (!await AnswerBook.IsCurrentAsync(db, webinar, person.Participant.Answers))
        {
            return ChangedRegistration.QuestionsChanged;
        }

        var placesLeft = webinar.PlacesLeft(await Places.TakenAsync(db, webinarId));
        var beyond = placesLeft == 0 && person.BeyondReason is not null;
        var number = await Places.LastNumberAsync(db, webinarId) + 1;
        var registration = Registration.SignUp(
            webinarId, number, beyond ? null : placesLeft, person.Participant, person.Notice, now, sharesMailbox: room.IsShared);
        db.Registrations.Add(registration);
        AnswerBook.Add(db, registration.Id, person.Participant.Answers);
        db.RegistrationEvents.Add(
            new RegistrationEvent(registration.Id, RegistrationEventKind.AddedByStaff, staff, beyond ? person.BeyondReason : null, now));
        if (person.SendMail && SendConfirmationAgain.MailFor(webinar, registration) is { } mail)
        {
            db.Queue(MailCause.Staff, mail, registration, now);
        }

        var line = new RegisterLine(
            AuditAction.RegistrationAdded,
            Details(),
            beyond ? person.BeyondReason : null,
            FieldChange.New(registration.Facts(person.Participant.BodyName)));
        Register.Add(db, staff, $"{registration.FullName}, {webinar.Title}", AuditSubject.Registration(registration.Id), line, now);
        await db.SaveChangesAsync();
        return Added(registration);

        string Details() => $"Informativa: {person.Informed}. "
            + (person.SendMail ? "Conferma mandata per email." : "Senza email di conferma.")
            + (beyond ? $" Oltre i {webinar.Capacity} posti." : "");
    }

    private static ChangeResult Added(Registration registration) => ChangeResult.Done(
        registration.Status == RegistrationStatus.Waiting ? "Persona aggiunta alla lista d’attesa." : "Persona aggiunta: ha un posto.",
        $"{registration.Id}");
}
