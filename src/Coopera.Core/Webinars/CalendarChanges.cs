using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>
/// When the calendar objects of webinars last changed, by the register: read again, they are the same until a webinar is edited,
/// published or cancelled.
/// </summary>
public static class CalendarChanges
{
    private const string OfWebinars = "webinar.";

    private static readonly string[] NotSeen = [AuditAction.WebinarArchived, AuditAction.WebinarUnarchived];

    public static async Task<IReadOnlyDictionary<int, DateTimeOffset>> OfAsync(CooperaDb db, IReadOnlyCollection<Webinar> webinars)
    {
        var known = await KnownAsync(db, [.. webinars.Select(webinar => webinar.Id)]);
        return webinars.ToDictionary(
            webinar => webinar.Id, webinar => known.TryGetValue(webinar.Id, out var at) ? at : FromTheBeginning(webinar));
    }

    /// <summary>Without those that nobody has touched.</summary>
    public static async Task<IReadOnlyDictionary<int, DateTimeOffset>> KnownAsync(CooperaDb db, IReadOnlyCollection<int> webinars)
    {
        var ids = webinars.ToDictionary(AuditSubject.Webinar);
        var keys = ids.Keys.ToList();
        return await db.AuditEntries
            .Where(entry => EF.Parameter(keys).Contains(entry.SubjectKey!))
            .Where(entry => entry.Action.StartsWith(OfWebinars) && !NotSeen.Contains(entry.Action))
            .GroupBy(entry => entry.SubjectKey!)
            .Select(group => new { group.Key, At = group.Max(entry => entry.At) })
            .ToDictionaryAsync(group => ids[group.Key], group => group.At);
    }

    /// <summary>Of those that came with the site, and that nobody has touched: some instant that stays and lies before them.</summary>
    private static DateTimeOffset FromTheBeginning(Webinar webinar) => webinar.StartsAt.AddYears(-1);
}
