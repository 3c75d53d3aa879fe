using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

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
        var hadPlace = registration.Status == RegistrationStatus.Confirmed;
        if (!registration.IsAccepted || !registration.Cancel(reason, now))
        {
            return;
        }

        db.RegistrationEvents.Add(
            new RegistrationEvent(registrationId, RegistrationEventKind.Cancelled, actor: null, registration.CancellationReason, now));
        db.Queue(
            MailCause.Proven, new RegistrationCancelled(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration), hadPlace),
            registration, now);
        await db.SaveChangesAsync();
        await Places.FillAsync(db, webinar, now);
    }
}
