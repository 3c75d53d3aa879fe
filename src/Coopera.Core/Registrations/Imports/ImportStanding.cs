using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations.Imports;

public enum WhyItStays
{
    Changed,
    Cancelled,

    /// <summary>They wanted to sign up themselves, and were told that they are.</summary>
    SignedUpToo,
    Handled,
}

public sealed record StayingRegistration(Guid Id, string Name, WhyItStays Why);

/// <summary>What has become of the people of an import.</summary>
/// <param name="Untouched">As they were imported; who came up from the waiting list by themselves is among them.</param>
/// <param name="Told">Of these, those to whom a mail has left; all of them once the webinar has begun: they may have been there.</param>
/// <param name="Gone">No longer there at all.</param>
public sealed record ImportStanding(
    IReadOnlyList<Guid> Untouched, IReadOnlySet<Guid> Told, IReadOnlyList<StayingRegistration> Staying, int Gone)
{
    public static async Task<ImportStanding> OfAsync(CooperaDb db, RegistrationImport import, Webinar webinar, DateTimeOffset now)
    {
        var ids = db.ImportedRegistrations.Where(i => i.ImportId == import.Id).Select(i => i.RegistrationId);
        var people = await db.Registrations.AsNoTracking().Where(r => ids.Contains(r.Id)).OrderBy(r => r.Number)
            .Select(r => new { r.Id, r.FirstName, r.LastName, r.Status }).ToListAsync();
        var deeds = (await db.RegistrationEvents.AsNoTracking()
            .Where(e => ids.Contains(e.RegistrationId) && e.Kind != RegistrationEventKind.AddedByStaff
                && (e.Kind != RegistrationEventKind.Promoted || e.Actor != null))
            .Select(e => new { e.RegistrationId, e.Kind }).ToListAsync())
            .ToLookup(e => e.RegistrationId, e => e.Kind);
        var mails = await db.OutgoingMails.AsNoTracking()
            .Where(m => m.RegistrationId != null && ids.Contains(m.RegistrationId.Value)
                && (m.Status != OutgoingMailStatus.Queued || m.FirstAttemptAt != null || m.Kind == MailKinds.AlreadyRegistered))
            .Select(m => new { Id = m.RegistrationId!.Value, m.Kind }).ToListAsync();
        var themselves = mails.Where(m => m.Kind == MailKinds.AlreadyRegistered).Select(m => m.Id).ToHashSet();
        var staying = people.Select(one => (one, why: Why(one.Id, one.Status))).Where(pair => pair.why is not null)
            .Select(pair => new StayingRegistration(pair.one.Id, $"{pair.one.FirstName} {pair.one.LastName}".TrimEnd(), pair.why!.Value))
            .ToList();
        var stays = staying.Select(one => one.Id).ToHashSet();
        var untouched = people.Where(one => !stays.Contains(one.Id)).Select(one => one.Id).ToList();
        var wasHeld = import.At < webinar.StartsAt && webinar.StartsAt <= now;
        return new ImportStanding(
            untouched, wasHeld ? [.. untouched] : mails.Select(m => m.Id).Where(id => !stays.Contains(id)).ToHashSet(), staying,
            import.Added - people.Count);

        WhyItStays? Why(Guid id, RegistrationStatus status) => status == RegistrationStatus.Cancelled ? WhyItStays.Cancelled
            : themselves.Contains(id) ? WhyItStays.SignedUpToo
            : deeds[id].Any(kind => kind is RegistrationEventKind.Changed or RegistrationEventKind.Substituted
                or RegistrationEventKind.InvitationsWanted) ? WhyItStays.Changed
            : deeds[id].Any() ? WhyItStays.Handled : null;
    }
}
