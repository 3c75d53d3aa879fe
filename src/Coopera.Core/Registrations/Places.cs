using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>Places of a webinar. There is no stored counter: whoever decides counts, under the webinar's lock.</summary>
public static class Places
{
    /// <summary>Also those kept for who has just cancelled and may think again.</summary>
    public static async Task<int> TakenAsync(CooperaDb db, int webinarId) =>
        await ConfirmedAsync(db, webinarId) + await KeptAsync(db, webinarId);

    public static Task<int> ConfirmedAsync(CooperaDb db, int webinarId) =>
        db.Registrations.CountAsync(r => r.WebinarId == webinarId && r.Status == RegistrationStatus.Confirmed);

    /// <summary>What everybody may know of them: see <see cref="Webinar.PlacesForAll"/>.</summary>
    public static async Task<PublicPlaces> ForAllAsync(CooperaDb db, Webinar webinar, DateTimeOffset now)
    {
        if (webinar.Capacity is not { } capacity)
        {
            return PublicPlaces.NoLimit;
        }

        return await ForAllAsync(
            db, webinar, capacity, await ConfirmedAsync(db, webinar.Id), await KeptAsync(db, webinar.Id), now);
    }

    /// <summary>Of those where people can sign up now; of the others nothing is to be known.</summary>
    /// <param name="people">By webinar, where they have been counted already.</param>
    public static async Task<IReadOnlyDictionary<int, PublicPlaces>> ForAllAsync(
        CooperaDb db, IEnumerable<Webinar> webinars, DateTimeOffset now, IReadOnlyDictionary<int, SignUps>? people = null)
    {
        var open = webinars.Where(webinar => webinar.PhaseAt(now) == WebinarPhase.Open).ToList();
        var limited = open.Where(webinar => webinar.Capacity is not null).Select(webinar => webinar.Id).ToList();
        if (limited.Count == 0)
        {
            return open.ToDictionary(webinar => webinar.Id, _ => PublicPlaces.NoLimit);
        }

        people ??= await SignUps.ReadAsync(db.Registrations.Where(r => r.Status == RegistrationStatus.Confirmed), limited);
        var kept = await db.RecentCancellations.Where(c => limited.Contains(c.WebinarId) && c.Was == RegistrationStatus.Confirmed)
            .GroupBy(c => c.WebinarId).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        var places = new Dictionary<int, PublicPlaces>();
        foreach (var webinar in open)
        {
            places[webinar.Id] = webinar.Capacity is { } capacity
                ? await ForAllAsync(
                    db, webinar, capacity, people.GetValueOrDefault(webinar.Id)?.Confirmed ?? 0, kept.GetValueOrDefault(webinar.Id), now)
                : PublicPlaces.NoLimit;
        }

        return places;
    }

    private static Task<int> KeptAsync(CooperaDb db, int webinarId) =>
        db.RecentCancellations.CountAsync(c => c.WebinarId == webinarId && c.Was == RegistrationStatus.Confirmed);

    private static async Task<PublicPlaces> ForAllAsync(
        CooperaDb db, Webinar webinar, int capacity, int confirmed, int kept, DateTimeOffset now)
    {
        var taken = confirmed + kept;
        if (taken >= capacity || capacity - taken > 2 * webinar.LastPlaces)
        {
            return webinar.PlacesForAll(taken, taken); // far from the last ones, however the day began
        }

        // From what happened today: who has been there longer is counted by an index and not read. By the day and not by the webinar,
        // which may have thousands: see AtMailbox.
        var today = RomeTime.StartOf(RomeTime.Day(now));
        return webinar.PlacesForAll(
            taken,
            confirmed
            - await db.Registrations.CountAsync(
                r => r.CreatedAt >= today && r.WebinarId + 0 == webinar.Id && r.Status == RegistrationStatus.Confirmed)
            + await db.Registrations.CountAsync(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Cancelled
                && r.CancelledAt >= today && r.CreatedAt < today));
    }

    /// <summary>Those with a place and those who wait: not those who left, and not those who have still to confirm.</summary>
    public static IQueryable<Registration> Accepted(this IQueryable<Registration> registrations) =>
        registrations.Where(r => r.Status == RegistrationStatus.Confirmed || r.Status == RegistrationStatus.Waiting);

    /// <summary>The number of who signed up last, 0 before the first. Who gives the next number asks under the webinar's lock.</summary>
    public static async Task<long> LastNumberAsync(CooperaDb db, int webinarId) =>
        await db.Registrations.Where(r => r.WebinarId == webinarId).MaxAsync(r => (long?)r.Number) ?? 0;

    /// <summary>Gives free places to the first on the waiting list, until the webinar starts.</summary>
    public static async Task FillAsync(CooperaDb db, Webinar webinar, DateTimeOffset now)
    {
        if (webinar.Status != WebinarStatus.Published || now >= webinar.StartsAt)
        {
            return;
        }

        // Without a limit there is room for everybody who still waits.
        var free = webinar.Capacity is null ? int.MaxValue : webinar.PlacesLeft(await TakenAsync(db, webinar.Id))!.Value;
        var next = await db.Registrations
            .Where(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Waiting)
            .OrderBy(r => r.Number)
            .Take(free)
            .ToListAsync();
        foreach (var registration in next)
        {
            registration.Promote(now);
            db.RegistrationEvents.Add(new RegistrationEvent(registration.Id, RegistrationEventKind.Promoted, actor: null, note: null, now));
            db.Queue(
                MailCause.Schedule, new PlaceAssigned(WebinarFacts.Of(webinar), RegistrationFacts.Of(registration)), registration, now);
        }

        await db.SaveChangesAsync();
    }
}
