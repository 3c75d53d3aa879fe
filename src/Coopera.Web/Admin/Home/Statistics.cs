using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Ratings;
using Coopera.Domain.Registrations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Coopera.Web.Admin.Home;

/// <summary>What the charts show. Its words are those of the address: <c>?periodo=Weeks&amp;webinar=7</c>.</summary>
/// <param name="Webinar">Null: all of them.</param>
public sealed record StatisticsFilter(
    [FromQuery(Name = "periodo")] ChartPeriod? ChosenPeriod,
    [FromQuery(Name = "webinar")] int? Webinar)
{
    public ChartPeriod Period() => ChosenPeriod is { } period && Enum.IsDefined(period) ? period : ChartPeriod.Weeks;
}

public sealed record Tally(string Name, int Count);

/// <param name="SignUps">By stretch, those cancelled later included: it is the interest that counts.</param>
/// <param name="Adherents">How many bodies belonged to the Coordinamento at the end of each stretch.</param>
public sealed record Statistics(
    IReadOnlyList<TimeStretch> Stretches,
    IReadOnlyList<int> SignUps,
    IReadOnlyList<Tally> Provinces,
    IReadOnlyList<Tally> Kinds,
    IReadOnlyList<int> Adherents,
    IReadOnlyList<ServiceRatings> Ratings)
{
    public int Total => SignUps.Sum();

    /// <summary>Of numbers so large that they are kept for some minutes; else null, and they are those of now.</summary>
    public DateTimeOffset? CountedAt { get; init; }
}

public sealed class StatisticsQuery(CooperaDb db, PublicBodyDirectory directory, IMemoryCache cache, TimeProvider clock)
{
    public const string NoBody = "Senza un ente del registro";

    /// <summary>So many sign-ups take a tenth of a second to count, and do not look different for one more.</summary>
    public const int UsuallyMany = 50_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    public int Many { get; init; } = UsuallyMany;

    public async Task<Statistics> RunAsync(StatisticsFilter filter)
    {
        var key = (typeof(StatisticsQuery), filter.Period(), filter.Webinar, RomeTime.Today(clock));
        if (cache.Get<Statistics>(key) is { } kept)
        {
            return kept;
        }

        var statistics = await CountAsync(filter);
        return statistics.Total < Many ? statistics : cache.Set(key, statistics with { CountedAt = clock.GetUtcNow() }, KeptFor);
    }

    private async Task<Statistics> CountAsync(StatisticsFilter filter)
    {
        var stretches = filter.Period().Stretches(RomeTime.Today(clock));
        var (from, to) = (stretches[0].From, stretches[^1].To);
        var found = db.Registrations.Where(r => r.CreatedAt >= from && r.CreatedAt < to && r.Status != RegistrationStatus.Unconfirmed);
        if (filter.Webinar is { } webinar)
        {
            found = found.Where(r => r.WebinarId == webinar);
        }

        var signUps = new int[stretches.Count];
        foreach (var stretch in await found.GroupBy(
            stretches.IndexOf<Registration>(r => r.CreatedAt)).Select(group => new { group.Key, Count = group.Count() }).ToListAsync())
        {
            signUps[stretch.Key] = stretch.Count;
        }

        var who = await found.GroupBy(r => new { r.ParticipantKind, r.PublicBodyCode })
            .Select(group => new { group.Key.ParticipantKind, group.Key.PublicBodyCode, Count = group.Count() }).ToListAsync();
        return new Statistics(
            stretches,
            signUps,
            await ProvincesAsync(who.ConvertAll(w => (w.PublicBodyCode, w.Count))),
            [.. Enum.GetValues<ParticipantKind>().Select(
                kind => new Tally(NameOf(kind), who.Where(w => w.ParticipantKind == kind).Sum(w => w.Count)))],
            await AdherentsAsync(stretches),
            await RatingsAsync(stretches));
    }

    /// <summary>Of the months that the stretches touch: no answer has a day.</summary>
    private async Task<IReadOnlyList<ServiceRatings>> RatingsAsync(IReadOnlyList<TimeStretch> stretches)
    {
        var (first, next) = (RatingCount.MonthOf(stretches[0].First), stretches[^1].Next);
        var counts = await db.RatingCounts.AsNoTracking().Where(c => c.Month >= first && c.Month < next).ToListAsync();
        return
        [
            .. counts.GroupBy(c => c.Service).OrderBy(service => service.Key)
                .Select(service => new ServiceRatings(service.Key, [.. service])),
        ];
    }

    private async Task<IReadOnlyList<Tally>> ProvincesAsync(IReadOnlyList<(string? Code, int Count)> bodies)
    {
        var provinces = (await directory.AllAsync()).ToDictionary(body => body.Code, body => body.ProvinceName);
        var counts = bodies.GroupBy(body => body.Code is { } code ? provinces.GetValueOrDefault(code, NoBody) : NoBody)
            .ToDictionary(group => group.Key, group => group.Sum(body => body.Count));
        return
        [
            .. provinces.Values.Distinct().Select(name => new Tally(name, counts.GetValueOrDefault(name)))
                .OrderByDescending(tally => tally.Count)
                    .ThenBy(tally => tally.Name, StringComparer.Create(RomeTime.Italian, ignoreCase: true)),
            new Tally(NoBody, counts.GetValueOrDefault(NoBody)),
        ];
    }

    private async Task<IReadOnlyList<int>> AdherentsAsync(IReadOnlyList<TimeStretch> stretches)
    {
        var days = await db.Adhesions.Where(a => a.Status == AdhesionStatus.Accepted)
            .GroupBy(a => a.MemberSince).Select(group => new { Day = group.Key, Count = group.Count() }).ToListAsync();
        return [.. stretches.Select(stretch => days.Where(day => day.Day is null || day.Day < stretch.Next).Sum(day => day.Count))];
    }

    private static string NameOf(ParticipantKind kind) => kind switch
    {
        ParticipantKind.Staff => "Personale di un ente",
        ParticipantKind.Partner => "Partner o operatori",
        _ => "Cittadine e cittadini",
    };
}
