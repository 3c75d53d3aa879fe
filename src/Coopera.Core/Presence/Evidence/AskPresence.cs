using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Evidence;

public enum AskedPresence
{
    Asked,

    /// <summary>One is open: the second of two clicks, or an impatient person.</summary>
    IsOpen,

    TooMany,

    NotPossible,
}

/// <summary>"Non risulto presente", from the personal page after the webinar.</summary>
public sealed class AskPresence(CooperaDb database, TimeProvider clock)
{
    public static bool IsPossible(Webinar webinar, RegistrationStatus status, DateTimeOffset now) =>
        webinar.Status == WebinarStatus.Published && status == RegistrationStatus.Confirmed && now >= webinar.EndsAt;

    public async Task<AskedPresence> RunAsync(
        Registration registration, Webinar webinar, string text, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        if (!IsPossible(webinar, registration.Status, now))
        {
            return AskedPresence.NotPossible;
        }

        try
        {
            return await database.WriteAsync(db => AskAsync(db, registration.Id, text, now), cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return AskedPresence.IsOpen;
        }
    }

    private static async Task<AskedPresence> AskAsync(CooperaDb db, Guid registrationId, string text, DateTimeOffset now)
    {
        await db.LockPresenceAsync(registrationId);
        var own = await db.PresenceRequests.Where(r => r.RegistrationId == registrationId).ToListAsync();
        if (own.Exists(r => r.State == PresenceRequestState.Open))
        {
            return AskedPresence.IsOpen;
        }

        if (own.Count >= PresenceRequest.Most)
        {
            return AskedPresence.TooMany;
        }

        db.PresenceRequests.Add(new PresenceRequest(registrationId, text, now));
        await db.SaveChangesAsync();
        return AskedPresence.Asked;
    }
}
