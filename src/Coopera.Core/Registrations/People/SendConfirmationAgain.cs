using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Registrations.People;

/// <summary>The mail that told of the registration goes out once more, as things are now.</summary>
public sealed class SendConfirmationAgain(RegistrationDesk desk)
{
    /// <summary>What somebody with this registration would be told; null when there is nothing to confirm.</summary>
    public static MailContent? MailFor(Webinar webinar, Registration registration) => registration.Status switch
    {
        RegistrationStatus.Confirmed => new RegistrationConfirmed(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration)),
        RegistrationStatus.Waiting => new RegistrationWaiting(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration)),
        _ => null,
    };

    public static bool IsPossible(Webinar webinar, DateTimeOffset now) =>
        webinar.PhaseAt(now) is not (WebinarPhase.Concluded or WebinarPhase.Cancelled or WebinarPhase.NotPublished);

    public Task<PersonOutcome> RunAsync(PersonCall call, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        async turn =>
        {
            if (!IsPossible(turn.Webinar, turn.Now) || MailFor(turn.Webinar, turn.Registration) is not { } mail)
            {
                return PersonOutcome.NotPossible;
            }

            turn.Mail(mail);
            turn.Tell(RegistrationEventKind.ConfirmationSentAgain, note: null);
            await turn.RegisterAsync("manda di nuovo la conferma", await turn.FactsAsync(), reason: null, turn.Registration.Email);
            return PersonOutcome.Done;
        },
        cancellationToken);
}
