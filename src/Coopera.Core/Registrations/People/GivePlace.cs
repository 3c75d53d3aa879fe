using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Registrations;

namespace Coopera.Core.Registrations.People;

/// <summary>
/// Somebody comes before those who wait longer. The list itself is never put in another order: the person gets a place, beyond the number
/// of places if it is said so.
/// </summary>
public sealed class GivePlace(RegistrationDesk desk)
{
    public Task<PersonOutcome> RunAsync(PersonCall call, string reason, bool beyond, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        async turn =>
        {
            var registration = turn.Registration;
            if (registration.Status != RegistrationStatus.Waiting)
            {
                return PersonOutcome.NotPossible;
            }

            var isFull = turn.Webinar.PlacesLeft(await Places.TakenAsync(turn.Db, turn.Webinar.Id)) == 0;
            if (isFull && !beyond)
            {
                return PersonOutcome.Full;
            }

            var before = await turn.FactsAsync();
            registration.Promote(turn.Now);
            turn.Mail(new PlaceAssigned(WebinarFacts.Of(turn.Webinar), RegistrationFacts.Of(registration)));
            turn.Tell(RegistrationEventKind.Promoted, reason);
            await turn.RegisterAsync("assegna un posto a chi è in lista d’attesa", before, reason, isFull ? $"Oltre i {turn.Webinar.Capacity} posti." : "");
            return PersonOutcome.Done;
        },
        cancellationToken);
}
