using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>Places are counted only when the numbers have come as far as there are places: cancellations leave numbers behind.</summary>
public sealed class PlacesAfterCancellingTests
{
    private static readonly SignUpOutcome[] OneAndThenNone = [SignUpOutcome.Confirmed, SignUpOutcome.Waiting];

    [Theory]
    [EachEngine]
    public async Task A_place_that_was_given_up_is_somebody_else_s_only_when_it_is_no_longer_kept(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = (await database.WebinarAsync(capacity: 3)).Id;
        Assert.All(await SignUpAsync(database, webinar, 1, 2, 3), outcome => Assert.Equal(SignUpOutcome.Confirmed, outcome));
        await CancelAsync(database, 2);
        Assert.Equal([SignUpOutcome.Waiting], await SignUpAsync(database, webinar, 4)); // it is kept

        await FreeAsync(database);
        Assert.Equal([SignUpOutcome.Waiting], await SignUpAsync(database, webinar, 5)); // number 4 has got it
        await CancelAsync(database, 1);
        await CancelAsync(database, 3);
        await FreeAsync(database);
        await CancelAsync(database, 4);
        await FreeAsync(database);

        // Five numbers for three places, of which one is taken.
        Assert.Equal([SignUpOutcome.Confirmed, .. OneAndThenNone], await SignUpAsync(database, webinar, 6, 7, 8));
        Assert.Equal(3, await ConfirmedAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task With_fewer_numbers_than_places_what_is_kept_takes_nobody_s_place(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = (await database.WebinarAsync(capacity: 3)).Id;
        await SignUpAsync(database, webinar, 1, 2);
        await CancelAsync(database, 2);

        Assert.Equal(OneAndThenNone, await SignUpAsync(database, webinar, 3, 4)); // one, the kept one, one
        await FreeAsync(database);
        Assert.Equal(3, await ConfirmedAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task Twenty_who_come_and_go_and_twenty_at_once_for_five_places_are_never_six(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = (await database.WebinarAsync(capacity: 5)).Id;
        for (var person = 1; person <= 20; person++)
        {
            await SignUpAsync(database, webinar, person);
            await CancelAsync(database, person);
        }

        await FreeAsync(database);
        Assert.Equal(0, await ConfirmedAsync(database));

        var outcomes = await Task.WhenAll(Enumerable.Range(21, 20).Select(person => SignUpAsync(database, webinar, person)));

        Assert.Equal(5, outcomes.Count(outcome => outcome is [SignUpOutcome.Confirmed]));
        Assert.Equal(5, await ConfirmedAsync(database));
    }

    private static async Task<SignUpOutcome[]> SignUpAsync(TestDatabase database, int webinar, params int[] people)
    {
        var outcomes = new List<SignUpOutcome>();
        foreach (var person in people)
        {
            outcomes.Add((await database.InScopeAsync(
                services => services.GetRequiredService<SignUp>().RunAsync(webinar, People.Number(person), People.Notice))).Outcome);
        }

        return [.. outcomes];
    }

    private static async Task CancelAsync(TestDatabase database, int person)
    {
        var key = People.Number(person).Email.Key;
        var registration = await database.ReadAsync(db => db.Registrations.SingleAsync(r => r.EmailKey == key));
        await database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<CancelRegistration>().RunAsync(registration, null);
            return true;
        });
    }

    private static async Task FreeAsync(TestDatabase database)
    {
        database.Clock.Advance(Undo.Within);
        await database.InScopeAsync(services => services.GetRequiredService<FreeKeptPlaces>().RunAsync());
    }

    private static Task<int> ConfirmedAsync(TestDatabase database) =>
        database.ReadAsync(db => db.Registrations.CountAsync(r => r.Status == RegistrationStatus.Confirmed));
}
