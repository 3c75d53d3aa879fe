using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations.People;
using Coopera.Core.Telemetry;
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

/// <summary>That a browser has made this registration, and it is still as that browser left it.</summary>
public sealed record SignUpProof(Guid RegistrationId, int Revision)
{
    public static SignUpProof Of(Registration registration) => new(registration.Id, registration.Revision);
}

/// <param name="Proof">Null, too, when the address was signed up already: whoever types it does not get hold of that registration.</param>
public sealed record SignedUp(SignUpOutcome Outcome, SignUpProof? Proof = null);

public sealed class SignUp(CooperaDb database, Settings settings, TimeProvider clock)
{
    /// <param name="network">Where the form came from: an address or, of IPv6, a /64. Null is not counted.</param>
    /// <param name="isLate">Also while it takes place: see <see cref="Webinar.TakesLateAt"/>.</param>
    /// <param name="proof">What the browser has of a sign-up to this webinar: with it the form corrects that one.</param>
    public async Task<SignedUp> RunAsync(
        int webinarId, Participant participant, PrivacyNoticeReading notice,
        string? network = null, SignUpProof? proof = null, bool isLate = false, CancellationToken cancellationToken = default)
    {
        SignedUp done;
        try
        {
            done = await TryAsync();
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            // Somebody with this address came in between: now the registration is there to be found.
            done = await TryAsync();
        }

        SiteMeters.SignedUp($"{done.Outcome}");
        return done;

        Task<SignedUp> TryAsync() => database.WriteAsync(
            db => RegisterAsync(
                db, webinarId, new SentSignUp(participant, notice, network, proof, clock.GetUtcNow()) { IsLate = isLate }),
            cancellationToken);
    }

    /// <summary>In the transaction of who calls it.</summary>
    internal async Task<SignedUp> RegisterAsync(CooperaDb db, int webinarId, SentSignUp sent)
    {
        var now = sent.At;
        var counts = await SignUpCounts.LockAsync(
            db, webinarId, sent.Participant, sent.Network, now, most: settings.RateLimits.SignUpsPerHour);
        if (counts?.Webinar is not { } webinar || (webinar.PhaseAt(now) != WebinarPhase.Open && !(sent.IsLate && webinar.TakesLateAt(now))))
        {
            return new SignedUp(SignUpOutcome.NotOpen);
        }

        // Before looking for the address: the answer is the same whether it is known or not.
        if (!await AnswerBook.IsCurrentAsync(db, webinar, sent.Participant.Answers))
        {
            return new SignedUp(SignUpOutcome.QuestionsChanged);
        }

        sent = sent.AskedBy(webinar);
        var participant = sent.Participant;

        var isFull = await counts.IsFullAsync(db);
        var (first, existing, _) = await counts.RoomOfAsync(db, participant);
        if (existing is not null && await SentAgain.IsAsync(db, existing, sent))
        {
            return new SignedUp(await OwnAsync(existing, existing.Status), SignUpProof.Of(existing));
        }

        var mustConfirm = IsBeyondAnOffice(counts.FromNetwork) || counts.OfMailbox >= Registration.MostSpellings;
        if (sent.Proof is not null && await CorrectSignUp.TryAsync(db, webinar, first, existing, sent, mustConfirm) is var (own, was))
        {
            return new SignedUp(await OwnAsync(own, was), own.IsActive ? SignUpProof.Of(own) : null);
        }

        if (first is { Status: RegistrationStatus.Unconfirmed } && now >= first.ConfirmBy)
        {
            await Unconfirmed.DropAsync(db, first);
            first = null;
        }

        // A second person at a mailbox: nobody signs up others at it who does not read it. Who has not confirmed yet is in nobody's way,
        // and stays: the link in their mail may be that of others, too.
        mustConfirm |= first is { IsAccepted: true };
        if (existing is { Status: RegistrationStatus.Unconfirmed } && (!mustConfirm || now >= existing.ConfirmBy))
        {
            await Unconfirmed.DropAsync(db, existing);
            existing = null;
        }

        if (existing is null && first is not null && mustConfirm && await MailboxRoom.IsFullAsync(db, webinarId, participant.Email))
        {
            existing = first;
        }

        var hasOwnPlace = existing is null && isFull && !mustConfirm
            && await Cancellations.GivePlaceBackAsync(db, webinarId, participant, now);
        var registration = existing is not null ? null : Registration.SignUp(
            webinarId, (counts.LastNumber ?? 0) + 1, isFull && !hasOwnPlace ? 0 : null, participant, sent.Notice, now, mustConfirm,
            sharesMailbox: first is not null);
        if (sent.Network is { } network)
        {
            db.SignUpAttempts.Add(new SignUpAttempt(webinarId, network, registration?.Id, now));
        }

        if (registration is not null)
        {
            db.Registrations.Add(registration);
            AnswerBook.Add(db, registration.Id, participant.Answers);
            if (sent.Together is null)
            {
                var mail = first is null || !mustConfirm ? SendConfirmationAgain.MailFor(webinar, registration)!
                    : RegistrationToConfirm.Of(webinar, registration, beside: first);
                db.Queue(MailCause.Stranger, mail, registration, now);
            }
        }
        else if (sent.Together is null)
        {
            await AlreadyRegisteredNotice.QueueAsync(db, webinar, existing!, now);
        }

        sent.Together?.Add(webinar, registration ?? existing!, isNew: registration is not null);

        await db.SaveChangesAsync();

        // The same answer for an address that was there and for a new one.
        return new SignedUp(Told(counts.FromNetwork), registration is null ? null : SignUpProof.Of(registration));

        // By what was sent from there, and not by who has signed up: whether other spellings of a mailbox are there is nobody's to know.
        SignUpOutcome Told(int fromNetwork) => IsBeyondAnOffice(fromNetwork) ? SignUpOutcome.ToConfirm
            : isFull ? SignUpOutcome.Waiting : SignUpOutcome.Confirmed;

        async Task<SignUpOutcome> OwnAsync(Registration registration, RegistrationStatus status) => status switch
        {
            RegistrationStatus.Unconfirmed => Told(await SignUpCounts.BeforeAsync(db, registration.Id)),
            RegistrationStatus.Waiting => SignUpOutcome.Waiting,
            _ => SignUpOutcome.Confirmed,
        };
    }

    private bool IsBeyondAnOffice(int fromNetwork) => fromNetwork >= settings.RateLimits.SignUpsPerHour;
}

internal sealed record SentSignUp(
    Participant Participant, PrivacyNoticeReading Notice, string? Network, SignUpProof? Proof, DateTimeOffset At)
{
    /// <summary>Who is signed up by one form; the mails are written when all of them are there.</summary>
    public SignedUpTogether? Together { get; init; }

    public bool IsLate { get; init; }

    /// <summary>A number that is not asked for any more is not kept.</summary>
    public SentSignUp AskedBy(Webinar webinar) =>
        webinar.AsksPhone || Participant.Phone is null ? this : this with { Participant = Participant with { Phone = null } };
}
