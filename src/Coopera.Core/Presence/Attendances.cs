using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence;

/// <summary>Who was at a webinar for how long, from all sources together.</summary>
/// <param name="Attended">By registration, for those of whom something is known.</param>
public sealed record WebinarAttendance(
    TimeWindow Held, TimeSpan Whole, int ThresholdPercent, IReadOnlyDictionary<Guid, TimeSpan> Attended)
{
    public TimeSpan Of(Guid registrationId) => Attended.GetValueOrDefault(registrationId);

    public bool Reaches(Guid registrationId) => Whole > TimeSpan.Zero && Of(registrationId).Ticks * 100 >= Whole.Ticks * ThresholdPercent;
}

public static class Attendances
{
    public static async Task<WebinarAttendance> AttendanceAsync(
        this CooperaDb db, Webinar webinar, CancellationToken cancellationToken = default)
    {
        var rule = await db.AttendanceRules.AsNoTracking().SingleOrDefaultAsync(r => r.WebinarId == webinar.Id, cancellationToken)
            ?? new AttendanceRule(webinar.Id);
        var held = rule.Held(webinar);
        var intervals = await db.PresenceIntervals.AsNoTracking()
            .Where(p => db.Registrations.Any(r => r.Id == p.RegistrationId && r.WebinarId == webinar.Id))
            .ToListAsync(cancellationToken);
        return new WebinarAttendance(
            held,
            rule.Whole(webinar),
            rule.ThresholdPercent,
            intervals.GroupBy(p => p.RegistrationId)
                .ToDictionary(g => g.Key, g => held.CoveredBy(g.Select(p => new TimeWindow(p.EnteredAt, p.Until)))));
    }
}
