using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Tests.Registrations;

/// <summary>What everybody reads of the places is told from what happened today; here it is told from each registration.</summary>
public sealed class PublicPlacesTests
{
    [Theory]
    [EachEngine]
    public async Task Places_are_those_that_counting_each_registration_gives(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (random, now) = (new Random(7), TestDatabase.Now);
        var today = RomeTime.StartOf(RomeTime.Day(now));
        var expected = new Dictionary<int, PublicPlaces>();
        for (var n = 0; n < 12; n++)
        {
            var webinar = await database.WebinarAsync(capacity: 10 + n);
            var people = Enumerable.Range(1, 14).Select(number => Make(webinar, number, today, random)).ToList();
            await database.ReadAsync(db => db.WriteAsync(async writing =>
            {
                writing.Registrations.AddRange(people);
                await writing.SaveChangesAsync();
            }));
            expected[webinar.Id] = webinar.PlacesForAll(
                people.Count(r => r.Status == RegistrationStatus.Confirmed),
                people.Count(r => r.CreatedAt < today && (r.Status == RegistrationStatus.Confirmed
                    || (r.Status == RegistrationStatus.Cancelled && r.CancelledAt >= today))));
        }

        var webinars = await database.ReadAsync(db => Task.FromResult(db.Webinars.Where(w => expected.Keys.Contains(w.Id)).ToList()));
        var together = await database.ReadAsync(db => Places.ForAllAsync(db, webinars, now));

        Assert.True(expected.Values.Distinct().Count() > 1);
        foreach (var webinar in webinars)
        {
            Assert.Equal(expected[webinar.Id], together[webinar.Id]);
            Assert.Equal(expected[webinar.Id], await database.ReadAsync(db => Places.ForAllAsync(db, webinar, now)));
        }
    }

    private static Registration Make(Webinar webinar, int number, DateTimeOffset today, Random random)
    {
        var at = today.AddHours(random.Next(-6, 3));
        var left = random.Next(8) == 0 ? 0 : (int?)null;
        var registration = Registration.SignUp(webinar.Id, number, left, People.Number(number), People.Notice, at);
        if (random.Next(4) == 0)
        {
            registration.Cancel(null, at.AddHours(random.Next(0, 4)));
        }

        return registration;
    }
}
