using Coopera.Core.Coordination;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Coordination;

public sealed class StartAdhesionTests
{
    [Theory]
    [EachEngine]
    public async Task Ten_people_at_once_start_one_adhesion_for_their_body(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        var results =
            await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Task.Run(() => StartAsync(database, $"persona{n}@comune.example"))));

        Assert.Equal(1, results.Count(r => r.Outcome == StartOutcome.Started));
        Assert.Equal(9, results.Count(r => r.Outcome == StartOutcome.UnderWay));
        Assert.Equal(1, await database.ReadAsync(db => db.Adhesions.CountAsync(a => a.ActiveKey == Bodies.Messina)));
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.AdhesionNews)));
    }

    [Theory]
    [EachEngine]
    public async Task A_body_that_stops_is_reminded_after_seven_and_after_twenty_one_days_and_then_left_to_the_staff(
        DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await StartAsync(database, "ufficio@comune.example");
        var sent = new List<int>();
        for (var day = 1; day <= 40; day++)
        {
            database.Clock.Advance(TimeSpan.FromDays(1));
            if (await RemindAsync(database) > 0)
            {
                sent.Add(day);
            }
        }

        Assert.Equal([7, 21], sent);
        Assert.True((await database.ReadAsync(db => db.Adhesions.SingleAsync(a => a.ActiveKey == Bodies.Messina))).IsStuck);
    }

    [Theory]
    [EachEngine]
    public async Task Two_nodes_remind_a_body_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await StartAsync(database, "ufficio@comune.example");
        database.Clock.Advance(TimeSpan.FromDays(8));

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RemindAsync(database))));

        Assert.Equal(1, sent.Sum());
        var adhesion = await database.ReadAsync(db => db.Adhesions.Include(a => a.Events).SingleAsync(a => a.ActiveKey == Bodies.Messina));
        Assert.Single(adhesion.Events, e => e.Kind == AdhesionEventKind.Reminded);
    }

    [Theory]
    [EachEngine]
    public async Task A_body_whose_paper_the_staff_have_is_not_reminded_until_it_goes_on_by_itself(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var id = await database.ReadAsync(db => db.WriteAsync(async writing =>
        {
            var body = await writing.PublicBodies.SingleAsync(b => b.Code == Bodies.Messina);
            var adhesion = Adhesion.Record(
                body, EmailAddress.Parse("ufficio@comune.example"), EmailAddress.None,
                Actor.Staff("segreteria@anci.example"), "per PEC", TestDatabase.Now);
            writing.Adhesions.Add(adhesion);
            await writing.SaveChangesAsync();
            return adhesion.Id;
        }));

        database.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await RemindAsync(database));

        await database.ReadAsync(db => db.WriteAsync(async writing =>
        {
            (await writing.LockAdhesionAsync(id))!.RenewLink(
                EmailAddress.Parse("ufficio@comune.example"), Actor.Staff("segreteria@anci.example"), database.Clock.GetUtcNow());
            await writing.SaveChangesAsync();
        }));
        database.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(1, await RemindAsync(database));
    }

    private static async Task<long> RemindAsync(TestDatabase database) =>
        (await database.InScopeAsync(services => services.GetRequiredService<RemindAdhesions>().RunAsync()))[RemindAdhesions.Reminded];

    private static Task<StartResult> StartAsync(TestDatabase database, string email) => database.InScopeAsync(services =>
        services.GetRequiredService<StartAdhesion>().RunAsync(Bodies.Messina, EmailAddress.Parse(email)));
}
