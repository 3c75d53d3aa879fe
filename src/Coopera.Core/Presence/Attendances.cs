using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence;

/// <summary>Who was at a webinar for how long, from all sources together.</summary>
/// <param name="Attended">By registration, for those of whom something is known.</param>
public sealed record WebinarAttendance(
    TimeWindow Held, TimeSpan Whole, int ThresholdPercent, IReadOnlyDictionary<Guid, TimeSpan> Attended)
{
    public TimeSpan Of(Guid registrationId) => Attended.GetValueOrDefault(registrationId);

    public bool Reaches(Guid registrationId) => Reaches(Of(registrationId), ThresholdPercent);

    public bool Reaches(TimeSpan attended, int percent) => Whole > TimeSpan.Zero && attended.Ticks * 100 >= Whole.Ticks * percent;

    /// <summary>Whole ones, rounded down: who reads 80 has reached 80.</summary>
    public int PercentOf(TimeSpan attended) => Whole > TimeSpan.Zero ? (int)Math.Min(100, attended.Ticks * 100 / Whole.Ticks) : 0;
}

public static class Attendances
{
    public static async Task<WebinarAttendance> AttendanceAsync(
        this CooperaDb db, Webinar webinar, CancellationToken cancellationToken = default) =>
        await db.AttendanceAsync(webinar, db.Registrations.Where(r => r.WebinarId == webinar.Id), cancellationToken);

    /// <summary>Of these people alone.</summary>
    public static async Task<WebinarAttendance> AttendanceAsync(
        this CooperaDb db, Webinar webinar, IQueryable<Registration> people, CancellationToken cancellationToken = default)
    {
        var stays = await db.IntervalsOf(people).Where(p => p.ExcludedAt == null)
            .Select(p => new Stay(p.RegistrationId, new TimeWindow(p.EnteredAt, p.LeftAt ?? p.SeenAt))).ToListAsync(cancellationToken);
        return Of(webinar, await db.RuleAsync(webinar.Id, cancellationToken), stays);
    }

    /// <summary>When of one registration everything known is at hand: of nobody else anything is read.</summary>
    public static async Task<WebinarAttendance> AttendanceAsync(
        this CooperaDb db, Webinar webinar, IEnumerable<PresenceInterval> own, CancellationToken cancellationToken = default) =>
        Of(webinar, await db.RuleAsync(webinar.Id, cancellationToken), own);

    /// <summary>What was decided; the usual for a webinar of which nothing was.</summary>
    internal static async Task<AttendanceRule> RuleAsync(
        this CooperaDb db, int webinarId, CancellationToken cancellationToken = default) =>
        await db.AttendanceRules.AsNoTracking().SingleOrDefaultAsync(r => r.WebinarId == webinarId, cancellationToken)
            ?? new AttendanceRule(webinarId);

    /// <summary>Person by person: of all the others that were ever anywhere nothing is read.</summary>
    internal static IQueryable<PresenceInterval> IntervalsOf(this CooperaDb db, IQueryable<Registration> people) =>
        people.Join(db.PresenceIntervals, person => person.Id, stay => stay.RegistrationId, (_, stay) => stay).AsNoTracking();

    internal static WebinarAttendance Of(Webinar webinar, AttendanceRule rule, IEnumerable<PresenceInterval> intervals) =>
        Of(webinar, rule, intervals.Where(p => p.Counts).Select(p => new Stay(p.RegistrationId, p.Window)));

    private static WebinarAttendance Of(Webinar webinar, AttendanceRule rule, IEnumerable<Stay> stays)
    {
        var held = rule.Held(webinar);
        return new WebinarAttendance(
            held,
            rule.Whole(webinar),
            rule.ThresholdPercent,
            stays.GroupBy(stay => stay.RegistrationId)
                .ToDictionary(g => g.Key, g => held.CoveredBy(g.Select(stay => stay.Window))));
    }

    /// <summary>A presence that counts, without what else is known of it.</summary>
    private readonly record struct Stay(Guid RegistrationId, TimeWindow Window);
}
