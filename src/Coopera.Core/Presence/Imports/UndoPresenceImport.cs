using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Imports;

/// <summary>What has become of the people of an import.</summary>
/// <param name="Touched">Somebody has changed the registration since, or put somebody else in its place: their intervals stay.</param>
public sealed record PresenceStanding(IReadOnlyList<Guid> Untouched, IReadOnlyList<(Guid Id, string Name)> Touched)
{
    public static async Task<PresenceStanding> OfAsync(CooperaDb db, PresenceImport import)
    {
        var ids = db.PresenceIntervals.Where(p => p.PresenceImportId == import.Id).Select(p => p.RegistrationId);
        var people = await db.Registrations.AsNoTracking().Where(r => ids.Contains(r.Id)).OrderBy(r => r.Number)
            .Select(r => new { r.Id, r.FirstName, r.LastName }).ToListAsync();
        var handled = (await db.RegistrationEvents.Where(e => ids.Contains(e.RegistrationId) && e.At > import.At
                && (e.Kind == RegistrationEventKind.Changed || e.Kind == RegistrationEventKind.Substituted))
            .Select(e => e.RegistrationId).ToListAsync()).ToHashSet();
        return new PresenceStanding(
            [.. people.Select(one => one.Id).Where(id => !handled.Contains(id))],
            [.. people.Where(one => handled.Contains(one.Id)).Select(one => (one.Id, $"{one.FirstName} {one.LastName}".TrimEnd()))]);
    }
}

/// <summary>Takes back the intervals of an import, but of those whom somebody has touched since, and what was remembered with it.</summary>
public sealed class UndoPresenceImport(PresenceChange change)
{
    private const int Chunk = 500;

    public Task<ChangeResult> RunAsync(
        int webinarId, int importId, string staff, Guid? form = null, CancellationToken cancellationToken = default) => change.RunAsync(
            new ChangeRequest<int>(webinarId, null, staff, form) { AnyVersion = true },
            async webinar => await FindAsync(webinar.Db, webinarId, importId) is { UndoneAt: not null },
            async webinar =>
            {
                var db = webinar.Db;
                if (await FindAsync(db, webinarId, importId) is not { } import)
                {
                    return ChangeResult.NotFound;
                }

                var standing = await PresenceStanding.OfAsync(db, import);
                foreach (var ids in standing.Untouched.Chunk(Chunk))
                {
                    await db.PresenceIntervals.Where(p => p.PresenceImportId == importId && ids.Contains(p.RegistrationId))
                        .ExecuteDeleteAsync();
                }

                await db.PresencePairings.Where(p => p.PresenceImportId == importId).ExecuteDeleteAsync();
                import.Undo(staff, standing.Touched.Count, webinar.Now);
                var done = PresenceImportPhrases.Undone(standing.Untouched.Count, standing.Touched.Count);
                return webinar.Done(AuditAction.PresenceImportUndone, $"{import.FileName}: {done}", sentence: done);
            },
            cancellationToken: cancellationToken);

    private static Task<PresenceImport?> FindAsync(CooperaDb db, int webinarId, int importId) =>
        db.PresenceImports.SingleOrDefaultAsync(i => i.Id == importId && i.WebinarId == webinarId);
}

/// <summary>What was said once of a name is not taken for granted any more.</summary>
public sealed class ForgetPairing(PresenceChange change)
{
    public Task<ChangeResult> RunAsync(int webinarId, int pairingId, string staff, Guid? form = null,
        CancellationToken cancellationToken = default) =>
        change.RunAsync(
            new ChangeRequest<int>(webinarId, null, staff, form) { AnyVersion = true },
            async webinar => !await webinar.Db.PresencePairings.AnyAsync(p => p.Id == pairingId),
            async webinar =>
            {
                var pairing = await webinar.Db.PresencePairings.SingleAsync(p => p.Id == pairingId);
                webinar.Db.PresencePairings.Remove(pairing);
                return webinar.Done(AuditAction.PresencePairingForgotten, pairing.Shown, sentence: PresenceImportPhrases.Forgotten);
            },
            cancellationToken: cancellationToken);
}
