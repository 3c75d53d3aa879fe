using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>Who opened the link in the mail is let in: with a place while there is one, else after those who wait.</summary>
public sealed class ConfirmSignUp(CooperaDb database, TimeProvider clock)
{
    /// <summary>False when it is too late. Confirming twice is like confirming once.</summary>
    public Task<bool> RunAsync(int webinarId, Guid registrationId, CancellationToken cancellationToken = default) =>
        database.WriteAsync(db => ConfirmAsync(db, webinarId, registrationId), cancellationToken);

    private async Task<bool> ConfirmAsync(CooperaDb db, int webinarId, Guid registrationId)
    {
        var now = clock.GetUtcNow();
        if (await db.LockWebinarAsync(webinarId) is not { } webinar
            || await db.Registrations.SingleOrDefaultAsync(r => r.Id == registrationId && r.WebinarId == webinarId) is not { } registration)
        {
            return false;
        }

        // Registration may have closed since: whoever signed up in time was told they have an hour.
        if (registration.Status != RegistrationStatus.Unconfirmed || !SendConfirmationAgain.IsPossible(webinar, now))
        {
            return registration.IsAccepted;
        }

        var placesLeft = webinar.PlacesLeft(await Places.TakenAsync(db, webinarId));
        if (!registration.Confirm(await Places.LastNumberAsync(db, webinarId) + 1, placesLeft, now))
        {
            return false;
        }

        db.RegistrationEvents.Add(new RegistrationEvent(registrationId, RegistrationEventKind.Confirmed, actor: null, note: null, now));
        db.Queue(MailCause.Proven, SendConfirmationAgain.MailFor(webinar, registration)!, registration, now);
        await db.SaveChangesAsync();
        return true;
    }
}
