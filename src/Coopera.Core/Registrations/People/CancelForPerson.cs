using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Registrations;

namespace Coopera.Core.Registrations.People;

/// <summary>The secretariat cancels a registration; the place goes on to whoever waits, as always.</summary>
public sealed class CancelForPerson(RegistrationDesk desk)
{
    public Task<PersonOutcome> RunAsync(PersonCall call, string reason, bool sendMail, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        async turn =>
        {
            var (registration, before) = (turn.Registration, await turn.FactsAsync());
            var hadPlace = registration.Status == RegistrationStatus.Confirmed;
            if (!registration.Cancel(reason, turn.Now))
            {
                return PersonOutcome.NotPossible;
            }

            if (sendMail)
            {
                turn.Mail(new RegistrationCancelled(WebinarFacts.Of(turn.Webinar), RegistrationFacts.Of(registration), hadPlace, ByStaff: true));
            }

            turn.Tell(RegistrationEventKind.Cancelled, reason);
            await turn.RegisterAsync("annulla un’iscrizione", before, reason, sendMail ? "La persona è avvisata per email." : "La persona non è avvisata per email.");
            await turn.Db.SaveChangesAsync();
            await Places.FillAsync(turn.Db, turn.Webinar, turn.Now);
            return PersonOutcome.Done;
        },
        cancellationToken);
}
