using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>The place is kept, and the mail waits, as long as the person may think again: see <see cref="FreeKeptPlaces"/>.</summary>
public sealed class CancelRegistration(CooperaDb database, TimeProvider clock)
{
    public Task RunAsync(Registration registration, string? reason, CancellationToken cancellationToken = default) =>
        database.WriteAsync(db => CancelAsync(db, registration.WebinarId, registration.Id, reason), cancellationToken);

    private async Task CancelAsync(CooperaDb db, int webinarId, Guid registrationId, string? reason)
    {
        var now = clock.GetUtcNow();
        var webinar = await db.LockWebinarAsync(webinarId)
            ?? throw new InvalidOperationException("A registration's webinar is always there.");
        var registration = await db.Registrations.SingleAsync(r => r.Id == registrationId);
        var was = registration.Status;
        if (!registration.IsAccepted || !registration.Cancel(reason, now))
        {
            return;
        }

        db.RegistrationEvents.Add(
            new RegistrationEvent(registrationId, RegistrationEventKind.Cancelled, actor: null, registration.CancellationReason, now));
        db.QueueForLater(
            MailCause.Proven,
            new RegistrationCancelled(
                WebinarFacts.Of(webinar), RegistrationFacts.Of(registration), HadPlace: was == RegistrationStatus.Confirmed),
            registration, now);
        Cancellations.Keep(db, webinar, registration, was, now);
        await db.SaveChangesAsync();
    }
}
