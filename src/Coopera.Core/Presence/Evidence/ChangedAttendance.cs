using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Evidence;

/// <param name="IsNew">The rule has no row yet.</param>
public sealed record AttendedWebinar(Webinar Webinar, AttendanceRule Rule, bool IsNew);

/// <summary>What staff change about the attendance of a whole webinar.</summary>
public sealed class ChangedAttendance(CooperaDb database, TimeProvider clock) : StaffChange<int, AttendedWebinar>(database, clock)
{
    public static string Version(AttendanceRule rule) => rule.Version.ToString(CultureInfo.InvariantCulture);

    protected override async Task<AttendedWebinar?> LockAsync(CooperaDb db, int id) =>
        await db.LockWebinarAsync(id) is not { } webinar ? null
        : await db.AttendanceRules.SingleOrDefaultAsync(r => r.WebinarId == id) is { } rule ? new(webinar, rule, IsNew: false)
        : new(webinar, new AttendanceRule(id), IsNew: true);

    protected override string VersionOf(AttendedWebinar thing) => Version(thing.Rule);

    protected override string KeyOf(int id) => AuditSubject.Webinar(id);

    protected override string NameOf(AttendedWebinar thing) => thing.Webinar.Title;

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, AttendedWebinar thing) =>
        Task.FromResult<IReadOnlyList<FieldWords>>(
        [
            new("Inizio effettivo", Moment(thing.Rule.HeldFrom)),
            new("Fine effettiva", Moment(thing.Rule.HeldUntil)),
            new("Soglia", $"{thing.Rule.ThresholdPercent} %"),
            new("La soglia si calcola", PresencePhrases.Of(thing.Rule.OfPlannedTime)),
        ]);

    private static string Moment(DateTimeOffset? at) => at is { } moment ? RomeTime.DateAndTime(moment) : "come previsto";
}
