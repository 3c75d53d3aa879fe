using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Domain.Registrations;
using Coopera.Web.Admin.Home;
using Coopera.Web.Tests.Registrations;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>What the charts count, on every engine: days of Rome, also those of 23 and of 25 hours.</summary>
public sealed class DashboardStatisticsTests
{
    [Theory]
    [EachEngine]
    public Task The_29th_of_March_has_23_hours(DatabaseProvider engine) => AssertDaysAsync(
        engine, "2026-03-31T10:00Z", new DateOnly(2026, 3, 28),
        ["2026-03-28T22:59:59.999Z"],
        ["2026-03-28T23:00Z", "2026-03-29T00:30Z", "2026-03-29T21:59:59.999Z"],
        ["2026-03-29T22:00Z"]);

    [Theory]
    [EachEngine]
    public Task The_25th_of_October_has_25_hours(DatabaseProvider engine) => AssertDaysAsync(
        engine, "2026-10-27T10:00Z", new DateOnly(2026, 10, 24),
        ["2026-10-24T21:59:59.999Z"],
        ["2026-10-24T22:00Z", "2026-10-25T00:30Z", "2026-10-25T01:30Z", "2026-10-25T22:59:59.999Z"],
        ["2026-10-25T23:00Z"]);

    [Theory]
    [EachEngine]
    public async Task Each_period_has_its_steps_and_holds_what_came_in_it_of_one_webinar_or_of_all(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (one, other) = (await database.WebinarAsync(), await database.WebinarAsync());
        await SignUpAsync(
            database, one.Id, "2026-01-15T08:00Z", "2026-01-12T00:00Z", "2025-12-31T23:30Z",
            "2025-10-19T22:00Z", "2025-02-01T12:00Z", "2024-06-01T12:00Z");
        await SignUpAsync(database, other.Id, "2026-01-14T08:00Z");

        var days = await RunAsync(database, new StatisticsFilter(ChartPeriod.Days, null));
        var weeks = await RunAsync(database, new StatisticsFilter(null, null));
        var months = await RunAsync(database, new StatisticsFilter(ChartPeriod.Months, one.Id));

        Assert.Equal((28, 1, 1, 1), (days.SignUps.Count, days.SignUps[^1], days.SignUps[^2], days.SignUps[^4]));
        Assert.Equal(4, days.Total);
        Assert.Equal((13, 3, 1, 1), (weeks.SignUps.Count, weeks.SignUps[^1], weeks.SignUps[^3], weeks.SignUps[0]));
        Assert.Equal("dal 12 gennaio 2026", weeks.Stretches[^1].Name);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 3], months.SignUps); // half past midnight of the first of January is January in Rome
        Assert.Equal(("gen", "febbraio 2025"), (months.Stretches[^1].Label, months.Stretches[0].Name));
    }

    [Theory]
    [EachEngine]
    public async Task Who_signs_up_is_counted_by_province_and_by_kind_and_the_body_may_be_missing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await AddAsync(
            database,
            Make(webinar.Id, 1, TestDatabase.Now, People.Number(1)),
            Make(webinar.Id, 2, TestDatabase.Now, People.Number(2) with { PublicBodyCode = "082053" }),
            Make(webinar.Id, 3, TestDatabase.Now, People.Number(3) with { PublicBodyCode = "083048" }),
            Make(webinar.Id, 4, TestDatabase.Now, People.Number(4) with { PublicBodyCode = null, Kind = ParticipantKind.Citizen }));

        var numbers = await RunAsync(database, new StatisticsFilter(null, null));

        Assert.Equal(10, numbers.Provinces.Count);
        Assert.Equal([new Tally("Messina", 2), new Tally("Palermo", 1)], numbers.Provinces.Take(2));
        Assert.Equal(new Tally(StatisticsQuery.NoBody, 1), numbers.Provinces[^1]);
        Assert.Equal([3, 0, 1], numbers.Kinds.Select(kind => kind.Count));
        Assert.Equal(15, numbers.Adherents[^1]); // those of the seed, members since 2022
        Assert.Equal(15, numbers.Adherents[0]);
    }

    [Fact]
    public async Task So_many_sign_ups_that_counting_takes_long_are_counted_every_five_minutes_and_the_charts_say_when()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var webinar = await database.WebinarAsync();
        await AddAsync(database, Make(webinar.Id, 1, TestDatabase.Now, People.Number(1)));

        var few = await RunAsync(database, new StatisticsFilter(null, null), many: 2);
        await AddAsync(database, Make(webinar.Id, 2, TestDatabase.Now, People.Number(2)));
        var many = await RunAsync(database, new StatisticsFilter(null, null), many: 2);
        await AddAsync(database, Make(webinar.Id, 3, TestDatabase.Now, People.Number(3)));
        var kept = await RunAsync(database, new StatisticsFilter(null, null), many: 2);
        var other = await RunAsync(database, new StatisticsFilter(ChartPeriod.Days, webinar.Id), many: 2);

        Assert.Equal((1, null), (few.Total, few.CountedAt));
        Assert.Equal((2, TestDatabase.Now), (many.Total, many.CountedAt));
        Assert.Same(many, kept);
        Assert.Equal(3, other.Total);
    }

    private static async Task AssertDaysAsync(DatabaseProvider engine, string now, DateOnly first, params string[][] days)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        database.Clock.SetUtcNow(At(now));
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar.Id, [.. days.SelectMany(day => day)]);

        var numbers = await RunAsync(database, new StatisticsFilter(ChartPeriod.Days, null));

        var counts = numbers.Stretches.Zip(numbers.SignUps).ToDictionary(pair => pair.First.First, pair => pair.Second);
        Assert.Equal(days.Select(day => day.Length), days.Select((_, i) => counts[first.AddDays(i)]));
        Assert.Equal(days.Sum(day => day.Length), numbers.Total);
    }

    private static Task SignUpAsync(TestDatabase database, int webinarId, params string[] moments) =>
        AddAsync(database, [.. moments.Select((moment, i) => Make(webinarId, i + 1, At(moment), People.Number(i + 1)))]);

    private static Registration Make(int webinarId, int number, DateTimeOffset at, Participant person) =>
        Registration.SignUp(webinarId, number, null, person, People.Notice, at);

    private static Task AddAsync(TestDatabase database, params Registration[] registrations) =>
        database.ReadAsync(db => db.WriteAsync(async writing =>
    {
        writing.Registrations.AddRange(registrations);
        await writing.SaveChangesAsync();
    }));

    private static Task<Statistics> RunAsync(
        TestDatabase database, StatisticsFilter filter, int many = StatisticsQuery.UsuallyMany) => database.InScopeAsync(services =>
        new StatisticsQuery(
            services.GetRequiredService<CooperaDb>(), services.GetRequiredService<PublicBodyDirectory>(),
            services.GetRequiredService<IMemoryCache>(), database.Clock)
        { Many = many }.RunAsync(filter));

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
}
