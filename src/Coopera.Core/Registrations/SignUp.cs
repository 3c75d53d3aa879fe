using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

public enum SignUpOutcome
{
    Confirmed,

    Waiting,

    NotOpen,

    QuestionsChanged,
}

public sealed class SignUp(CooperaDb database, TimeProvider clock)
{
    public async Task<SignUpOutcome> RunAsync(
        int webinarId, Participant participant, PrivacyNoticeReading notice,
        Guid submissionId, CancellationToken cancellationToken = default)
    {
        try
        {
            return await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            // Somebody with this address came in between: now the registration is there to be found.
            return await TryAsync();
        }

        Task<SignUpOutcome> TryAsync() =>
            database.WriteAsync(db => RegisterAsync(db, webinarId, participant, notice, submissionId), cancellationToken);
    }

    private async Task<SignUpOutcome> RegisterAsync(
        CooperaDb db, int webinarId, Participant participant, PrivacyNoticeReading notice, Guid submissionId)
    {
        var now = clock.GetUtcNow();
        var webinar = await db.LockWebinarAsync(webinarId);
        if (webinar?.PhaseAt(now) != WebinarPhase.Open)
        {
            return SignUpOutcome.NotOpen;
        }

        // Before looking for the address: the answer is the same whether it is known or not.
        if (!await AnswerBook.IsCurrentAsync(db, webinarId, participant.Answers))
        {
            return SignUpOutcome.QuestionsChanged;
        }

        var placesLeft = webinar.Capacity is null ? null : webinar.PlacesLeft(await Places.TakenAsync(db, webinarId));
        var existing = await db.Registrations.AsNoTracking()
            .SingleOrDefaultAsync(r => r.WebinarId == webinarId && r.ActiveKey == participant.Email.Key);
        if (existing is null)
        {
            var number = await Places.LastNumberAsync(db, webinarId) + 1;
            var registration = Registration.SignUp(webinarId, number, placesLeft, participant, notice, submissionId, now);
            db.Registrations.Add(registration);
            AnswerBook.Add(db, registration.Id, participant.Answers);
            var facts = RegistrationFacts.Of(registration);
            db.Queue(
                MailCause.Stranger,
                registration.Status == RegistrationStatus.Confirmed
                    ? new RegistrationConfirmed(WebinarFacts.Of(webinar), facts)
                    : new RegistrationWaiting(WebinarFacts.Of(webinar), facts),
                registration,
                now);
            await db.SaveChangesAsync();
        }
        else if (existing.SubmissionId == submissionId)
        {
            // What this form was told when it came first.
            return existing.Status == RegistrationStatus.Waiting ? SignUpOutcome.Waiting : SignUpOutcome.Confirmed;
        }
        else
        {
            await AlreadyRegisteredNotice.QueueAsync(db, webinar, existing, now);
        }

        // The same answer for an address that was there and for a new one.
        return placesLeft == 0 ? SignUpOutcome.Waiting : SignUpOutcome.Confirmed;
    }
}
