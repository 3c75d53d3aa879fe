using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.OwnData;
using Coopera.Domain.OwnData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.OwnData;

/// <summary>The one link that opens everything: sent to who has something, for hours, closed by who has it.</summary>
public sealed class DataLinkTests
{
    [Theory]
    [EachEngine]
    public async Task Only_an_address_with_something_under_it_gets_a_link_and_asking_in_a_row_gets_one(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.SignUpAsync((await database.WebinarAsync()).Id);

        await AskAsync(database, "nessuno@comune.example");
        await AskAsync(database, "Maria.Rossi@Comune.example");
        await AskAsync(database, OwnDataPeople.Address);

        var link = await database.ReadAsync(db => db.DataLinks.SingleAsync());
        Assert.Equal(TestDatabase.Now + DataLink.Life, link.EndsAt);
        var mail = await database.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.Kind == MailKinds.DataLinkSent));
        Assert.Equal(OwnDataPeople.Email, mail.Recipient);
        Assert.Equal(0, await database.ReadAsync(db => db.MailRequests.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task A_flood_of_requests_is_held_to_the_budget_of_the_mailbox(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, new() { ["Mail:StrangerPerHour"] = "6" });
        await database.SignUpAsync((await database.WebinarAsync()).Id);
        for (var i = 0; i < 15; i++)
        {
            await AskAsync(database, OwnDataPeople.Address);
            database.Clock.Advance(TimeSpan.FromMinutes(3));
        }

        var sent = await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.DataLinkSent));
        Assert.InRange(sent, 1, database.Settings.Mail.Strangers.PerHour);
        Assert.True(await database.ReadAsync(db => db.RefusedMails.AnyAsync(r => r.Kind == MailKinds.DataLinkSent)));
    }

    [Fact]
    public async Task It_opens_for_six_hours_until_it_is_closed_and_never_for_another_use()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await database.SignUpAsync((await database.WebinarAsync()).Id);
        await AskAsync(database, OwnDataPeople.Address);
        var link = await database.ReadAsync(db => db.DataLinks.SingleAsync());
        var token = database.Services.GetRequiredService<OwnDataLinks>().Token(new PersonalLink(link.Id, 0));

        Assert.Equal(OwnDataPeople.Email, (await OpenAsync(database, token))?.Email);
        Assert.Null(await OpenAsync(database, token[..^2]));
        Assert.Null(await OpenAsync(database, database.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(link.Id, 0))));

        database.Clock.Advance(DataLink.Life - TimeSpan.FromSeconds(1));
        Assert.NotNull(await OpenAsync(database, token));
        database.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await OpenAsync(database, token));

        await AskAsync(database, OwnDataPeople.Address);
        var second = await database.ReadAsync(db => db.DataLinks.SingleAsync(l => l.Id != link.Id));
        var fresh = database.Services.GetRequiredService<OwnDataLinks>().Token(new PersonalLink(second.Id, 0));
        Assert.NotNull(await OpenAsync(database, fresh));
        await database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<DataLinkDoor>().CloseAsync(OwnDataPeople.Email);
            return true;
        });
        Assert.Null(await OpenAsync(database, fresh));
    }

    [Theory]
    [EachEngine]
    public async Task A_correction_waits_for_staff_with_a_day_and_not_too_many_do(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var form = Guid.NewGuid();

        Assert.Equal(CorrectionAsked.Done, await CorrectAsync("Il cognome è Russo", form));
        Assert.Equal(CorrectionAsked.Done, await CorrectAsync("Il cognome è Russo", form)); // sent twice
        for (var i = 1; i < AskCorrection.MostOpen; i++)
        {
            await CorrectAsync($"Altro {i}", Guid.NewGuid());
        }

        Assert.Equal(CorrectionAsked.TooMany, await CorrectAsync("E ancora", Guid.NewGuid()));
        Assert.Equal(AskCorrection.MostOpen, await database.ReadAsync(db => db.DataRequests.CountAsync()));
        Assert.All(
            await database.ReadAsync(db => db.OutgoingMails.Select(m => m.Content).ToListAsync()),
            content => Assert.DoesNotContain("Russo", content, StringComparison.Ordinal)); // nobody's words are mailed on

        Task<CorrectionAsked> CorrectAsync(string message, Guid id) => database.InScopeAsync(services =>
            services.GetRequiredService<AskCorrection>().RunAsync(OwnDataPeople.Email, message, id));
    }

    private static async Task AskAsync(TestDatabase database, string email)
    {
        await database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<AskForMail>().RunAsync(MailKinds.DataLinkSent, Domain.EmailAddress.Parse(email));
            return true;
        });
        await database.AnswerMailRequestsAsync();
    }

    private static Task<DataLink?> OpenAsync(TestDatabase database, string token) =>
        database.InScopeAsync(services => services.GetRequiredService<DataLinkDoor>().OpenAsync(token));
}
