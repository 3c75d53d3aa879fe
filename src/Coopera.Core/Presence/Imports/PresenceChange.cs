using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Presence.Imports;

/// <summary>What staff change of who was there, under the webinar's lock: nothing of the webinar itself changes.</summary>
public sealed class PresenceChange(CooperaDb database, TimeProvider clock) : StaffChange<int, Webinar>(database, clock)
{
    protected override Task<Webinar?> LockAsync(CooperaDb db, int id) => db.LockWebinarAsync(id);

    protected override string? VersionOf(Webinar thing) => null;

    protected override string KeyOf(int id) => AuditSubject.Webinar(id);

    protected override string NameOf(Webinar thing) => thing.Title;
}
