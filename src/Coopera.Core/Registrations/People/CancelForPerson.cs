using Coopera.Core.Changes;
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
                if (!registration.IsActive)
                {
                    return ChangeResult.Stale;
                }

                var isTold = sendMail && registration.IsAccepted;
                Cancellations.ByStaff(change.Db, webinar, registration, change.Staff, reason, isTold, change.Now);
                return change.Done(
                    AuditAction.RegistrationCancelled,
                    isTold ? "La persona è avvisata per email." : "La persona non è avvisata per email.",
                    reason);
            },
            cancellationToken);
}
