using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

/// <summary>
/// The secretariat corrects the data of a person. Another address gets a new link; the old one gets nothing, since most often it was
/// mistyped and is somebody else's.
/// </summary>
public sealed class EditPerson(RegistrationDesk desk)
{
    public Task<PersonOutcome> RunAsync(PersonCall call, Participant participant, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        async turn =>
        {
            var registration = turn.Registration;
            if (!registration.IsActive)
            {
                return PersonOutcome.NotPossible;
            }

            if (await turn.Db.Registrations.AnyAsync(r => r.WebinarId == turn.Webinar.Id && r.ActiveKey == participant.Email.Key && r.Id != registration.Id))
            {
                return PersonOutcome.AddressTaken;
            }

            if (!await AnswerBook.IsCurrentAsync(turn.Db, turn.Webinar.Id, participant.Answers))
            {
                return PersonOutcome.QuestionsChanged;
            }

            var answersChanged = await AnswerBook.ReplaceAsync(turn.Db, registration.Id, participant.Answers);
            var (before, changed) = (await turn.FactsAsync(), ChangedFields.Of(registration, participant, answersChanged));
            if (registration.Change(participant, turn.Now))
            {
                turn.Mail(new RegistrationMoved(WebinarFacts.Of(turn.Webinar), RegistrationFacts.Of(registration)));
            }

            turn.Tell(RegistrationEventKind.Changed, changed);
            await turn.RegisterAsync("corregge i dati di un’iscrizione", before, reason: null, answersChanged ? "Cambiate anche le risposte alle domande." : "");
            return PersonOutcome.Done;
        },
        cancellationToken);
}
