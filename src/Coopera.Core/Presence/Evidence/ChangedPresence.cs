using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Evidence;

public sealed record PresentPerson(
    Registration Registration, Webinar Webinar, AttendanceRule Rule, List<PresenceInterval> Intervals, PresenceRequest? Request)
{
    public TimeWindow Held => Rule.Held(Webinar);

    public TimeSpan Attended => Attendances.Of(Webinar, Rule, Intervals).Of(Registration.Id);
}

/// <summary>
/// What staff change about the presence of one person. Each change is a part of its own (an interval more, one less), so that two who
/// work at once do not hinder each other.
/// </summary>
public sealed class ChangedPresence(CooperaDb database, TimeProvider clock) : StaffChange<Guid, PresentPerson>(database, clock)
{
    protected override async Task<PresentPerson?> LockAsync(CooperaDb db, Guid id)
    {
        if (!await db.LockPresenceAsync(id))
        {
            return null;
        }

        var registration = await db.Registrations.AsNoTracking().SingleAsync(r => r.Id == id);
        return new PresentPerson(
            registration,
            await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == registration.WebinarId),
            await db.RuleAsync(registration.WebinarId),
            await db.PresenceIntervals.Where(p => p.RegistrationId == id).OrderBy(p => p.EnteredAt).ThenBy(p => p.Id).ToListAsync(),
            await db.PresenceRequests.SingleOrDefaultAsync(r => r.OpenKey == id));
    }

    protected override string? VersionOf(PresentPerson thing) => null;

    protected override string KeyOf(Guid id) => AuditSubject.Registration(id);

    protected override string NameOf(PresentPerson thing) => $"{thing.Registration.FullName}, {thing.Webinar.Title}";

    protected override Task<IReadOnlyList<FieldWords>> FieldsAsync(CooperaDb db, PresentPerson thing) =>
        Task.FromResult<IReadOnlyList<FieldWords>>([new("Presenza", PresencePhrases.Minutes(thing.Attended))]);
}
