using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

/// <summary>Somebody signs up by telephone or in person.</summary>
/// <param name="Told">How they were told about privacy.</param>
/// <param name="BeyondReason">Why they get a place though none is left; null: the waiting list then.</param>
public sealed record NewPerson(Participant Participant, PrivacyNoticeReading Notice, string Told, string? BeyondReason, bool SendMail, Guid SubmissionId);

/// <param name="Id">Of the registration: the new one, or the one that the address has already.</param>
public sealed record AddedPerson(PersonOutcome Outcome, Guid? Id = null, RegistrationStatus Status = RegistrationStatus.Confirmed);

/// <summary>The secretariat signs somebody up: also before registration opens and after it has closed.</summary>
public sealed class AddPerson(CooperaDb database, TimeProvider clock)
{
    public async Task<AddedPerson> RunAsync(int webinarId, NewPerson person, string staff, CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return await TryAsync(); // they signed up themselves in between: now they are found
        }

        Task<AddedPerson> TryAsync() => database.WriteAsync(db => AddAsync(db, webinarId, person, staff), cancellationToken);
    }

    private async Task<AddedPerson> AddAsync(CooperaDb db, int webinarId, NewPerson person, string staff)
    {
        var now = clock.GetUtcNow();
        if (await db.LockWebinarAsync(webinarId) is not { } webinar)
        {
            return new AddedPerson(PersonOutcome.NotFound);
        }

        if (webinar.Status != WebinarStatus.Published)
        {
            return new AddedPerson(PersonOutcome.NotPossible);
        }

        var existing = await db.Registrations.AsNoTracking().SingleOrDefaultAsync(r => r.WebinarId == webinarId && r.ActiveKey == person.Participant.Email.Key);
        if (existing is not null)
        {
            return new AddedPerson(existing.SubmissionId == person.SubmissionId ? PersonOutcome.Done : PersonOutcome.AddressTaken, existing.Id, existing.Status);
        }

        if (!await AnswerBook.IsCurrentAsync(db, webinarId, person.Participant.Answers))
        {
            return new AddedPerson(PersonOutcome.QuestionsChanged);
        }

        var placesLeft = webinar.PlacesLeft(await Places.TakenAsync(db, webinarId));
        var beyond = placesLeft == 0 && person.BeyondReason is not null;
        var number = await Places.LastNumberAsync(db, webinarId) + 1;
        var registration = Registration.SignUp(webinarId, number, beyond ? null : placesLeft, person.Participant, person.Notice, person.SubmissionId, now);
        db.Registrations.Add(registration);
        AnswerBook.Add(db, registration.Id, person.Participant.Answers);
        db.RegistrationEvents.Add(new RegistrationEvent(registration.Id, RegistrationEventKind.AddedByStaff, staff, beyond ? person.BeyondReason : null, now));
        if (person.SendMail && SendConfirmationAgain.MailFor(webinar, registration) is { } mail)
        {
            db.Queue(mail, registration, now);
        }

        db.AuditEntries.Add(new AuditEntry(staff, "aggiunge una persona iscritta", $"{registration.FullName}, {webinar.Title}", Details(), now)
        {
            SubjectKey = AuditSubject.Registration(registration.Id),
            After = string.Join('\n', registration.Facts(person.Participant.BodyName).Where(fact => fact.Value.Length > 0).Select(fact => $"{fact.Key}: {fact.Value}")),
            Reason = beyond ? person.BeyondReason : null,
        });
        await db.SaveChangesAsync();
        return new AddedPerson(PersonOutcome.Done, registration.Id, registration.Status);

        string Details() => $"Informativa: {person.Told}. {(person.SendMail ? "Conferma mandata per email." : "Senza email di conferma.")}{(beyond ? $" Oltre i {webinar.Capacity} posti." : "")}";
    }
}
