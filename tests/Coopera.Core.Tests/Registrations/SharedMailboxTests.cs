using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>Two people with one mailbox have a registration each, and only who reads the mailbox makes the second one count.</summary>
public sealed class SharedMailboxTests
{
    private const string Office = "ufficio@comune.example";
    private const string Elsewhere = "203.0.113.9";

    private static readonly Participant Maria = People.Person(Office);
    private static readonly Participant Luca = People.Person(Office, "Luca", "Bianchi");

    [Theory]
    [EachEngine]
    public async Task A_second_person_takes_no_place_before_the_mailbox_confirms_and_then_has_a_registration_of_their_own(
        DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();

        Assert.Equal(SignUpOutcome.Confirmed, (await SignUpAsync(database, webinar, Maria)).Outcome);
        Assert.Equal(SignUpOutcome.Confirmed, (await SignUpAsync(database, webinar, Luca, Elsewhere)).Outcome); // as for a new address

        var luca = await NamedAsync(database, "Luca");
        Assert.Equal(RegistrationStatus.Unconfirmed, luca.Status);
        var mail = await OneAsync<RegistrationToConfirm>(database);
        Assert.Equal(("Luca", "Maria"), (mail.Registration.FirstName, mail.Beside?.FirstName));
        Assert.True(await ConfirmAsync(database, webinar, luca.Id));
        Assert.Equal(
            ["Luca Bianchi", "Maria Rossi"],
            (await AllAsync(database)).Where(r => r.Status == RegistrationStatus.Confirmed).Select(r => r.FullName).Order());
        Assert.Equal(
            [Office, Office],
            (await database.ReadAsync(db => db.OutgoingMails.Where(m => m.Kind == MailKinds.RegistrationConfirmed).ToListAsync()))
                .Select(m => m.Recipient.Display));
    }

