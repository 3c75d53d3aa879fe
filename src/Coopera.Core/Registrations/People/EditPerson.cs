using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;

namespace Coopera.Core.Registrations.People;

/// <summary>
/// The secretariat corrects the data of a person. Another address gets a new link; the old one, where anything reached it, loses the event
/// from its calendar and is told nothing of the new.
/// </summary>
public sealed class EditPerson(ChangedRegistration changed)
{
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, Participant participant, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Registration.IsActive && participant.Answers is null or { Questions.IsEmpty: true }
                && ChangedFields.Of(change.Thing.Registration, participant, answersChanged: false).Length == 0,
            async change =>
            {
                var (registration, webinar) = change.Thing;
                if (!registration.IsAccepted)
                {
                    return ChangeResult.Stale;
                }

                var room = await change.RoomForAsync(participant);
                var isOther = participant.SharesMailbox || registration.Email == participant.Email;
                if (ChangedRegistration.RefusalOf(room, participant with { SharesMailbox = isOther }) is { } refusal)
                {
                    return refusal;
                }

                if (!await AnswerBook.IsCurrentAsync(change.Db, webinar, participant.Answers))
                {
                    return ChangedRegistration.QuestionsChanged;
                }

                var answersChanged = await AnswerBook.ReplaceAsync(change.Db, registration.Id, participant.Answers);
                var fields = ChangedFields.Of(registration, participant, answersChanged);
                await OldMailbox.TellIfReachedAsync(change, participant.Email);
                if (registration.Change(participant, change.Now, room.IsShared))
                {
                    change.Notify(new RegistrationMoved(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration)));
                }

                change.Diary(RegistrationEventKind.Changed, fields);
                return change.Done(AuditAction.RegistrationCorrected, answersChanged ? "Cambiate anche le risposte alle domande." : "");
            },
            cancellationToken);
}
