using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>
/// Who opened the link in the mail is let in, with those who were signed up together: with a place while there is one, else after those who
/// wait.
/// </summary>
public sealed class ConfirmSignUp(CooperaDb database, TimeProvider clock)
{
    /// <summary>False when it is too late. Confirming twice is like confirming once.</summary>
    public Task<bool> RunAsync(int webinarId, Guid registrationId, CancellationToken cancellationToken = default) =>
        database.WriteAsync(db => ConfirmAsync(db, webinarId, registrationId), cancellationToken);

    /// <summary>Of all those whom the link confirms.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(CooperaDb db, Registration registration) =>
        [.. (await SignedUpTogether.With(db, registration).AsNoTracking().ToListAsync()).Select(one => one.FullName)];

    /// <summary>
    /// Whose page the link leads to. Whom it names may have signed up once more and be there already, under a registration of their own.
    /// </summary>
    public static async Task<Registration> OfLinkAsync(CooperaDb db, Registration named)
    {
        if (named is not { Status: RegistrationStatus.Unconfirmed, ActiveKey: null } || await SignedUpTogether.With(db, named).AnyAsync())
        {
            return named;
        }

        var there = await db.AtMailbox(named.EmailKey, named.WebinarId).AsNoTracking()
            .Where(r => r.ActiveKey != null && r.Status != RegistrationStatus.Unconfirmed).ToListAsync();
        return there.Find(one => one.IsNamed(named.FirstName, named.LastName)) ?? named;
    }

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

        foreach (var one in await SignedUpTogether.With(db, registration).ToListAsync())
        {
            var placesLeft = webinar.PlacesLeft(await Places.TakenAsync(db, webinarId));
            if (!one.Confirm(await Places.LastNumberAsync(db, webinarId) + 1, placesLeft, now))
            {
                return false;
            }

            var isTogether = await db.RegistrationEvents
                .AnyAsync(e => e.RegistrationId == one.Id && e.Kind == RegistrationEventKind.SignedUpTogether);
            db.RegistrationEvents.Add(new RegistrationEvent(one.Id, RegistrationEventKind.Confirmed, actor: null, note: null, now));
            var mail = FromColleague.Tell(
                SendConfirmationAgain.MailFor(webinar, one)!, isTogether ? await SignedUpTogether.OfAsync(db, webinar) : null);
            db.Queue(MailCause.Proven, mail, one, now);
            await db.SaveChangesAsync();
        }

        return true;
    }
}
