using Coopera.Core.Coordination;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Coordination;

public sealed class StartAdhesionTests
{
    [Theory]
    [EachEngine]
    public async Task Ten_people_at_once_have_a_draft_each_and_reserve_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        var results =
            await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Task.Run(() => StartAsync(database, $"persona{n}@comune.example"))));

        Assert.All(results, outcome => Assert.Equal(StartOutcome.Started, outcome));
        Assert.Equal(10, await database.ReadAsync(db => db.Adhesions.CountAsync(a => a.PublicBodyCode == Bodies.Messina)));
        Assert.False(await database.ReadAsync(db => db.Adhesions.AnyAsync(a => a.ActiveKey == Bodies.Messina)));
        Assert.Equal(10, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.AdhesionNews)));
    }

    [Theory]
    [EachEngine]
    public async Task Two_drafts_submitted_at_once_make_one_adhesion_and_the_other_is_told(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var drafts = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            drafts.Add(await CompleteAsync(database, $"persona{i}@comune.example"));
        }

        var outcomes = await Task.WhenAll(drafts.Select(id => Task.Run(() => SubmitAsync(database, id))));

        Assert.Equal(1, outcomes.Count(outcome => outcome == ChangeAdhesionOutcome.Done));
        Assert.Equal(5, outcomes.Count(outcome => outcome == ChangeAdhesionOutcome.BodyTaken));
        var stored = await database.ReadAsync(db => db.Adhesions.AsNoTracking().Where(a => drafts.Contains(a.Id)).ToListAsync());
        Assert.Single(stored, a => a.ActiveKey == Bodies.Messina && a.Status == AdhesionStatus.Submitted);
        Assert.All(
            stored.Where(a => a.ActiveKey is null),
            a => Assert.Equal((AdhesionStatus.Draft, null, "Lo Bue"), (a.Status, a.ReceiptNumber, a.TechnicalContact.LastName)));
        Assert.Equal(1, await database.ReadAsync(db => db.ReceiptCounters.SumAsync(counter => counter.Last)));
    }

    [Theory]
    [EachEngine]
    public async Task A_draft_that_nobody_opens_is_gone_after_seven_days_and_one_that_was_opened_stays(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await StartAsync(database, "mai@comune.example");
        await SendMailsAsync(database);
        await BeginAsync(database, "aperta@comune.example");
        database.Clock.Advance(Adhesion.UnopenedLife - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await ForgetAsync(database));

        database.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await ForgetAsync(database));

        var left = await database.ReadAsync(db => db.Adhesions.SingleAsync(a => a.PublicBodyCode == Bodies.Messina));
        Assert.Equal("aperta@comune.example", left.Email.Display);
        Assert.Equal(1, await RemindAsync(database)); // it was opened, and has stood still since
    }

    [Theory]
    [EachEngine]
    public async Task A_draft_whose_mail_has_not_left_yet_is_waited_for(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await StartAsync(database, "ufficio@comune.example");
        database.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(0, await ForgetAsync(database));
        await SendMailsAsync(database);
        Assert.Equal(1, await ForgetAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task Who_asks_again_gets_the_same_draft_once_in_ten_minutes_and_seven_days_from_then(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await StartAsync(database, "ufficio@comune.example");

        Assert.Equal(StartOutcome.LinkAgain, await StartAsync(database, "UFFICIO@comune.example"));
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync()));

        database.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(StartOutcome.LinkAgain, await StartAsync(database, "ufficio@comune.example"));
        Assert.Equal(2, await database.ReadAsync(db => db.OutgoingMails.CountAsync()));
        Assert.Equal(1, await database.ReadAsync(db => db.Adhesions.CountAsync(a => a.PublicBodyCode == Bodies.Messina)));
        await SendMailsAsync(database);
        database.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(0, await ForgetAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task A_draft_is_not_reminded_when_the_scheda_of_another_is_in(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await BeginAsync(database, "prima@comune.example");
        Assert.Equal(ChangeAdhesionOutcome.Done, await SubmitAsync(database, await CompleteAsync(database, "seconda@comune.example")));
        database.Clock.Advance(TimeSpan.FromDays(8));

        Assert.Equal(0, await RemindAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task A_body_that_stops_is_reminded_after_seven_and_after_twenty_one_days_and_then_left_to_the_staff(
        DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await BeginAsync(database, "ufficio@comune.example");
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
        Assert.True((await database.ReadAsync(db => db.Adhesions.SingleAsync(a => a.PublicBodyCode == Bodies.Messina))).IsStuck);
    }

    [Theory]
    [EachEngine]
    public async Task Two_nodes_remind_a_body_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await BeginAsync(database, "ufficio@comune.example");
        database.Clock.Advance(TimeSpan.FromDays(8));

        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RemindAsync(database))));

        Assert.Equal(1, sent.Sum());
        var adhesion = await database.ReadAsync(
            db => db.Adhesions.Include(a => a.Events).SingleAsync(a => a.PublicBodyCode == Bodies.Messina));
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

    private static async Task<long> ForgetAsync(TestDatabase database) => (await database.InScopeAsync(
        services => services.GetRequiredService<ForgetUnopenedAdhesions>().RunAsync()))[ForgetUnopenedAdhesions.Forgotten];

    private static Task SendMailsAsync(TestDatabase database) => database.WriteAsync(db => db.OutgoingMails
        .Where(m => m.Status == OutgoingMailStatus.Queued)
        .ExecuteUpdateAsync(m => m.SetProperty(x => x.Status, OutgoingMailStatus.Sent)));

    /// <summary>Started, and opened from the mail.</summary>
    private static async Task<Guid> BeginAsync(TestDatabase database, string email)
    {
        await StartAsync(database, email);
        var address = EmailAddress.Parse(email);
        var id = await database.ReadAsync(db => db.Adhesions.Where(a => a.Email == address).Select(a => a.Id).SingleAsync());
        await ChangeAsync(database, id, (_, _, _) => { });
        return id;
    }

    private static async Task<Guid> CompleteAsync(TestDatabase database, string email)
    {
        var id = await BeginAsync(database, email);
        await ChangeAsync(database, id, (adhesion, body, now) =>
        {
            var contact = new ContactPerson("Nuccio", "Lo Bue", "", "", "", EmailAddress.Parse("nuccio.lobue@comune.example"));
            adhesion.TellPeople(
                body, new LegalRepresentative("Lucia", "D’Angelo", LegalOffice.Mayor), ContactPerson.Unknown, contact, Actor.Body, now);
            adhesion.TellNetworkAndAct(
                new SaiNetwork(SaiProject.No, SaiKinds.None, null), new AdhesionAct(ActKind.ToBeAdopted, "", null), Actor.Body, now);
            adhesion.AttachCopy(
                new StoredFile($"{id:N}", "scheda.pdf", "application/pdf", 1, new string('a', 64)), "{}", Actor.Body, now);
        });
        return id;
    }

    private static async Task<ChangeAdhesionOutcome> SubmitAsync(TestDatabase database, Guid id)
    {
        var adhesion = await database.ReadAsync(
            db => db.Adhesions.AsNoTracking().Include(a => a.SignedCopies).SingleAsync(a => a.Id == id));
        var body = await database.ReadAsync(db => db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == adhesion.PublicBodyCode));
        return (await database.InScopeAsync(services => services.GetRequiredService<SendSignedCopy>()
            .SubmitAttachedAsync(new FoundAdhesion("", adhesion, body), Actor.Body))).Outcome;
    }

    private static Task<ChangeAdhesionOutcome> ChangeAsync(
        TestDatabase database, Guid id, Action<Adhesion, PublicBody, DateTimeOffset> verb) => database.InScopeAsync(services =>
        services.GetRequiredService<ChangeAdhesion>().RunAsync(id, null, (_, adhesion, body, now) =>
        {
            verb(adhesion, body, now);
            return Task.CompletedTask;
        }));

    private static Task<StartOutcome> StartAsync(TestDatabase database, string email) => database.InScopeAsync(services =>
        services.GetRequiredService<StartAdhesion>().RunAsync(Bodies.Messina, EmailAddress.Parse(email)));
}
