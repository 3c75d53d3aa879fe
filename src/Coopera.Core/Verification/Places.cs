using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Verification;

/// <summary>Places of webinars against who has them.</summary>
internal static class Places
{
    public static async Task<VerifiedPart> VerifyAsync(CooperaDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var webinars = await db.Webinars.AsNoTracking().OrderBy(webinar => webinar.Id).ToListAsync(cancellationToken);
        var counts = await db.Registrations.GroupBy(r => r.WebinarId).Select(group => new
        {
            group.Key,
            All = group.Count(),
            Confirmed = group.Count(r => r.Status == RegistrationStatus.Confirmed),
            Waiting = group.Count(r => r.Status == RegistrationStatus.Waiting),
        }).ToDictionaryAsync(group => group.Key, cancellationToken);
        var kept = await db.RecentCancellations.Where(c => c.Was == RegistrationStatus.Confirmed).GroupBy(c => c.WebinarId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(of => of.Key, of => of.Count, cancellationToken);
        foreach (var webinar in webinars.Where(webinar => counts.ContainsKey(webinar.Id)))
        {
            var (confirmed, waiting) = (counts[webinar.Id].Confirmed, counts[webinar.Id].Waiting);
            if (webinar.Capacity < confirmed && confirmed - webinar.Capacity > await BeyondByStaffAsync(db, webinar.Id, cancellationToken))
            {
                faults.Add($"webinar {webinar.Id}: {confirmed} people have one of {webinar.Capacity} places, and staff did not want it so");
            }

            var isFilled = webinar.Status == WebinarStatus.Published && now < webinar.StartsAt;
            if (isFilled && waiting > 0 && webinar.PlacesLeft(confirmed + kept.GetValueOrDefault(webinar.Id)) is null or > 0)
            {
                faults.Add($"webinar {webinar.Id}: {waiting} people wait while there is room");
            }
        }

        await FindAsync(
            "registrations have the number of another one of their webinar",
            db.Registrations.CountAsync(
                r => db.Registrations.Any(o => o.WebinarId == r.WebinarId && o.Number == r.Number && o.Id != r.Id), cancellationToken));
        await FindAsync(
            "registrations are active without the key that makes them the only one of their address, or have it and are cancelled",
            db.Registrations.CountAsync(r => (r.Status == RegistrationStatus.Cancelled) == (r.ActiveKey != null), cancellationToken));
        await FindAsync(
            "cancellations that can be taken back belong to a registration that is not cancelled, or to another webinar",
            db.RecentCancellations.CountAsync(
                c => db.Registrations.Any(r => r.Id == c.RegistrationId
                    && (r.Status != RegistrationStatus.Cancelled || r.WebinarId != c.WebinarId)), cancellationToken));
        return new("places", $"{counts.Values.Sum(count => count.All)} registrations for {webinars.Count} webinars", faults);

        async Task FindAsync(string what, Task<int> counting)
        {
            if (await counting is var count and > 0)
            {
                faults.Add($"{count} {what}");
            }
        }
    }

    /// <summary>How many staff may have let in beyond the places; any number when they made the places fewer.</summary>
    private static async Task<int> BeyondByStaffAsync(CooperaDb db, int webinarId, CancellationToken cancellationToken)
    {
        var subject = AuditSubject.Webinar(webinarId);
        return await db.AuditEntries.AnyAsync(
            entry => entry.SubjectKey == subject && entry.Action == AuditAction.WebinarEdited, cancellationToken)
            ? int.MaxValue
            : await db.Registrations.CountAsync(
                r => r.WebinarId == webinarId && r.Status == RegistrationStatus.Confirmed && db.RegistrationEvents.Any(
                    e => e.RegistrationId == r.Id && (e.Kind == RegistrationEventKind.AddedByStaff
                        || (e.Kind == RegistrationEventKind.Promoted && (e.Actor != null || r.ForgottenAt != null)))),
                cancellationToken);
    }
}
