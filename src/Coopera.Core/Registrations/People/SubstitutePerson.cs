using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

/// <summary>
/// Somebody else takes the place of a person. The person who leaves gets the same mail as whoever is cancelled, without a word about who
/// comes; who comes gets a confirmation with a link of their own. The answers of the first go with them.
/// </summary>
public sealed class SubstitutePerson(RegistrationDesk desk)
{
    public Task<PersonOutcome> RunAsync(
        PersonCall call, Participant participant, PrivacyNoticeReading notice, string told, string reason, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        async turn =>
        {
            var (registration, webinar) = (turn.Registration, WebinarFacts.Of(turn.Webinar));
            if (await turn.Db.Registrations.AnyAsync(r => r.WebinarId == turn.Webinar.Id && r.ActiveKey == participant.Email.Key && r.Id != registration.Id))
            {
                return PersonOutcome.AddressTaken;
            }

            if (!await AnswerBook.IsCurrentAsync(turn.Db, turn.Webinar.Id, participant.Answers))
            {
                return PersonOutcome.QuestionsChanged;
            }

            var before = await turn.FactsAsync();
            var leaves = RegistrationFacts.Of(registration) with { CalendarSequence = registration.CalendarSequence + 1 };
            var (address, name) = (EmailAddress.Parse(registration.Email), registration.FullName);
            if (!registration.Substitute(participant, notice, turn.Now))
            {
                return PersonOutcome.NotPossible;
            }

            if (address.Key != participant.Email.Key)
            {
                turn.Db.Queue(new RegistrationCancelled(webinar, leaves, leaves.Status == RegistrationStatus.Confirmed, ByStaff: true), address, name, registration.Id, turn.Now);
            }

            var comes = RegistrationFacts.Of(registration);
            turn.Mail(comes.Status == RegistrationStatus.Confirmed ? new RegistrationConfirmed(webinar, comes) : new RegistrationWaiting(webinar, comes));
            await turn.Db.Answers.Where(a => a.RegistrationId == registration.Id).ExecuteDeleteAsync();
            AnswerBook.Add(turn.Db, registration.Id, participant.Answers);
            turn.Tell(RegistrationEventKind.Substituted, $"Al posto di {name}. {reason}");
            await turn.RegisterAsync("sostituisce una persona iscritta", before, reason, $"Informativa: {told}. Le risposte della persona di prima sono cancellate.");
            return PersonOutcome.Done;
        },
        cancellationToken);
}
