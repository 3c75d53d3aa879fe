using System.Globalization;
using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>A burst as staff look at it.</summary>
/// <param name="Confirmed">How many of them have a place now.</param>
public sealed record SeenBurst(int WebinarId, SignUpBurst Burst, int Confirmed, int Waiting, int Unconfirmed)
{
    public int Active => Confirmed + Waiting + Unconfirmed;

    /// <summary>For the address of a list: tells nothing of where it came from.</summary>
    public string Key => $"{Burst.First}-{Burst.Last}";

    /// <summary>Numbers that no burst has, when it is not a key.</summary>
    public static (long First, long Last) Read(string key) =>
        key.Split('-') is [var first, var last]
        && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            ? (from, to)
            : (0, 0);
}

public sealed class SignUpBursts(CooperaDb db)
{
    /// <summary>More of one place are not looked through: what came before is older than what has to be seen.</summary>
    private const int MostOfOnePlace = 20_000;

    /// <summary>Those whose people are still there, newest first.</summary>
    public async Task<IReadOnlyList<SeenBurst>> FindAsync(IReadOnlyList<int> webinars, DateTimeOffset since)
    {
        var places = await db.SignUpAttempts.Where(a => webinars.Contains(a.WebinarId) && a.At >= since && a.RegistrationId != null)
            .GroupBy(a => new { a.WebinarId, a.Place }).Where(place => place.Count() >= SignUpBurst.Least)
            .Select(place => new { place.Key.WebinarId, place.Key.Place }).ToListAsync();
        var seen = new List<SeenBurst>();
        foreach (var place in places)
        {
            foreach (var burst in (await OfAsync(db, place.WebinarId, place.Place)).Where(burst => burst.To >= since))
            {
                var ids = Of(db, place.WebinarId, burst.First, burst.Last);
                var counts = await db.Registrations.Where(r => r.WebinarId == place.WebinarId && ids.Contains(r.Id))
                    .GroupBy(r => r.Status).Select(group => new { group.Key, Count = group.Count() })
                    .ToDictionaryAsync(group => group.Key, group => group.Count);
                seen.Add(new SeenBurst(
                    place.WebinarId,
                    burst,
                    counts.GetValueOrDefault(RegistrationStatus.Confirmed),
                    counts.GetValueOrDefault(RegistrationStatus.Waiting),
                    counts.GetValueOrDefault(RegistrationStatus.Unconfirmed)));
            }
        }

        return [.. seen.Where(one => one.Active > 0).OrderByDescending(one => one.Burst.To)];
    }

    /// <summary>The registrations of a burst, by its first and its last attempt.</summary>
    public static IQueryable<Guid> Of(CooperaDb db, int webinarId, long first, long last) => db.SignUpAttempts
        .Where(a => a.WebinarId == webinarId && a.Id >= first && a.Id <= last && a.RegistrationId != null
            && a.Place == db.SignUpAttempts.Where(x => x.Id == first && x.WebinarId == webinarId).Select(x => x.Place).FirstOrDefault())
        .Select(a => a.RegistrationId!.Value);

    internal static async Task<IReadOnlyList<SignUpBurst>> OfAsync(CooperaDb db, int webinarId, string place)
    {
        var moments = await db.SignUpAttempts.Where(a => a.WebinarId == webinarId && a.Place == place && a.RegistrationId != null)
            .OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(MostOfOnePlace).Select(a => new { a.Id, a.At }).ToListAsync();
        moments.Reverse();
        return SignUpBurst.In([.. moments.Select(moment => (moment.Id, moment.At))]);
    }
}
