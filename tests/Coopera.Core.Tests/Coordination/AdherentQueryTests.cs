using Coopera.Core.Coordination;
using Coopera.Core.PublicBodies;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Coordination;

public sealed class AdherentQueryTests
{
    [Theory]
    [EachEngine]
    public async Task A_body_that_left_and_came_back_counts_once_with_its_new_date(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.ReadAsync(reading => reading.WriteAsync(async db =>
        {
            var milazzo = await db.Adhesions.SingleAsync(a => a.PublicBodyCode == "083049");
            milazzo.Withdraw(null, Actor.Body, Adhesions.Now);
            await db.SaveChangesAsync();
            db.Adhesions.Add(Adhesions.In(AdhesionStatus.Accepted, await db.PublicBodies.SingleAsync(b => b.Code == "083049")));
            db.Adhesions.Add(Adhesions.In(AdhesionStatus.InReview, await db.PublicBodies.SingleAsync(b => b.Code == "082053")));
            await db.SaveChangesAsync();
        }));

        var list = await database.InScopeAsync(services =>
            ActivatorUtilities.CreateInstance<AdherentQuery>(services, services.GetRequiredService<PublicBodyDirectory>()).ReadAsync());

        Assert.Equal(15, list.Adherents.Count);
        Assert.Equal(new DateOnly(2026, 11, 23), Assert.Single(list.Adherents, a => a.Body.Code == "083049").Since);
        Assert.Equal(new DateOnly(2022, 1, 25), Assert.Single(list.Adherents, a => a.Body.Code == "083016").Since);
        Assert.Equal(Adhesions.Now, list.ChangedAt);
        Assert.Equal(
            (13, 391, 2, 9),
            (list.Figures.Municipalities, list.Figures.AllMunicipalities, list.Figures.WiderBodies, list.Figures.AllWiderBodies));
        Assert.Equal(4_840_876, list.Figures.AllResidents);
    }

    [Theory]
    [EachEngine]
    public async Task What_was_read_a_moment_ago_is_not_shown_again_once_a_body_has_left_or_come_in(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        Assert.Contains("083049", await CodesAsync(database));

        await database.ReadAsync(reading => reading.WriteAsync(async db =>
        {
            (await db.Adhesions.SingleAsync(a => a.PublicBodyCode == "083049")).Withdraw(null, Actor.Body, Adhesions.Now);
            await db.SaveChangesAsync();
        }));
        Assert.DoesNotContain("083049", await CodesAsync(database));

        await database.ReadAsync(reading => reading.WriteAsync(async db =>
        {
            db.Adhesions.Add(Adhesions.In(AdhesionStatus.Accepted, await db.PublicBodies.SingleAsync(b => b.Code == "082053")));
            await db.SaveChangesAsync();
        }));
        Assert.Contains("082053", await CodesAsync(database));

        await database.ReadAsync(reading => reading.WriteAsync(async db =>
        {
            (await db.Adhesions.SingleAsync(a => a.PublicBodyCode == "082053")).Withdraw(null, Actor.Body, Adhesions.Now.AddMinutes(1));
            (await db.Adhesions.SingleAsync(a => a.PublicBodyCode == "083049")).TakeWithdrawalBack(Actor.Body, Adhesions.Now.AddMinutes(1));
            await db.SaveChangesAsync();
        }));
        Assert.Equal(["083049"], (await CodesAsync(database)).Intersect(["082053", "083049"])); // as many as before
    }

    [Fact]
    public async Task While_nothing_has_moved_the_list_is_made_once()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);

        await database.InScopeAsync(async services =>
        {
            var query = ActivatorUtilities.CreateInstance<AdherentQuery>(services);
            var lists = new List<AdherentList>();
            for (var n = 0; n < 5; n++)
            {
                lists.Add(await query.ReadAsync());
            }

            Assert.Contains(lists.Skip(1).Zip(lists), pair => ReferenceEquals(pair.First, pair.Second)); // each lives a second
            return true;
        });
    }

    private static Task<IEnumerable<string>> CodesAsync(TestDatabase database) => database.InScopeAsync(async services =>
        (await ActivatorUtilities.CreateInstance<AdherentQuery>(services).ReadAsync()).Adherents.Select(a => a.Body.Code));
}
