using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Evidence;

/// <param name="Intervals">All that is known, what was taken away included, in the order of time.</param>
/// <param name="Percent">Of the whole, rounded down.</param>
public sealed record AttendanceRow(
    Guid Id, string FirstName, string LastName, string Email, string? Body, RegistrationStatus Status,
    IReadOnlyList<PresenceInterval> Intervals, TimeSpan Attended, int Percent, bool Reaches, bool HasRequest)
{
    public string Name => $"{FirstName} {LastName}".TrimEnd();

    /// <summary>As a register has it: the last name first.</summary>
    public string NameInList => $"{LastName} {FirstName}".TrimStart();

    public IEnumerable<PresenceSource> Sources => Intervals.Where(p => p.Counts).Select(p => p.Source).Distinct().Order();
}

/// <summary>Who was there, person by person: all with a place, and whoever else left a trace.</summary>
public sealed record AttendanceBook(
    Webinar Webinar, AttendanceRule Rule, WebinarAttendance Attendance, IReadOnlyList<AttendanceRow> Rows)
{
    public int Reaching(int percent) => Rows.Count(row => row.Attended > TimeSpan.Zero && Attendance.Reaches(row.Attended, percent));
}

public sealed class AttendanceBooks(CooperaDb db, PublicBodyDirectory directory)
{
    /// <summary>Null when there is no such webinar.</summary>
    public async Task<AttendanceBook?> ReadAsync(int webinarId, CancellationToken cancellationToken = default)
    {
        if (await db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == webinarId, cancellationToken) is not { } webinar)
        {
            return null;
        }

        var rule = await db.RuleAsync(webinarId, cancellationToken);
        var intervals = await db
            .IntervalsOf(db.Registrations.Where(r => r.WebinarId == webinarId)).ToListAsync(cancellationToken);
        var attendance = Attendances.Of(webinar, rule, intervals);
        var known = intervals.ToLookup(p => p.RegistrationId);
        var asking = (await OpenRequests(webinarId).Select(r => r.RegistrationId).ToListAsync(cancellationToken)).ToHashSet();
        var bodies = await directory.ByCodeAsync();
        var people = await db.Registrations.AsNoTracking()
            .Where(r => r.WebinarId == webinarId)
            .Where(r => r.Status == RegistrationStatus.Confirmed || db.PresenceIntervals.Any(p => p.RegistrationId == r.Id))
            .OrderBy(r => r.SortName).ThenBy(r => r.Number)
            .Select(r => new { r.Id, r.FirstName, r.LastName, r.Email, r.PublicBodyCode, r.OtherBody, r.Status })
            .ToListAsync(cancellationToken);
        return new AttendanceBook(webinar, rule, attendance, people.ConvertAll(r => new AttendanceRow(
            r.Id, r.FirstName, r.LastName, r.Email.Display,
            r.PublicBodyCode is { } code ? bodies.GetValueOrDefault(code)?.FullName : r.OtherBody, r.Status,
            [.. known[r.Id].OrderBy(p => p.EnteredAt).ThenBy(p => p.Id)],
            attendance.Of(r.Id), attendance.PercentOf(attendance.Of(r.Id)), attendance.Reaches(r.Id), asking.Contains(r.Id))));
    }

    private IQueryable<PresenceRequest> OpenRequests(int webinarId) => db.PresenceRequests
        .Where(r => r.State == PresenceRequestState.Open)
        .Where(r => db.Registrations.Any(x => x.Id == r.RegistrationId && x.WebinarId == webinarId));
}
