using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

/// <summary>
/// Somebody else takes the place of a person. The person who leaves gets the same mail as whoever is cancelled, without a word about who
/// comes; who comes gets a confirmation with a link of their own. The answers of the first go with them.
/// </summary>
public sealed class SubstitutePerson(ChangedRegistration changed)
{
    /// <summary>Why what is known of the presence counts no longer: it is the first person's.</summary>
    private const string WasAnother = "Era la presenza della persona di prima, poi sostituita.";

    /// <param name="informed">How they were told about privacy.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, Participant participant, PrivacyNoticeReading notice,
        string informed, string reason, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            _ => false,
            async change =>
            {
                var (registration, db) = (change.Thing.Registration, change.Db);
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

                if (!await AnswerBook.IsCurrentAsync(db, change.Thing.Webinar, participant.Answers))
                {
                    return ChangedRegistration.QuestionsChanged;
                }

                var webinar = WebinarFacts.Of(change.Thing.Webinar);
                var leaves = RegistrationFacts.Of(registration) with { CalendarSequence = registration.CalendarSequence + 1 };
                var (address, name) = (registration.Email, registration.FullName);
                registration.Substitute(participant, notice, change.Now, room.IsShared);
                if (address != participant.Email)
                {
                    db.Queue(
                        MailCause.Staff,
                        new RegistrationCancelled(webinar, leaves, leaves.Status == RegistrationStatus.Confirmed, ByStaff: true),
                        address, name, registration.Id, change.Now);
                }

                change.Notify(SendConfirmationAgain.MailFor(change.Thing.Webinar, registration)!);
                foreach (var stay in await db.PresenceIntervals.Where(p => p.RegistrationId == registration.Id).ToListAsync())
                {
                    stay.Exclude(change.Staff, WasAnother, change.Now);
                }

                await db.Answers.Where(a => a.RegistrationId == registration.Id).ExecuteDeleteAsync();
                AnswerBook.Add(db, registration.Id, participant.Answers);
                change.Diary(RegistrationEventKind.Substituted, $"Al posto di {name}. {reason}");
                return change.Done(
                    AuditAction.RegistrationSubstituted,
                    $"Informativa: {informed}. Le risposte della persona di prima sono cancellate.",
                    reason);
            },
            cancellationToken);
}
