using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>Several colleagues by one form: each has a registration, a mail and a link, and nobody more than a place.</summary>
public sealed class SignUpTogetherTests
{
    private const string Here = "203.0.113.7";
    private const string Office = "ufficio@comune.example";

    [Theory]
    [EachEngine]
    public async Task Each_has_a_registration_and_a_mail_at_their_own_address(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 2);

        var outcomes = await SendAsync(database, webinar, Own(1, 3));

        Assert.Equal([SignUpOutcome.Confirmed, SignUpOutcome.Confirmed, SignUpOutcome.Waiting], outcomes);
        Assert.Equal(
            [RegistrationStatus.Confirmed, RegistrationStatus.Confirmed, RegistrationStatus.Waiting],
            (await AllAsync(database)).Select(r => r.Status));
        var mails = await MailsAsync(database);
        Assert.Equal(2, mails.OfType<RegistrationConfirmed>().Count(mail => mail.Colleague is { AsksQuestions: false }));
        Assert.NotNull(Assert.Single(mails.OfType<RegistrationWaiting>()).Colleague);
        Assert.Equal(
            3, await database.ReadAsync(db => db.RegistrationEvents.CountAsync(e => e.Kind == RegistrationEventKind.SignedUpTogether)));
    }

    [Theory]
    [EachEngine]
    public async Task Those_of_one_mailbox_are_confirmed_by_one_link_and_then_each_has_a_mail(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 3);

        var outcomes = await SendAsync(database, webinar, Shared(4));

        Assert.Equal(
            [SignUpOutcome.Confirmed, SignUpOutcome.ToConfirm, SignUpOutcome.ToConfirm, SignUpOutcome.ToConfirm], outcomes);
        var mail = Assert.Single((await MailsAsync(database)).OfType<RegistrationToConfirm>());
        Assert.Equal(["Persona Numero 2", "Persona Numero 3", "Persona Numero 4"], mail.Names);
        Assert.True(await ConfirmAsync(database, webinar, mail.Registration.Id));
        Assert.True(await ConfirmAsync(database, webinar, mail.Registration.Id));
        var all = await AllAsync(database);
        Assert.Equal(4, all.Select(r => r.Number).Distinct().Count());
        Assert.Equal(
            [RegistrationStatus.Confirmed, RegistrationStatus.Confirmed, RegistrationStatus.Confirmed, RegistrationStatus.Waiting],
            all.Select(r => r.Status));
        var proven = await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Cause == MailCause.Proven));
        Assert.Equal(3, proven);
        Assert.Equal(3, (await MailsAsync(database)).OfType<RegistrationConfirmed>().Count(one => one.Colleague is not null));
    }

    [Theory]
    [EachEngine]
    public async Task Sent_twice_at_once_and_again_it_is_the_same_rows_and_the_same_mails(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        Participant[] people = [.. Own(1, 5), .. Shared(5)];

        var answers = await Task.WhenAll(Enumerable.Range(1, 3).Select(_ => SendAsync(database, webinar, people)));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(10, (await AllAsync(database)).Count);
        Assert.Equal(7, (await MailsAsync(database)).Count); // five, the first of the office, and one link for the others
        Assert.Equal(10, await database.ReadAsync(db => db.SignUpAttempts.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task The_last_places_go_to_as_many_as_there_are_whoever_sends_at_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 25);
        await using var node = database.NewServices();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
        {
            await using var scope = (engine == DatabaseProvider.Sqlite || number % 2 == 0 ? database.Services : node).CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SignUpTogether>()
                .RunAsync(webinar.Id, Own(10 * number + 1, 10), People.Notice, $"203.0.113.{number}");
        }));

        var all = await AllAsync(database);
        Assert.Equal((40, 40), (all.Count, all.Select(r => r.Number).Distinct().Count()));
        Assert.Equal(25, all.Count(r => r.Status == RegistrationStatus.Confirmed));
        Assert.Equal(15, all.Count(r => r.Status == RegistrationStatus.Waiting));
    }

    [Theory]
    [EachEngine]
    public async Task Who_is_signed_up_already_is_told_by_mail_alone_and_a_known_mailbox_reads_as_a_new_one(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SendAsync(database, webinar, Own(1, 1), "198.51.100.4");
        await SendAsync(database, webinar, [People.Person(Office)], "198.51.100.4");
        database.Clock.Advance(TimeSpan.FromMinutes(11));

        var outcomes = await SendAsync(database, webinar, [.. Own(1, 2), .. Shared(2)]);

        Assert.Equal(
            [SignUpOutcome.Confirmed, SignUpOutcome.Confirmed, SignUpOutcome.Confirmed, SignUpOutcome.ToConfirm], outcomes);
        var mails = await MailsAsync(database);
        Assert.Single(mails.OfType<AlreadyRegistered>());
        Assert.Equal(2, Assert.Single(mails.OfType<RegistrationToConfirm>()).Names?.Count);
        Assert.Equal(2, (await AllAsync(database)).Count(r => r.Status == RegistrationStatus.Unconfirmed));
    }

    [Theory]
    [EachEngine]
    public async Task Beyond_what_an_office_does_all_of_them_confirm_and_a_closed_webinar_takes_nobody(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        foreach (var number in Enumerable.Range(0, 3))
        {
            await SendAsync(database, webinar, Own(20 * number + 1, 20));
        }

        Assert.All(await SendAsync(database, webinar, Own(100, 20)), outcome => Assert.Equal(SignUpOutcome.ToConfirm, outcome));
        Assert.Equal(60, (await AllAsync(database)).Count(r => r.Status == RegistrationStatus.Confirmed));
        database.Clock.SetUtcNow(webinar.StartsAt);
        Assert.Equal([SignUpOutcome.NotOpen], await SendAsync(database, webinar, Own(200, 20)));
        Assert.Equal(80, (await AllAsync(database)).Count);
    }

    [Theory]
    [EachEngine]
    public async Task The_link_of_several_still_confirms_them_when_somebody_else_with_the_mailbox_has_signed_up_meanwhile(
        DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        foreach (var number in Enumerable.Range(0, 3))
        {
            await SendAsync(database, webinar, Own(20 * number + 1, 20)); // so that the next ones from here are all to confirm
        }

        await SendAsync(database, webinar, Shared(3));
        var link = Assert.Single((await MailsAsync(database)).OfType<RegistrationToConfirm>());
        await database.InScopeAsync(services => services.GetRequiredService<SignUp>()
            .RunAsync(webinar.Id, People.Person(Office, "Anna", "Verdi"), People.Notice, "198.51.100.9"));

        Assert.True(await ConfirmAsync(database, webinar, link.Registration.Id));

        var office = (await AllAsync(database)).FindAll(r => r.EmailKey == Office);
        Assert.Equal(
            ["Anna Verdi", "Persona Numero 1", "Persona Numero 2", "Persona Numero 3"], office.Select(r => r.FullName).Order());
        Assert.All(office, r => Assert.Equal(RegistrationStatus.Confirmed, r.Status));
    }

    [Theory]
    [EachEngine]
    public async Task The_link_of_several_outlives_that_the_first_of_them_signs_up_once_more(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        foreach (var number in Enumerable.Range(0, 3))
        {
            await SendAsync(database, webinar, Own(20 * number + 1, 20)); // so that the next ones from here are all to confirm
        }

        await SendAsync(database, webinar, Shared(3));
        var link = Assert.Single((await MailsAsync(database)).OfType<RegistrationToConfirm>());
        await database.InScopeAsync(services => services.GetRequiredService<SignUp>()
            .RunAsync(webinar.Id, People.Person(Office, "Persona", "Numero 1") with { Role = "Altro" }, People.Notice, "198.51.100.9"));

        Assert.True(await ConfirmAsync(database, webinar, link.Registration.Id));

        var office = (await AllAsync(database)).FindAll(r => r.EmailKey == Office && r.Status == RegistrationStatus.Confirmed);
        Assert.Equal(["Persona Numero 1", "Persona Numero 2", "Persona Numero 3"], office.Select(r => r.FullName).Order());
        var named = await database.ReadAsync(async db => await ConfirmSignUp.OfLinkAsync(
            db, await db.Registrations.AsNoTracking().SingleAsync(r => r.Id == link.Registration.Id)));
        Assert.Equal(office.Single(r => r.LastName == "Numero 1").Id, named.Id);
    }

    [Theory]
    [EachEngine]
    public async Task A_mailbox_gets_no_more_mails_by_a_stranger_than_its_budget_however_many_people_are_written(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, TestSettings.WithMailLimits());
        var webinar = await database.WebinarAsync();

        foreach (var form in Enumerable.Range(0, 5))
        {
            var people = Enumerable.Range(1, 20).Select(n => People.Person(Office, "Persona", $"Numero {form} {n}"));
            await SendAsync(database, webinar, [.. people], $"203.0.113.{form}");
        }

        Assert.InRange(await database.ReadAsync(db => db.OutgoingMails.CountAsync()), 1, 6);
        Assert.Equal(1, (await AllAsync(database)).Count(r => r.Status == RegistrationStatus.Confirmed));
        Assert.InRange((await AllAsync(database)).Count, 2, Registration.MostAtMailbox);
    }

    private static Participant[] Own(int from, int count) => [.. Enumerable.Range(from, count).Select(People.Number)];

    private static Participant[] Shared(int count) =>
        [.. Enumerable.Range(1, count).Select(number => People.Person(Office, "Persona", $"Numero {number}"))];

    private static Task<IReadOnlyList<SignUpOutcome>> SendAsync(
        TestDatabase database, Webinar webinar, Participant[] people, string network = Here) => database.InScopeAsync(
        services => services.GetRequiredService<SignUpTogether>().RunAsync(webinar.Id, people, People.Notice, network));

    private static Task<bool> ConfirmAsync(TestDatabase database, Webinar webinar, Guid id) =>
        database.InScopeAsync(services => services.GetRequiredService<ConfirmSignUp>().RunAsync(webinar.Id, id));

    private static Task<List<Registration>> AllAsync(TestDatabase database) =>
        database.ReadAsync(db => db.Registrations.AsNoTracking().OrderBy(r => r.Number).ToListAsync());

    private static async Task<List<MailContent>> MailsAsync(TestDatabase database) =>
        [.. (await database.ReadAsync(db => db.OutgoingMails.OrderBy(m => m.CreatedAt).Select(m => m.Content).ToListAsync()))
            .Select(MailContent.FromJson)];
}
