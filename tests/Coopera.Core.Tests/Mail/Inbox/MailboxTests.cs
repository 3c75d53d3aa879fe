using System.Text;
using Coopera.Core.Mail.Inbox;
using Coopera.Domain.Mail;
using MailKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Mail.Inbox;

/// <summary>The mailbox is read from a real IMAP server.</summary>
public sealed class MailboxTests
{
    [Fact]
    public async Task It_begins_from_now_with_ten_thousand_old_mails_and_marks_nothing_as_read()
    {
        var (server, address, database) = await OpenAsync();
        await using var _ = database;
        await server.PutAsync(address, [.. Enumerable.Range(1, 10_000).Select(i => Letter($"vecchia {i}"))]);

        Assert.Empty(await VisitAsync(database));
        await server.PutAsync(address, Letter("La scheda di adesione"), Letter("Buongiorno"));
        var counts = await VisitAsync(database);

        Assert.Equal((1, 1), (counts[InboxOutcome.SchedaSent], counts[InboxOutcome.LeftAlone]));
        Assert.Equal(2, (await database.IncomingAsync()).Count);
        Assert.Empty(await VisitAsync(database));
        using var client = await server.SignInAsync(address);
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, TestContext.Current.CancellationToken);
        Assert.Empty(await client.Inbox.SearchAsync(MailKit.Search.SearchQuery.Seen, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task When_the_server_numbers_anew_what_was_read_is_not_read_again()
    {
        var (server, address, database) = await OpenAsync();
        await using var _ = database;
        await VisitAsync(database);
        byte[][] letters = [Letter("scheda", "uno@comune.example"), Letter("ciao")];
        await server.PutAsync(address, letters);
        await VisitAsync(database);

        // As after a move to another machine: all numbers are others, and they begin anew.
        await database.WriteAsync(async db => (await db.MailboxStates.SingleAsync()).StartAt(1, 900));
        database.Clock.SetUtcNow(DateTimeOffset.UtcNow);
        await server.PutAsync(address, Letter("scheda", "due@comune.example"));
        var counts = await VisitAsync(database);

        Assert.Equal([(InboxOutcome.SchedaSent, 1)], counts.Select(count => (count.Key, count.Value)));
        Assert.Equal(3, (await database.IncomingAsync()).Count);
        Assert.Equal(2, (await database.OutgoingAsync()).Count);
    }

    [Fact]
    public async Task When_the_server_numbers_anew_old_mails_are_never_taken_for_new_ones()
    {
        var (server, address, database) = await OpenAsync();
        await using var _ = database;
        await server.PutAsync(address, Letter("scheda", "uno@comune.example"), Letter("scheda", "due@comune.example"));
        await VisitAsync(database);

        database.Clock.SetUtcNow(DateTimeOffset.UtcNow.AddDays(6)); // nothing has come for days
        await database.WriteAsync(async db =>
        {
            var state = await db.MailboxStates.SingleAsync();
            state.StartAt(1, 900);
            state.Read(database.Clock.GetUtcNow());
        });
        Assert.Empty(await VisitAsync(database));
        Assert.Empty(await VisitAsync(database));

        await server.PutAsync(address, Letter("scheda", "tre@comune.example"));
        Assert.Equal([(InboxOutcome.SchedaSent, 1)], (await VisitAsync(database)).Select(count => (count.Key, count.Value)));
    }

    [Fact]
    public async Task Who_stays_is_told_at_once_of_what_comes()
    {
        var (server, address, database) = await OpenAsync();
        await using var _ = database;
        await VisitAsync(database);

        using var leave = new CancellationTokenSource();
        var visit = database.Services.GetRequiredService<ReadMailbox>()
            .RunAsync(database.Settings.Mailbox!, TimeSpan.FromMinutes(5), leave.Token);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await server.PutAsync(address, Letter("scheda"));
        while ((await database.IncomingAsync()).Count == 0 && !visit.IsCompleted)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.False(visit.IsCompleted); // told while it stays, not found when it leaves
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => visit);
        Assert.Single(await database.IncomingAsync());
    }

    [Fact]
    public async Task Thirty_megabytes_are_read_and_what_is_beyond_is_set_aside_with_its_headers()
    {
        var (server, address, database) = await OpenAsync();
        await using var _ = database;
        await VisitAsync(database);
        await server.PutAsync(address, WithFile("trenta", 30_000_000 / 4 * 3), WithFile("sessanta", 60_000_000 / 4 * 3), Letter("dopo"));

        await VisitAsync(database);

        Assert.Equal(
            [("trenta", null), ("sessanta", InboxTrouble.TooLarge), ("dopo", (InboxTrouble?)null)],
            (await database.IncomingAsync()).Select(row => (row.Subject, row.Trouble)));
    }

    [Fact]
    public async Task After_visits_that_break_off_at_one_message_that_one_is_set_aside_and_the_others_are_read()
    {
        var (server, address, database) = await OpenAsync();
        await using var _ = database;
        await VisitAsync(database);
        await server.PutAsync(address, Letter("rompe"), Letter("dopo"));
        await database.WriteAsync(async db =>
        {
            var state = await db.MailboxStates.SingleAsync();
            Enumerable.Range(0, 2 * MailboxState.PatientVisits).ToList().ForEach(_ => state.Visit());
        });

        await VisitAsync(database);

        Assert.Equal([InboxTrouble.BrokeOff, null], (await database.IncomingAsync()).Select(row => row.Trouble));
    }

    [Fact]
    public async Task A_wrong_password_is_tried_ever_later_and_named()
    {
        var (server, address, database) = await OpenAsync(("Mailbox:Password", "sbagliata"));
        await using var _ = database;

        await Assert.ThrowsAsync<MailKit.Security.AuthenticationException>(() => VisitAsync(database));
        Assert.Empty(await VisitAsync(database)); // not before its time

        var state = await database.ReadAsync(db => db.MailboxStates.AsNoTracking().SingleAsync());
        Assert.Equal(
            (MailFailureKind.CredentialsRefused, 1, database.Clock.GetUtcNow() + MailLane.Pauses[0]),
            (state.FailureKind!.Value, state.Trials, state.NextTrialAt!.Value));
    }

    [Fact]
    public async Task A_thousand_messages_are_read_in_one_visit()
    {
        var (server, address, database) = await OpenAsync();
        await using var _ = database;
        await VisitAsync(database);
        await server.PutAsync(address, [.. Enumerable.Range(1, 1_000).Select(i => Letter($"numero {i}"))]);

        await VisitAsync(database);

        Assert.Equal(1_000, (await database.IncomingAsync()).Count);
    }

    private static async Task<(MailServer Server, string Address, TestDatabase Database)> OpenAsync(
        params (string Key, string Value)[] more)
    {
        var server = MailServer.Running();
        var address = MailServer.NewAddress();
        var settings = server.MailSettings(address);
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return (server, address, await TestDatabase.CreateAsync(DatabaseProvider.Sqlite, settings));
    }

    private static Task<IReadOnlyDictionary<InboxOutcome, int>> VisitAsync(TestDatabase database) => database.Services
        .GetRequiredService<ReadMailbox>().RunAsync(database.Settings.Mailbox!, TimeSpan.Zero, TestContext.Current.CancellationToken);

    private static byte[] Letter(string subject, string from = "anna@comune.example") => Encoding.UTF8.GetBytes(
        $"From: Anna <{from}>\r\nTo: webinar@anci.example\r\nSubject: {subject}\r\nMessage-ID: <{Guid.NewGuid():N}@comune.example>\r\n\r\nciao\r\n");

    private static byte[] WithFile(string subject, int length) => Encoding.ASCII.GetBytes(
        $"From: anna@comune.example\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf\r\n"
        + "Content-Transfer-Encoding: base64\r\n\r\n"
        + Convert.ToBase64String(new byte[length], Base64FormattingOptions.InsertLineBreaks) + "\r\n");
}
