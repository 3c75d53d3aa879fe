using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;

namespace Coopera.Core.Registrations.People;

/// <summary>
/// Somebody comes before those who wait longer. The list itself is never put in another order: the person gets a place, beyond the number
/// of places if it is said so.
/// </summary>
public sealed class GivePlace(ChangedRegistration changed)
{
    public static readonly ChangeResult NoneLeft =
        ChangeResult.Refused("I posti sono esauriti: se va bene andare oltre, conferma qui.", "Beyond");

    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, string reason, bool beyond, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Registration.Status == RegistrationStatus.Confirmed,
            async change =>
            {
                var (registration, webinar) = change.Thing;
                if (registration.Status != RegistrationStatus.Waiting)
                {
                    return ChangeResult.Stale;
                }

                var isFull = webinar.PlacesLeft(await Places.TakenAsync(change.Db, webinar.Id)) == 0;
                if (isFull && !beyond)
                {
                    return NoneLeft;
                }

                registration.Promote(change.Now);
                change.Notify(new PlaceAssigned(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration)));
                change.Diary(RegistrationEventKind.Promoted, reason);
                return change.Done(AuditAction.RegistrationPlaced, isFull ? $"Oltre i {webinar.Capacity} posti." : "", reason);
            },
            cancellationToken);
}
