using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Mail;

/// <summary>All mails of strangers are counted anew only when it may be too many: what is known meanwhile is never too little.</summary>
public sealed class MailBrakeTests
{
    private const int All = 20;

    [Theory]
    [EachEngine]
    public async Task Two_nodes_by_turns_stop_at_the_very_one(DatabaseProvider engine)
    {
        await using var database = await CreateAsync(engine);
        await using var other = database.NewServices();

        for (var i = 0; i < All - 1; i++)
        {
            await QueueAsync(i % 3 == 0 ? database.Services : other, Now(database), $"a{i}"); // each knows of the other's by the turn alone
        }

        await QueueAsync(database.Services, Now(database), "last");
        Assert.Equal(All, await QueuedAsync(database));
        await QueueAsync(database.Services, Now(database), "late-here");
        await QueueAsync(other, Now(database), "late-there");
        Assert.Equal(All, await QueuedAsync(database));
        Assert.Equal(2, await database.ReadAsync(db => db.RefusedMails.SumAsync(r => r.Count)));
    }

    [Theory]
    [EachEngine]
    public async Task A_node_that_counted_long_ago_is_not_behind(DatabaseProvider engine)
    {
        await using var database = await CreateAsync(engine);
        await using var other = database.NewServices();
        await QueueAsync(database.Services, Now(database), "first"); // counted: one
        for (var i = 0; i < All - 2; i++)
        {
            await QueueAsync(other, Now(database), $"a{i}");
        }

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => QueueAsync(i % 2 == 0 ? database.Services : other, Now(database), $"b{i}")));

        Assert.Equal(All, await QueuedAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task What_was_counted_and_then_rolled_back_neither_takes_nor_gives(DatabaseProvider engine)
    {
        await using var database = await CreateAsync(engine);
        await using var other = database.NewServices();
        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<OperationCanceledException>(() => QueueAsync(
                database.Services, Now(database), [.. Enumerable.Range(0, 10).Select(n => $"gone{i}-{n}")], fails: true));
            await QueueAsync(other, Now(database), $"there{i}");
        }

        Assert.Equal(5, await QueuedAsync(database));
        for (var i = 0; i < All; i++)
        {
            await QueueAsync(database.Services, Now(database), $"here{i}");
        }

        Assert.Equal(All, await QueuedAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task A_clock_that_is_set_back_has_them_counted_again(DatabaseProvider engine)
    {
        await using var database = await CreateAsync(engine);
        var noon = Now(database);
        await QueueAsync(database.Services, noon, [.. Enumerable.Range(0, All - 2).Select(i => $"noon{i}")]);
        await QueueAsync(database.Services, noon.AddHours(2), ["two0", "two1"]); // those of noon count no more

        await QueueAsync(database.Services, noon.AddMinutes(30), "half-past-noon");

        Assert.Equal(All, await QueuedAsync(database)); // in the hour before that, and after it, there are twenty
        await QueueAsync(database.Services, noon.AddHours(2), "two-again");
        Assert.Equal(All + 1, await QueuedAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task When_the_hour_is_over_there_are_new_ones(DatabaseProvider engine)
    {
        await using var database = await CreateAsync(engine);
        for (var hour = 0; hour < 3; hour++)
        {
            for (var i = 0; i < All + 3; i++)
            {
                await QueueAsync(database.Services, Now(database), $"h{hour}-{i}");
            }

            Assert.Equal(All * (hour + 1), await QueuedAsync(database));
            database.Clock.Advance(TimeSpan.FromHours(1));
        }
    }

    private static Task<TestDatabase> CreateAsync(DatabaseProvider engine) =>
        TestDatabase.CreateAsync(engine, TestSettings.WithMailLimits(("Mail:AllStrangersPerHour", $"{All}")));

    private static DateTimeOffset Now(TestDatabase database) => database.Clock.GetUtcNow();

    private static Task QueueAsync(IServiceProvider node, DateTimeOffset at, string name) => QueueAsync(node, at, [name]);

    private static async Task QueueAsync(IServiceProvider node, DateTimeOffset at, IReadOnlyList<string> names, bool fails = false)
    {
        await using var scope = node.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CooperaDb>().WriteAsync(async db =>
        {
            foreach (var name in names)
            {
                db.Queue(
                    MailCause.Stranger, MailSamples.All["confirmed"], EmailAddress.Parse($"{name}@comune.example"), "Maria", null, at);
                await db.SaveChangesAsync();
            }

            if (fails)
            {
                throw new OperationCanceledException("Rolled back.");
            }
        });
    }

    private static Task<int> QueuedAsync(TestDatabase database) => database.ReadAsync(db => db.OutgoingMails.CountAsync());
}
