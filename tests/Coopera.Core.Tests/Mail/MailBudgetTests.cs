using Coopera.Core.Coordination;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Mail;

/// <summary>What strangers can have the site send to somebody, on every engine and at once.</summary>
public sealed class MailBudgetTests
{
    private const string Victim = "vittima@comune.example";

    [Theory]
    [EachEngine]
    public async Task A_loop_of_a_hundred_and_nine_in_six_seconds_leaves_no_more_than_an_hour_s_worth(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, TestSettings.WithMailLimits());

        await Task.WhenAll(Enumerable.Range(0, 109).Select(i => StrangerAsync(database, new BlankSchedaSent(null, null), Victim)));

        Assert.Equal(3, await QueuedAsync(database)); // a notice is the first to stop
        var refused = Assert.Single(await database.ReadAsync(db => db.RefusedMails.ToListAsync()));
        Assert.Equal((MailKinds.BlankSchedaSent, MailLimit.Mailbox, 106), (refused.Kind, refused.Limit, refused.Count));
    }

    [Theory]
    [EachEngine]
    public async Task Two_nodes_at_once_spend_one_budget(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, TestSettings.WithMailLimits());
        var webinars = new List<int>();
        for (var i = 0; i < 12; i++)
        {
            webinars.Add((await database.WebinarAsync()).Id);
        }

        await using var other = database.NewServices();
        await Task.WhenAll(webinars.Select(async (webinar, i) =>
        {
            await using var scope = (i % 2 == 0 ? database.Services : other).CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SignUp>()
                .RunAsync(webinar, People.Person(Victim), People.Notice);
        }));

        Assert.Equal(12, await database.ReadAsync(db => db.Registrations.CountAsync())); // nobody loses a place to it
        Assert.Equal(6, await QueuedAsync(database));
        Assert.Equal(6, await database.ReadAsync(db => db.RefusedMails.SumAsync(r => r.Count)));
    }

    [Theory]
    [EachEngine]
    public async Task All_kinds_and_all_spellings_of_a_mailbox_share_one_budget(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, TestSettings.WithMailLimits());
        string[] spellings =
        [
            "mario.rossi@gmail.com", "m.a.r.i.o.rossi+uno@gmail.com", "MarioRossi@googlemail.com", "mariorossi+due@gmail.com",
            "mario.rossi@ｇmail.com",
        ];
        MailContent[] kinds =
        [
            MailSamples.All["confirmed"], MailSamples.All["blank scheda"], MailSamples.All["one link"],
            MailSamples.All["already registered"], MailSamples.All["adhesion started"],
            MailSamples.All["password reset"], MailSamples.All["moved"],
        ];

        foreach (var (i, kind) in Enumerable.Repeat(kinds, 4).SelectMany(k => k).Index())
        {
            await StrangerAsync(database, kind, spellings[i % spellings.Length]);
        }

        Assert.Equal(6, await QueuedAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task The_last_ones_of_an_hour_are_for_what_is_missed_most(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, TestSettings.WithMailLimits());
        foreach (var kind in new[] { "already registered", "one link", "confirmed" })
        {
            for (var i = 0; i < 10; i++)
            {
                await StrangerAsync(database, MailSamples.All[kind], Victim);
            }
        }

        var queued = await database.ReadAsync(db => db.OutgoingMails.Select(m => m.Kind).ToListAsync());
        Assert.Equal(
            (3, 2, 1),
            (queued.Count(k => k == MailKinds.AlreadyRegistered), queued.Count(k => k == MailKinds.YourLinks),
                queued.Count(k => k == MailKinds.RegistrationConfirmed)));
    }

    [Theory]
    [EachEngine]
    public async Task After_an_hour_there_are_new_ones_and_after_twenty_none_until_the_next_day(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, TestSettings.WithMailLimits());
        for (var hour = 0; hour < 6; hour++)
        {
            for (var i = 0; i < 10; i++)
            {
                await StrangerAsync(database, MailSamples.All["confirmed"], Victim);
            }

            Assert.Equal(Math.Min(20, 6 * (hour + 1)), await QueuedAsync(database));
            database.Clock.Advance(TimeSpan.FromHours(1));
        }

        database.Clock.Advance(TimeSpan.FromHours(19));
        await StrangerAsync(database, MailSamples.All["confirmed"], Victim);
        Assert.Equal(21, await QueuedAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task What_staff_and_the_person_cause_is_neither_counted_nor_stopped(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, TestSettings.WithMailLimits());
        foreach (var cause in new[] { MailCause.Staff, MailCause.Proven, MailCause.Schedule })
        {
            for (var i = 0; i < 10; i++)
            {
                await QueueAsync(database, cause, MailSamples.All["cancelled"], Victim);
            }
        }

        await StrangerAsync(database, MailSamples.All["confirmed"], Victim);

        Assert.Equal(31, await QueuedAsync(database));
        Assert.False(await database.ReadAsync(db => db.RefusedMails.AnyAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task The_address_on_record_of_a_body_gets_a_few_copies_a_day_whatever_adhesions_there_are(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(
            engine, TestSettings.WithMailLimits(("Mail:StrangerPerHour", "100"), ("Mail:StrangerPerDay", "100")));
        await database.WriteAsync(async db =>
        {
            var body = await db.PublicBodies.SingleAsync(b => b.Code == Bodies.Messina);
            for (var i = 0; i < 10; i++)
            {
                var adhesion = Adhesion.Start(
                    body, EmailAddress.Parse($"n{i}@comune.example"), EmailAddress.None, "2026-11-01", TestDatabase.Now);
                adhesion.Prove(TestDatabase.Now);
                db.QueueNews(MailCause.Stranger, adhesion, body, AdhesionEventKind.SignedCopyReceived, null, database.Clock.GetUtcNow());
            }
        });

        Assert.Equal(6, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.AdhesionCopyToBody)));
        Assert.Equal(10, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.AdhesionNews)));
        var refused = Assert.Single(await database.ReadAsync(db => db.RefusedMails.ToListAsync()));
        Assert.Equal((MailLimit.Body, 4), (refused.Limit, refused.Count));
    }

    [Theory]
    [EachEngine]
    public async Task The_brake_holds_for_everybody_together_and_spares_confirmations_longest(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, TestSettings.WithMailLimits(("Mail:AllStrangersPerHour", "20")));
        for (var i = 0; i < 30; i++)
        {
            await StrangerAsync(database, MailSamples.All["blank scheda"], $"a{i}@comune.example");
        }

        Assert.Equal(10, await QueuedAsync(database));
        for (var i = 0; i < 30; i++)
        {
            await StrangerAsync(database, MailSamples.All["confirmed"], $"b{i}@comune.example");
        }

        Assert.Equal(20, await QueuedAsync(database));
        Assert.All(
            await database.ReadAsync(db => db.RefusedMails.ToListAsync()),
            refused => Assert.Equal(MailLimit.Brake, refused.Limit));
    }

    [Fact]
    public async Task What_belongs_to_an_address_is_asked_for_with_the_same_row_whoever_it_is()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var webinar = await database.WebinarAsync();
        await database.InScopeAsync(services =>
            services.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Person(Victim), People.Notice));

        foreach (var address in new[] { Victim, "nessuna@comune.example" })
        {
            await database.InScopeAsync(async services =>
            {
                await services.GetRequiredService<AskForMail>().RunAsync(MailKinds.YourLinks, EmailAddress.Parse(address));
                return true;
            });
        }

        Assert.Equal(2, await database.ReadAsync(db => db.MailRequests.CountAsync()));
        Assert.Equal(1, await QueuedAsync(database)); // the confirmation: nobody has looked yet
        await database.AnswerMailRequestsAsync();
        Assert.False(await database.ReadAsync(db => db.MailRequests.AnyAsync()));
        Assert.Equal(2, await QueuedAsync(database));
    }

    private static Task StrangerAsync(TestDatabase database, MailContent mail, string to) =>
        QueueAsync(database, MailCause.Stranger, mail, to);

    private static Task QueueAsync(TestDatabase database, MailCause cause, MailContent mail, string to) => database.WriteAsync(db =>
    {
        db.Queue(cause, mail, EmailAddress.Parse(to), "Maria", null, database.Clock.GetUtcNow());
        return Task.CompletedTask;
    });

    private static Task<int> QueuedAsync(TestDatabase database) => database.ReadAsync(db => db.OutgoingMails.CountAsync());
}
