using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Data;

/// <summary>An address is a type in the program and the same text as ever in the database, on every engine.</summary>
public sealed class EmailAddressColumnTests
{
    [Theory]
    [EachEngine]
    public async Task The_columns_hold_what_was_written_and_the_key(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SignUpAsync(database, "Maria.Rossi@Forlì.example");

        Assert.Equal(
            ["Maria.Rossi@forlì.example"], await TextsAsync(database, "SELECT \"Email\" AS \"Value\" FROM \"Registrations\""));
        Assert.Equal(
            ["maria.rossi@xn--forl-tpa.example"], await TextsAsync(database, "SELECT \"EmailKey\" AS \"Value\" FROM \"Registrations\""));
        Assert.Equal(
            ["Maria.Rossi@forlì.example"], await TextsAsync(database, "SELECT \"Recipient\" AS \"Value\" FROM \"OutgoingMails\""));
        Assert.Contains(
            "\"Email\":\"Maria.Rossi@forl\\u00EC.example\"",
            (await database.ReadAsync(db => db.OutgoingMails.SingleAsync())).Content,
            StringComparison.Ordinal);
    }

    [Theory]
    [EachEngine]
    public async Task Part_of_an_address_finds_the_person_and_addresses_are_put_in_order(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SignUpAsync(database, "carla@forlì.example", "anna@comune.example", "bice@comune.example");

        var found = await database.ReadAsync(db => db.Registrations.Where(r => r.SearchText.Contains("forli")).SingleAsync());
        var ordered = await database.ReadAsync(db => db.Registrations.OrderBy(r => r.Email).Select(r => r.Email).ToListAsync());
        var one = EmailAddress.Parse("bice@comune.example");

        Assert.Equal("carla@forlì.example", found.Email.Display);
        Assert.Equal(["anna@comune.example", "bice@comune.example", "carla@forlì.example"], ordered.Select(address => address.Display));
        Assert.Equal(1, await database.ReadAsync(db => db.Registrations.CountAsync(r => r.Email == one)));
    }

    [Theory]
    [EachEngine]
    public async Task A_row_of_other_times_is_read_searched_and_shown_whatever_its_address_says(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SignUpAsync(database, "maria.rossi@comune.example");
        await database.WriteAsync(async db =>
        {
            await db.Database.ExecuteSqlAsync($"UPDATE \"Registrations\" SET \"Email\" = 'Maria (ufficio)'");
            await db.Database.ExecuteSqlAsync($"UPDATE \"OutgoingMails\" SET \"Recipient\" = 'Maria (ufficio)'");
        });

        var registration = await database.ReadAsync(db => db.Registrations.SingleAsync());
        var mail = await database.ReadAsync(db => db.OutgoingMails.SingleAsync());

        Assert.Equal(("Maria (ufficio)", "Maria (ufficio)"), (registration.Email.Display, mail.Recipient.Display));
        Assert.Equal("Maria (ufficio)", registration.Facts(null).Single(fact => fact.Label == "Email").Value);
        Assert.Equal("maria (ufficio)", registration.Email.Key);
    }

    [Theory]
    [EachEngine]
    public async Task Another_spelling_of_the_same_address_is_saved(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await SignUpAsync(database, "maria.rossi@comune.example");
        var registration = await database.ReadAsync(db => db.Registrations.SingleAsync());

        await database.InScopeAsync(services => services.GetRequiredService<ChangeRegistration>()
            .RunAsync(registration, People.Person("Maria.Rossi@comune.example")));

        Assert.Equal("Maria.Rossi@comune.example", (await database.ReadAsync(db => db.Registrations.SingleAsync())).Email.Display);
        Assert.Equal(
            [nameof(RegistrationField.Email)],
            await database.ReadAsync(db => db.RegistrationEvents.Where(e => e.Kind == RegistrationEventKind.Changed)
                .Select(e => e.Note).ToListAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task A_body_without_an_address_has_an_empty_column_that_can_be_asked_for(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        var (all, without) = await database.ReadAsync(async db => (
            await db.Adhesions.CountAsync(),
            await db.Adhesions.CountAsync(a => a.Email == EmailAddress.None && a.TechnicalContact.Email == EmailAddress.None)));

        Assert.Equal(all, without);
        Assert.Equal([""], await TextsAsync(database, "SELECT DISTINCT \"TechnicalContact_Email\" AS \"Value\" FROM \"Adhesions\""));
        Assert.False((await database.ReadAsync(db => db.Adhesions.FirstAsync())).TechnicalContact.Email.IsGiven);
    }

    private static Task<List<string>> TextsAsync(TestDatabase database, string sql) =>
        database.ReadAsync(db => db.Database.SqlQueryRaw<string>(sql).ToListAsync());

    private static async Task SignUpAsync(TestDatabase database, params string[] addresses)
    {
        var webinar = await database.WebinarAsync();
        foreach (var address in addresses)
        {
            await database.InScopeAsync(services => services.GetRequiredService<SignUp>()
                .RunAsync(webinar.Id, People.Person(address), People.Notice));
        }
    }
}