    [Theory]
    [EachEngine]
    public async Task The_same_name_in_whatever_spelling_is_the_same_person_also_of_the_second(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await BothAsync(database, webinar);

        await SignUpAsync(database, webinar, Maria with { FirstName = "ROSSI", LastName = "maría" }, Elsewhere);
        await SignUpAsync(database, webinar, Luca with { FirstName = "Bianchi", LastName = "Luca" }, Elsewhere);

        Assert.Equal(2, (await AllAsync(database)).Count);
        Assert.Equal(2, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.AlreadyRegistered)));
    }

    [Theory]
    [EachEngine]
    public async Task Twenty_times_at_once_from_two_nodes_the_second_is_one_registration_with_one_mail(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, Maria);
        await using var node = database.NewServices();

        await Task.WhenAll(Enumerable.Range(1, 20).Select(async number =>
        {
            await using var scope = (engine == DatabaseProvider.Sqlite || number % 2 == 0 ? database.Services : node).CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(webinar.Id, Luca, People.Notice, Elsewhere);
        }));

        Assert.Equal(2, (await AllAsync(database)).Count);
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.RegistrationToConfirm)));
        Assert.Equal(2, await database.ReadAsync(db => db.SignUpAttempts.CountAsync()) + 1); // the first has no network
    }

    [Theory]
    [EachEngine]
    public async Task A_stranger_fills_no_mailbox_with_names(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, Maria);

        foreach (var number in Enumerable.Range(1, 50))
        {
            await SignUpAsync(database, webinar, People.Number(number) with { Email = Maria.Email }, $"203.0.113.{number}");
        }

        var all = await AllAsync(database);
        Assert.Equal(Registration.MostAtMailbox, all.Count);
        Assert.Equal("Maria Rossi", Assert.Single(all, r => r.Status == RegistrationStatus.Confirmed).FullName);
        database.Clock.Advance(Registration.ConfirmWithin);
        await database.InScopeAsync(services => services.GetRequiredService<ForgetUnconfirmed>().RunAsync());
        Assert.Single(await AllAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task Who_just_signed_up_as_the_second_goes_back_and_corrects_the_name(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, Maria);
        var first = await SignUpAsync(database, webinar, Luca with { LastName = "Bianci" }, Elsewhere);

        var corrected = await SignUpAsync(database, webinar, Luca, Elsewhere, first.Proof);
        var again = await SignUpAsync(database, webinar, Luca, Elsewhere, corrected.Proof);
        var asMaria = await SignUpAsync(database, webinar, Maria with { FirstName = "Luca Maria" }, Elsewhere, again.Proof);

        Assert.Equal(corrected.Proof, again.Proof);
        Assert.NotNull(asMaria.Proof);
        var all = await AllAsync(database);
        Assert.Equal(["Luca Maria Rossi", "Maria Rossi"], all.Select(r => r.FullName).Order());
        Assert.Equal(
            all.Single(r => r.FirstName == "Luca Maria").Id,
            (await SignUpAsync(database, webinar, Maria with { FirstName = "Luca Maria" }, Elsewhere)).Proof?.RegistrationId);
    }

    [Theory]
    [EachEngine]
    public async Task Back_with_the_address_of_somebody_else_moves_nothing_there_before_that_mailbox_confirms(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, Maria);
        var own = await SignUpAsync(database, webinar, Luca with { Email = EmailAddress.Parse("luca@comune.example") }, Elsewhere);

        await SignUpAsync(database, webinar, Luca, Elsewhere, own.Proof);

        Assert.Equal(
            [("luca@comune.example", RegistrationStatus.Confirmed), (Office, RegistrationStatus.Unconfirmed)],
            (await AllAsync(database)).Where(r => r.FirstName == "Luca").Select(r => (r.Email.Display, r.Status)).Order());
    }

    [Theory]
    [EachEngine]
    public async Task The_first_leaves_and_comes_back_beside_who_came_meanwhile(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        await SignUpAsync(database, webinar, Maria);
        var maria = await NamedAsync(database, "Maria");
        await CancelAsync(database, maria);

        // The place that is kept is Maria's: a colleague with her mailbox does not get it.
        Assert.Equal(SignUpOutcome.Waiting, (await SignUpAsync(database, webinar, Luca, Elsewhere)).Outcome);
        var back = await database.InScopeAsync(services => services.GetRequiredService<TakeBackCancellation>().RunAsync(maria));

        Assert.Equal(TakenBack.Done, back);
        Assert.Equal(
            [("Luca", RegistrationStatus.Waiting), ("Maria", RegistrationStatus.Confirmed)],
            (await AllAsync(database)).Select(r => (r.FirstName, r.Status)).Order());
        await SignUpAsync(database, webinar, Maria, "203.0.113.77");
        Assert.Equal(2, (await AllAsync(database)).Count);
    }

    [Theory]
    [EachEngine]
    public async Task Who_signed_up_again_meanwhile_under_the_same_name_cannot_take_the_cancellation_back(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await BothAsync(database, webinar);
        var luca = await NamedAsync(database, "Luca");
        await CancelAsync(database, luca);
        await SignUpAsync(database, webinar, Luca, Elsewhere);
        await ConfirmAsync(database, webinar, (await NamedAsync(database, "Luca")).Id);

        var back = await database.InScopeAsync(services => services.GetRequiredService<TakeBackCancellation>().RunAsync(luca));

        Assert.Equal(TakenBack.SignedUpAgain, back);
    }

    [Theory]
    [EachEngine]
    public async Task All_people_of_a_mailbox_get_their_links_with_their_names(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await BothAsync(database, webinar);

        await database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<AskForMail>().RunAsync(MailKinds.YourLinks, Maria.Email);
            return true;
        });
        await database.AnswerMailRequestsAsync();

        var mail = await OneAsync<YourLinks>(database);
        Assert.Equal(["Maria Rossi", "Luca Bianchi"], mail.Links.Select(mail.NameOf));
        Assert.Equal("Ciao", mail.Greeting);
    }

    [Theory]
    [EachEngine]
    public async Task By_the_personal_page_names_and_addresses_change_and_the_key_follows(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await BothAsync(database, webinar);
        await SignUpAsync(database, webinar, People.Person("anna@comune.example", "Anna", "Verdi"));
        var (maria, luca) = (await NamedAsync(database, "Maria"), await NamedAsync(database, "Luca"));
        var anna = await NamedAsync(database, "Anna");

        Assert.Equal(ChangeRegistrationOutcome.NameTaken, await ChangeAsync(database, luca, Maria));
        Assert.Equal(ChangeRegistrationOutcome.NameTaken, await ChangeAsync(database, maria, Luca));
        Assert.Equal(ChangeRegistrationOutcome.Changed, await ChangeAsync(database, luca, Luca with { LastName = "Bianco" }));
        Assert.Equal(
            ChangeRegistrationOutcome.Moved, await ChangeAsync(database, anna, Maria with { FirstName = "Anna", LastName = "Verdi" }));

        Assert.True(await ConfirmAsync(database, webinar, (await NamedAsync(database, "Anna")).Id));
        var all = (await AllAsync(database)).FindAll(r => r.IsActive);
        Assert.All(all, r => Assert.Equal((Office, RegistrationStatus.Confirmed), (r.EmailKey, r.Status)));
        Assert.Equal(3, all.Count);
        await SignUpAsync(database, webinar, Luca with { LastName = "Bianco" }, "203.0.113.50");
        await SignUpAsync(database, webinar, Maria with { FirstName = "Anna", LastName = "Verdi" }, "203.0.113.51");
        Assert.Equal(3, (await AllAsync(database)).Count(r => r.IsActive));

        // Whoever leaves the mailbox has the other one's own key.
        var moved = await NamedAsync(database, "Luca");
        Assert.Equal(
            ChangeRegistrationOutcome.Moved,
            await ChangeAsync(database, moved, Luca with { Email = EmailAddress.Parse("luca@comune.example") }));
        Assert.Equal("luca@comune.example", (await NamedAsync(database, "Luca")).ActiveKey);
    }

    [Theory]
    [EachEngine]
    public async Task A_registration_that_moves_to_the_mailbox_of_somebody_else_has_no_place_before_that_mailbox_confirms(
        DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 2);
        await SignUpAsync(database, webinar, Maria);
        await SignUpAsync(database, webinar, Luca with { Email = EmailAddress.Parse("luca@comune.example") });
        await SignUpAsync(database, webinar, People.Person("anna@comune.example", "Anna", "Verdi"));
        var own = await NamedAsync(database, "Luca");

        Assert.Equal(ChangeRegistrationOutcome.Moved, await ChangeAsync(database, own, Luca));

        Assert.Equal(
            [("Anna", RegistrationStatus.Confirmed), ("Luca", RegistrationStatus.Unconfirmed), ("Maria", RegistrationStatus.Confirmed)],
            (await AllAsync(database)).Where(r => r.IsActive).Select(r => (r.FirstName, r.Status)).Order());
        var before = (await AllAsync(database)).Single(r => r.Id == own.Id);
        Assert.Equal((RegistrationStatus.Cancelled, own.LinkVersion + 1), (before.Status, before.LinkVersion));
        var mail = await OneAsync<RegistrationToConfirm>(database);
        Assert.Equal(("Luca", "Maria"), (mail.Registration.FirstName, mail.Beside?.FirstName));
        Assert.Single(await database.ReadAsync(db => db.OutgoingMails.Where(m => m.Recipient == Luca.Email
            && m.Kind == MailKinds.RegistrationToConfirm).ToListAsync()));
        Assert.True(await ConfirmAsync(database, webinar, mail.Registration.Id));
        Assert.Equal(RegistrationStatus.Waiting, (await NamedAsync(database, "Luca")).Status);
    }

    [Theory]
    [EachEngine]
    public async Task When_the_first_has_left_the_mailbox_still_confirms_whoever_comes_beside_the_others(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await BothAsync(database, webinar);
        await CancelAsync(database, await NamedAsync(database, "Maria"));

        var told = await SignUpAsync(database, webinar, People.Person(Office, "Anna", "Verdi"), "203.0.113.40");
        await SignUpAsync(database, webinar, People.Person("ida@comune.example", "Ida", "Neri"));
        await ChangeAsync(database, await NamedAsync(database, "Ida"), People.Person(Office, "Ida", "Neri"));

        Assert.Equal(SignUpOutcome.Confirmed, told.Outcome);
        Assert.Equal(
            [("Anna", RegistrationStatus.Unconfirmed), ("Ida", RegistrationStatus.Unconfirmed), ("Luca", RegistrationStatus.Confirmed)],
            (await AllAsync(database)).Where(r => r.IsActive).Select(r => (r.FirstName, r.Status)).Order());
        foreach (var number in Enumerable.Range(1, 40))
        {
            await SignUpAsync(database, webinar, People.Number(number) with { Email = Maria.Email }, $"198.51.100.{number}");
        }

        Assert.Equal(Registration.MostAtMailbox, (await AllAsync(database)).Count(r => r.IsActive));
    }

    private static async Task BothAsync(TestDatabase database, Webinar webinar)
    {
        await SignUpAsync(database, webinar, Maria);
        await SignUpAsync(database, webinar, Luca, Elsewhere);
        Assert.True(await ConfirmAsync(database, webinar, (await NamedAsync(database, "Luca")).Id));
    }

    private static Task<SignedUp> SignUpAsync(
        TestDatabase database, Webinar webinar, Participant person, string? network = null, SignUpProof? proof = null) =>
        database.InScopeAsync(services => services.GetRequiredService<SignUp>()
            .RunAsync(webinar.Id, person, People.Notice, network, proof));

    private static Task<bool> ConfirmAsync(TestDatabase database, Webinar webinar, Guid id) =>
        database.InScopeAsync(services => services.GetRequiredService<ConfirmSignUp>().RunAsync(webinar.Id, id));

    private static Task CancelAsync(TestDatabase database, Registration registration) => database.InScopeAsync(async services =>
    {
        await services.GetRequiredService<CancelRegistration>().RunAsync(registration, reason: null);
        return true;
    });

    private static Task<ChangeRegistrationOutcome> ChangeAsync(TestDatabase database, Registration registration, Participant participant) =>
        database.InScopeAsync(services => services.GetRequiredService<ChangeRegistration>().RunAsync(registration, participant));

    private static Task<List<Registration>> AllAsync(TestDatabase database) =>
        database.ReadAsync(db => db.Registrations.AsNoTracking().OrderBy(r => r.Number).ToListAsync());

    private static Task<Registration> NamedAsync(TestDatabase database, string firstName) => database.ReadAsync(
        db => db.Registrations.AsNoTracking().SingleAsync(r => r.FirstName == firstName && r.Status != RegistrationStatus.Cancelled));

    private static async Task<T> OneAsync<T>(TestDatabase database)
        where T : MailContent =>
        (await database.ReadAsync(db => db.OutgoingMails.Select(m => m.Content).ToListAsync()))
            .Select(MailContent.FromJson).OfType<T>().Single();
}
