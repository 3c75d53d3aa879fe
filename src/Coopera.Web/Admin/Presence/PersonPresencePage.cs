using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Presence;
using Coopera.Core.Staff;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Presence;

/// <param name="Name">Of who stated it, where somebody did.</param>
/// <param name="Counted">What of it lies within the time in which presence counts.</param>
public sealed record EvidenceLine(PresenceInterval Stay, string? Name, string? ExcludedBy, TimeSpan Counted);

/// <summary>All that is known of somebody's presence at a webinar.</summary>
public sealed record PersonPresencePage(
    Registration Registration, Webinar Webinar, WebinarAttendance Attendance, IReadOnlyList<EvidenceLine> Lines,
    IReadOnlyList<PresenceRequest> Requests)
{
    public AddPresenceForm Add { get; init; } = new();

    public DecisionForm Decision { get; init; } = new();

    public bool IsOvertaken { get; init; }

    public PresenceRequest? Open => Requests.FirstOrDefault(r => r.State == PresenceRequestState.Open);

    public TimeSpan Attended => Attendance.Of(Registration.Id);

    public string Address => Addresses.Admin.Presence.Person(Registration.Id);

    public static async Task<PersonPresencePage?> FindAsync(CooperaDb db, StaffNames names, Guid id)
    {
        if (await db.Registrations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) is not { } registration)
        {
            return null;
        }

        var webinar = await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == registration.WebinarId);
        var stays = await db.PresenceIntervals.AsNoTracking().Where(p => p.RegistrationId == id).OrderBy(p => p.EnteredAt)
            .ThenBy(p => p.Id).ToListAsync();
        var attendance = await db.AttendanceAsync(webinar, stays);
        var lines = new List<EvidenceLine>();
        foreach (var stay in stays)
        {
            lines.Add(new EvidenceLine(
                stay,
                stay.StatedBy is { } by ? await names.OfAsync(by) : null,
                stay.ExcludedBy is { } gone ? await names.OfAsync(gone) : null,
                stay.Counts ? attendance.Held.CoveredBy([stay.Window]) : TimeSpan.Zero));
        }

        var requests = await db.PresenceRequests.AsNoTracking().Where(r => r.RegistrationId == id).OrderByDescending(r => r.AskedAt)
            .ToListAsync();
        return new PersonPresencePage(registration, webinar, attendance, lines, requests)
        {
            Decision = new DecisionForm { Asked = requests.Find(r => r.State == PresenceRequestState.Open)?.Id ?? Guid.Empty },
        };
    }
}
