using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
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
                var hadPlace = registration.Status == RegistrationStatus.Confirmed;
                var isTold = sendMail && registration.IsAccepted;
                if (!registration.Cancel(reason, change.Now))
                {
                    return ChangeResult.Stale;
                }

                if (isTold)
                {
                    change.Notify(
                        new RegistrationCancelled(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration), hadPlace, ByStaff: true));
                }

                change.Diary(RegistrationEventKind.Cancelled, reason);
                change.Then(() => Places.FillAsync(change.Db, webinar, change.Now));
                return change.Done(
                    AuditAction.RegistrationCancelled,
                    isTold ? "La persona è avvisata per email." : "La persona non è avvisata per email.",
                    reason);
            },
            cancellationToken);
}
