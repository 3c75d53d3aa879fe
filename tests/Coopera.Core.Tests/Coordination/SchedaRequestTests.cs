using Coopera.Core.Coordination;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Coordination;

/// <summary>The request for the scheda, on each engine.</summary>
public sealed class SchedaRequestTests
{
    [Theory]
    [EachEngine]
    public async Task The_row_and_the_mail_are_there_together(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        await AskAsync(database, "Ufficio@Comune.example", "083048");

        var stored = await database.ReadAsync(db => db.SchedaRequests.SingleAsync());
        Assert.Equal(
            ("Ufficio@comune.example", "ufficio@comune.example", "083048", TestDatabase.Now),
            (stored.Email.Display, stored.EmailKey, stored.PublicBodyCode, stored.RequestedAt));
        var mail = await database.ReadAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal((MailKinds.BlankSchedaSent, "Ufficio@comune.example"), (mail.Kind, mail.Recipient.Display));
    }

    [Theory]
    [EachEngine]
    public async Task The_same_form_at_the_same_moment_is_recorded_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var submission = Guid.NewGuid();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync(database, "ufficio@comune.example", null, submission)));

        Assert.Equal(1, await database.ReadAsync(db => db.SchedaRequests.CountAsync()));
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Two_spellings_of_one_address_are_one_mailbox(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        await AskAsync(database, "Ufficio@comune.example");
        await AskAsync(database, "ufficio@COMUNE.example");

        Assert.Equal(2, await database.ReadAsync(db => db.SchedaRequests.CountAsync()));
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    private static Task AskAsync(TestDatabase database, string email, string? bodyCode = null, Guid? submission = null) =>
        database.InScopeAsync(async services =>
    {
        var request = ActivatorUtilities.CreateInstance<RequestScheda>(services);
        await request.RunAsync(EmailAddress.Parse(email), bodyCode, otherBody: null, submission ?? Guid.NewGuid());
        return true;
    });
}
