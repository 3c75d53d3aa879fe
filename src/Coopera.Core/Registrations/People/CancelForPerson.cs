using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;

namespace Coopera.Core.Registrations.People;

public sealed class CancelForPerson(ChangedRegistration changed)
{
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, string reason, bool sendMail, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => !change.Thing.Registration.IsActive && change.Thing.Registration.CancellationReason == reason,
            change =>
            {
                var (registration, webinar) = change.Thing;
                var was = registration.Status;
                var hadPlace = was == RegistrationStatus.Confirmed;
                var isTold = sendMail && registration.IsAccepted;
                if (!registration.Cancel(reason, change.Now))
                {
                    return ChangeResult.Stale;
                }

                if (isTold)
                {
                    change.Db.QueueForLater(
                        MailCause.Staff,
                        new RegistrationCancelled(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration), hadPlace, ByStaff: true),
                        registration, change.Now);
                }

                change.Diary(RegistrationEventKind.Cancelled, reason);
                Cancellations.Keep(change.Db, webinar, registration, was, change.Now);
                return change.Done(
                    AuditAction.RegistrationCancelled,
                    isTold ? "La persona è avvisata per email." : "La persona non è avvisata per email.",
                    reason);
            },
            cancellationToken);
}
