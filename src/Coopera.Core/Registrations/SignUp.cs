using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

public enum SignUpOutcome
{
    Confirmed,

    Waiting,

    /// <summary>Accepted, and counted once a link in a mail is opened.</summary>
    ToConfirm,

    NotOpen,

    QuestionsChanged,
}

public sealed class SignUp(CooperaDb database, Settings settings, TimeProvider clock)
{
    /// <param name="network">Where the form came from: an address or, of IPv6, a /64. Null is not counted.</param>
    public async Task<SignUpOutcome> RunAsync(
        int webinarId, Participant participant, PrivacyNoticeReading notice,
        Guid submissionId, string? network = null, CancellationToken cancellationToken = default)
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
            database.WriteAsync(db => RegisterAsync(db, webinarId, participant, notice, submissionId, network), cancellationToken);
    }

    private async Task<SignUpOutcome> RegisterAsync(
        CooperaDb db, int webinarId, Participant participant, PrivacyNoticeReading notice, Guid submissionId, string? network)
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

        var counts = await SignUpCounts.OfAsync(
            db, webinarId, participant.Email, network, now, most: settings.RateLimits.SignUpsPerHour + 1); // and the one it is asked for
        var placesLeft = counts.PlacesLeft(webinar);
        var existing = await db.Registrations.AsNoTracking()
            .SingleOrDefaultAsync(r => r.WebinarId == webinarId && r.ActiveKey == participant.Email.Key);
        if (existing?.SubmissionId == submissionId)
        {
            // What this form was told when it came first; it was counted then, too.
            return existing.Status == RegistrationStatus.Unconfirmed ? Told(counts.FromNetwork - 1)
                : existing.Status == RegistrationStatus.Waiting ? SignUpOutcome.Waiting : SignUpOutcome.Confirmed;
        }

        var mustConfirm = IsBeyondAnOffice(counts.FromNetwork) || counts.OfMailbox >= Registration.MostSpellings;
        if (existing is { Status: RegistrationStatus.Unconfirmed } && (!mustConfirm || now >= existing.ConfirmBy))
        {
            await Unconfirmed.MakeWayAsync(db, webinarId, participant.Email);
            existing = null;
        }

        var registration = existing is not null ? null : Registration.SignUp(
            webinarId, (counts.LastNumber ?? 0) + 1, placesLeft, participant, notice, submissionId, now, mustConfirm);
        if (network is not null)
        {
            db.SignUpAttempts.Add(new SignUpAttempt(webinarId, network, registration?.Id, now));
        }

        if (registration is not null)
        {
            db.Registrations.Add(registration);
            AnswerBook.Add(db, registration.Id, participant.Answers);
            db.Queue(MailCause.Stranger, SendConfirmationAgain.MailFor(webinar, registration)!, registration, now);
        }
        else
        {
            await AlreadyRegisteredNotice.QueueAsync(db, webinar, existing!, now);
        }

        await db.SaveChangesAsync();

        // The same answer for an address that was there and for a new one.
        return Told(counts.FromNetwork);

        // By what was sent from there, and not by who has signed up: whether other spellings of a mailbox are there is nobody's to know.
        SignUpOutcome Told(int fromNetwork) => IsBeyondAnOffice(fromNetwork) ? SignUpOutcome.ToConfirm
            : placesLeft == 0 ? SignUpOutcome.Waiting : SignUpOutcome.Confirmed;
    }

    private bool IsBeyondAnOffice(int fromNetwork) => fromNetwork >= settings.RateLimits.SignUpsPerHour;
}
