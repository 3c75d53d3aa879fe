using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.People;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>Nobody holds a whole webinar from one place, on every engine and at once.</summary>
public sealed class CrowdedSignUpTests
{
    private const string Here = "203.0.113.7";
    private const string Elsewhere = "2001:db8:7:1::/64";

    [Theory]
    [EachEngine]
    public async Task A_thousand_from_one_address_take_sixty_places_and_within_the_hour_the_others_are_gone(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 500);

        var outcomes = new List<SignUpOutcome>();
        foreach (var number in Enumerable.Range(1, 1000))
        {
            outcomes.Add(await SignUpAsync(database, webinar, People.Number(number)));
        }

        Assert.Equal(60, outcomes.Count(outcome => outcome == SignUpOutcome.Confirmed));
        Assert.All(outcomes.Skip(60), outcome => Assert.Equal(SignUpOutcome.ToConfirm, outcome));
        Assert.Equal(60, await CountAsync(database, RegistrationStatus.Confirmed));
        foreach (var number in Enumerable.Range(2001, 60))
        {
            Assert.Equal(SignUpOutcome.Confirmed, await SignUpAsync(database, webinar, People.Number(number), Elsewhere));
        }

        database.Clock.Advance(Registration.ConfirmWithin);
        Assert.Equal(940, (await RunJobAsync(database))[ForgetUnconfirmed.Lapsed]);
        Assert.Equal(120, await database.ReadAsync(db => db.Registrations.CountAsync()));
        Assert.Equal(120, await CountAsync(database, RegistrationStatus.Confirmed));
        Assert.Equal(SignUpOutcome.Confirmed, await SignUpAsync(database, webinar, People.Number(1000)));
    }

    [Theory]
    [EachEngine]
    public async Task At_once_from_two_nodes_no_more_get_in_than_one_after_the_other(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await using var node = database.NewServices();

        await Task.WhenAll(Enumerable.Range(1, 90).Select(async number =>
        {
            await using var scope = (engine == DatabaseProvider.Sqlite || number % 2 == 0 ? database.Services : node).CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SignUp>()
                .RunAsync(webinar.Id, People.Number(number), People.Notice, Here);
        }));

        Assert.Equal(60, await CountAsync(database, RegistrationStatus.Confirmed));
        Assert.Equal(30, await CountAsync(database, RegistrationStatus.Unconfirmed));
    }

    [Theory]
    [EachEngine]
    public async Task The_last_place_goes_to_one_of_those_who_confirm_and_sign_up_at_once_and_the_others_wait(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 61);
        await FillAsync(database, webinar, 65);
        var waiting = await database.ReadAsync(
            db => db.Registrations.Where(r => r.Status == RegistrationStatus.Unconfirmed).Select(r => r.Id).ToListAsync());

        await Task.WhenAll(
            waiting.Select(async id => Assert.True(await ConfirmAsync(database, webinar, id)))
                .Concat(Enumerable.Range(101, 3).Select(i => (Task)SignUpAsync(database, webinar, People.Number(i), Elsewhere))));

        Assert.Equal(61, await CountAsync(database, RegistrationStatus.Confirmed));
        Assert.Equal(7, await CountAsync(database, RegistrationStatus.Waiting));
        var stored = await database.ReadAsync(db => db.Registrations.ToListAsync());
        Assert.Equal(stored.Count, stored.Select(r => r.Number).Distinct().Count());
        var last = stored.Where(r => r.Status == RegistrationStatus.Confirmed).Max(r => r.Number);
        Assert.All(stored.Where(r => r.Status == RegistrationStatus.Waiting), r => Assert.True(r.Number > last, "Somebody was overtaken."));
    }

    [Theory]
    [EachEngine]
    public async Task Who_confirms_gets_the_mail_of_everybody_and_doing_it_twice_sends_it_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var id = await ToConfirmAsync(database, webinar);

        Assert.True(await ConfirmAsync(database, webinar, id));
        Assert.True(await ConfirmAsync(database, webinar, id));

        var mails = await database.ReadAsync(db => db.OutgoingMails.Where(m => m.RegistrationId == id).Select(m => m.Kind).ToListAsync());
        Assert.Equal([MailKinds.RegistrationConfirmed, MailKinds.RegistrationToConfirm], mails.Order());
    }

    [Theory]
    [EachEngine]
    public async Task After_an_hour_a_link_does_nothing_even_before_anything_was_cleared_away_and_signing_up_again_works(
        DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var id = await ToConfirmAsync(database, webinar);
        database.Clock.Advance(Registration.ConfirmWithin);

        Assert.False(await ConfirmAsync(database, webinar, id));
        Assert.Equal(SignUpOutcome.Confirmed, await SignUpAsync(database, webinar, People.Person()));

        Assert.Equal(
            [RegistrationStatus.Confirmed],
            await database.ReadAsync(db => db.Registrations.Where(r => r.LastName == "Rossi").Select(r => r.Status).ToListAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task A_known_address_and_a_new_one_have_one_answer_and_are_counted_alike(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, People.Person("nota@comune.example"), Elsewhere);
        await FillAsync(database, webinar, 59);

        await SignUpAsync(database, webinar, People.Person("nota@comune.example"));
        Assert.Equal(SignUpOutcome.ToConfirm, await SignUpAsync(database, webinar, People.Person("nuova@comune.example")));
        Assert.Equal(SignUpOutcome.ToConfirm, await SignUpAsync(database, webinar, People.Person("nota@comune.example")));

        Assert.Equal(62, await database.ReadAsync(db => db.SignUpAttempts.CountAsync(a => a.Place == Here)));
        Assert.Equal(RegistrationStatus.Confirmed, await StatusAsync(database, "nota@comune.example"));
    }

    [Theory]
    [EachEngine]
    public async Task A_double_click_beyond_the_limit_is_one_sign_up_with_one_answer(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await FillAsync(database, webinar, 60);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 3).Select(_ => SignUpAsync(database, webinar, People.Person())));

        Assert.All(outcomes, outcome => Assert.Equal(SignUpOutcome.ToConfirm, outcome));
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.RegistrationToConfirm)));
        Assert.Equal(61, await database.ReadAsync(db => db.SignUpAttempts.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Three_spellings_of_a_mailbox_sign_up_the_fourth_confirms_and_the_plain_one_is_never_kept_out(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();

        var outcomes = new List<SignUpOutcome>();
        foreach (var (email, number) in new[] { "a.b+1@gmail.com", "ab+2@gmail.com", "a.b@googlemail.com", "a.b@gmail.com", "ab@gmail.com" }
            .Select((email, number) => (email, number)))
        {
            outcomes.Add(await SignUpAsync(database, webinar, People.Person(email), $"203.0.113.{number}"));
        }

        // What the sender reads tells nothing of who else has signed up.
        Assert.All(outcomes, outcome => Assert.Equal(SignUpOutcome.Confirmed, outcome));
        Assert.Equal(RegistrationStatus.Unconfirmed, await StatusAsync(database, "a.b@gmail.com"));
        Assert.Equal(4, await CountAsync(database, RegistrationStatus.Confirmed));
    }

    [Theory]
    [EachEngine]
    public async Task What_nobody_confirmed_stands_in_nobody_s_way(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, People.Person("mia@comune.example"), Elsewhere);
        await FillAsync(database, webinar, 60);
        foreach (var name in new[] { "casa", "ufficio", "nuova" })
        {
            await SignUpAsync(database, webinar, People.Person($"{name}@comune.example"));
        }

        Assert.Equal(SignUpOutcome.Confirmed, await SignUpAsync(database, webinar, People.Person("casa@comune.example"), Elsewhere));
        var added = await database.InScopeAsync(services => services.GetRequiredService<AddPerson>().RunAsync(
            webinar.Id,
            new NewPerson(People.Person("ufficio@comune.example"), People.Notice, "letta per telefono", null, true, Guid.NewGuid()),
            "staff@anci.example"));
        var mine = await database.ReadAsync(db => db.Registrations.SingleAsync(r => r.EmailKey == "mia@comune.example"));
        var moved = await database.InScopeAsync(
            services => services.GetRequiredService<ChangeRegistration>().RunAsync(mine, People.Person("nuova@comune.example")));

        Assert.Equal(ChangeVerdict.Done, added.Verdict);
        Assert.Equal(ChangeRegistrationOutcome.Moved, moved);
        Assert.Equal(0, await CountAsync(database, RegistrationStatus.Unconfirmed));
        Assert.Equal(mine.Id, await database.ReadAsync(
            db => db.Registrations.Where(r => r.ActiveKey == "nuova@comune.example").Select(r => r.Id).SingleAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Networks_are_forgotten_after_a_day_and_what_came_in_a_burst_can_still_be_found_for_a_week(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await FillAsync(database, webinar, 48);
        await SignUpAsync(database, webinar, People.Person(), Elsewhere);
        var before = Assert.Single(await BurstsAsync(database, webinar));

        database.Clock.Advance(TimeSpan.FromHours(24));
        await RunJobAsync(database);

        Assert.False(await database.ReadAsync(db => db.SignUpAttempts.AnyAsync(a => a.Place == Here || a.Place == Elsewhere)));
        Assert.Equal(48, before.Confirmed);
        Assert.Equal(before, Assert.Single(await BurstsAsync(database, webinar)));
        Assert.Equal(48, await database.ReadAsync(
            db => SignUpBursts.Of(db, webinar.Id, before.Burst.First, before.Burst.Last).CountAsync()));
        database.Clock.Advance(TimeSpan.FromDays(6));
        await RunJobAsync(database);
        Assert.False(await database.ReadAsync(db => db.SignUpAttempts.AnyAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Staff_cancel_many_and_who_never_confirmed_gets_no_mail(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await FillAsync(database, webinar, 62);
        var count = await database.ReadAsync(db => BulkCount.OfAsync(db.Registrations));

        var result = await database.InScopeAsync(services => services.GetRequiredService<HandleMany>().RunAsync(new BulkOrder(
            webinar.Id, BulkAction.Cancel, db => db.Registrations, count.Fingerprint, "tutti", "Raffica", true, "staff@anci.example")));

        Assert.Equal((60, 2), (count.Confirmed, count.Unconfirmed));
        Assert.Equal(ChangeVerdict.Done, result.Verdict);
        Assert.Equal(60, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.RegistrationCancelled)));
        Assert.Equal(62, await CountAsync(database, RegistrationStatus.Cancelled));
        Assert.Empty(await BurstsAsync(database, webinar));
    }

    private static async Task FillAsync(TestDatabase database, Webinar webinar, int count)
    {
        foreach (var number in Enumerable.Range(1, count))
        {
            await SignUpAsync(database, webinar, People.Number(number));
        }
    }

    private static async Task<Guid> ToConfirmAsync(TestDatabase database, Webinar webinar)
    {
        await FillAsync(database, webinar, 60);
        Assert.Equal(SignUpOutcome.ToConfirm, await SignUpAsync(database, webinar, People.Person()));
        return await database.ReadAsync(
            db => db.Registrations.Where(r => r.Status == RegistrationStatus.Unconfirmed).Select(r => r.Id).SingleAsync());
    }

    private static async Task<SignUpOutcome> SignUpAsync(
        TestDatabase database, Webinar webinar, Participant person, string network = Here) =>
        (await database.InScopeAsync(services => services.GetRequiredService<SignUp>()
            .RunAsync(webinar.Id, person, People.Notice, network))).Outcome;

    private static Task<bool> ConfirmAsync(TestDatabase database, Webinar webinar, Guid id) =>
        database.InScopeAsync(services => services.GetRequiredService<ConfirmSignUp>().RunAsync(webinar.Id, id));

    private static Task<Coopera.Core.Jobs.JobReport> RunJobAsync(TestDatabase database) =>
        database.InScopeAsync(services => services.GetRequiredService<ForgetUnconfirmed>().RunAsync());

    private static Task<IReadOnlyList<SeenBurst>> BurstsAsync(TestDatabase database, Webinar webinar) => database.InScopeAsync(
        services => services.GetRequiredService<SignUpBursts>().FindAsync([webinar.Id], TestDatabase.Now.AddDays(-1)));

    private static Task<int> CountAsync(TestDatabase database, RegistrationStatus status) =>
        database.ReadAsync(db => db.Registrations.CountAsync(r => r.Status == status));

    private static Task<RegistrationStatus> StatusAsync(TestDatabase database, string email) => database.ReadAsync(
        db => db.Registrations.Where(r => r.ActiveKey == EmailAddress.Parse(email).Key).Select(r => r.Status).SingleAsync());
}
