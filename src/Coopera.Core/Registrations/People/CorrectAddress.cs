using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.People;

/// <summary>
/// A mail to the person failed, since their address is mistyped: the registration gets the right one, the links sent before are void, and
/// the new address gets a new one. What had failed is closed, or goes to the new address when it opens nothing.
/// </summary>
public sealed class CorrectAddress(ChangedRegistration changed)
{
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, Guid mailId, EmailAddress address, CancellationToken cancellationToken = default) =>
        RunAsync(request, address, change => IsFailedAsync(change, mailId), cancellationToken);

    /// <summary>Nothing failed here, or nothing yet: mails to the address come back.</summary>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, EmailAddress former, EmailAddress address, CancellationToken cancellationToken = default) =>
        RunAsync(request, address, change => Task.FromResult(change.Thing.Registration.Email == former), cancellationToken);

    private Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, EmailAddress address, Func<Change<PersonAtWebinar>, Task<bool>> isWrong,
        CancellationToken cancellationToken) => changed.RunAsync(
            request with { AnyVersion = true },
            async change => change.Thing.Registration.Email.Display == address.Display && !await isWrong(change),
            async change =>
            {
                var (registration, webinar) = change.Thing;
                if (!registration.IsActive)
                {
                    return ChangeResult.Refused("L’iscrizione è stata annullata: questa email non serve più, chiudila.", "Address");
                }

                if (registration.Status == RegistrationStatus.Unconfirmed)
                {
                    return ChangeResult.Refused(
                        "Questa iscrizione non è confermata e si cancella da sola: chiudi l’email. Se conosci la persona, iscrivila tu con "
                        + "l’indirizzo giusto.",
                        "Address");
                }

                if (!await isWrong(change))
                {
                    return ChangeResult.Stale; // a colleague has put another address right
                }

                var participant = new Participant(
                    registration.FirstName, registration.LastName, address, registration.ParticipantKind, registration.PublicBodyCode,
                    registration.OtherBody, await change.Db.BodyNameAsync(registration) ?? registration.OtherBody,
                    registration.Role, registration.Phone);
                var room = await change.RoomForAsync(participant);
                if (room.Same is not null)
                {
                    return ChangedRegistration.AddressTaken with { Field = "Address" };
                }

                var former = registration.Email;
                var fields = ChangedFields.Of(registration, participant, answersChanged: false);
                await OldMailbox.TellIfReachedAsync(change, address);
                if (!registration.Change(participant, change.Now, room.IsShared))
                {
                    registration.VoidLinks(); // it was right there, and the mail went elsewhere
                }

                foreach (var mail in await Failed(change).ToListAsync())
                {
                    // News without a link are still to be told; a link that was void is not.
                    if (mail.Recipient != former || ChangedMail.TetherOf(mail) != MailTether.None
                        || mail.CorrectRecipient(address, change.Now) != MailVerdict.Done)
                    {
                        mail.Dismiss();
                    }
                }

                change.Notify(new RegistrationMoved(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration)));
                change.Diary(RegistrationEventKind.Changed, fields);
                return change.Done(AuditAction.RegistrationCorrected, "L’email a quello di prima non era arrivata.");
            },
            null,
            cancellationToken);

    private static Task<bool> IsFailedAsync(Change<PersonAtWebinar> change, Guid mailId) =>
        Failed(change).AnyAsync(mail => mail.Id == mailId);

    private static IQueryable<OutgoingMail> Failed(Change<PersonAtWebinar> change) => change.Db.OutgoingMails.Where(mail =>
        mail.RegistrationId == change.Thing.Registration.Id && mail.Status == OutgoingMailStatus.Failed && mail.CopyOfId == null);
}
