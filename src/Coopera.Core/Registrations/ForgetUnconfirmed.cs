using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>Sign-ups that nobody confirmed go, and so does what was kept of where sign-ups came from.</summary>
public sealed class ForgetUnconfirmed(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Lapsed = "sign-ups-lapsed";
    public const string Networks = "networks-forgotten";

    public string Name => "unconfirmed-sign-ups";

    public TimeSpan Every => TimeSpan.FromMinutes(5);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var lapsed = await database.WriteAsync(db => LapseAsync(db, now - Registration.ConfirmWithin), cancellationToken);
        var networks = await database.WriteAsync(db => ForgetNetworksAsync(db, now), cancellationToken);
        return JobReport.Of((Lapsed, lapsed), (Networks, networks));
    }

    /// <summary>Without the webinar's lock: whoever confirms at this moment is late by the same clock.</summary>
    private static async Task<int> LapseAsync(CooperaDb db, DateTimeOffset since)
    {
        var webinars = await db.Webinars.Select(w => w.Id).ToListAsync(); // the index of the lists begins with it
        return await db.Registrations
            .Where(r => webinars.Contains(r.WebinarId) && r.Status == RegistrationStatus.Unconfirmed && r.CreatedAt <= since)
            .ExecuteDeleteAsync();
    }

    private static async Task<int> ForgetNetworksAsync(CooperaDb db, DateTimeOffset now)
    {
        var (old, counted, last) = (now - SignUpAttempt.NetworkKept, now - SignUpAttempt.Counted, now - SignUpAttempt.BurstKept);
        var known = db.SignUpAttempts.Where(a => !a.Place.StartsWith(SignUpAttempt.Label));
        var crowds = await known.GroupBy(a => new { a.WebinarId, a.Place })
            .Where(place => place.Count() >= SignUpBurst.Least && place.Min(a => a.At) <= old)
            .Select(place => new { place.Key.WebinarId, place.Key.Place }).ToListAsync();
        foreach (var crowd in crowds)
        {
            var label = SignUpAttempt.NewLabel();
            foreach (var burst in await SignUpBursts.OfAsync(db, crowd.WebinarId, crowd.Place))
            {
                await db.SignUpAttempts.Where(a => a.WebinarId == crowd.WebinarId && a.Place == crowd.Place && a.At <= counted
                        && a.Id >= burst.First && a.Id <= burst.Last)
                    .ExecuteUpdateAsync(a => a.SetProperty(x => x.Place, label));
            }
        }

        return await known.Where(a => a.At <= old).ExecuteDeleteAsync()
            + await db.SignUpAttempts.Where(a => a.At <= last).ExecuteDeleteAsync();
    }
}
