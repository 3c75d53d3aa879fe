using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Web.Admin.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>What the mail page asks of a database, on every engine.</summary>
public sealed class MailPageEngineTests
{
    private static readonly DateTimeOffset Now = TestDatabase.Now;

    [Theory]
    [EachEngine]
    public async Task Days_are_those_of_Rome_and_search_knows_no_accents(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await AddAsync(
            database,
            Mail("a@comune.example", At("2026-03-28T22:59:59.999Z")),
            Mail("b@comune.example", At("2026-03-28T23:00Z")),
            Mail("c@comune.example", At("2026-03-29T21:59:59.999Z")),
            Mail("d@comune.example", At("2026-03-29T22:00Z")));

        Assert.Equal("cb", await FindAsync(database, new(null, null, null, "29/3/2026", "29/3/2026", null)));
        Assert.Equal("dcb", await FindAsync(database, new(null, null, "NICOLO d'angelo", "29/3/2026", null, null)));
        Assert.Equal("d", await FindAsync(database, new(null, MailKinds.YourLinks, "d@comune", null, null, null)));
        Assert.Equal("", await FindAsync(database, new(null, null, "zz%", null, null, null)));
    }

    [Theory]
    [EachEngine]
    public async Task Every_page_begins_where_the_one_before_ended(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await AddAsync(database, [.. Enumerable.Range(0, 25).Select(i => Mail($"persona{i}@comune.example", Now.AddSeconds(-(i / 10))))]);
        var all = await database.ReadAsync(
            db => new MailFilter(null, null, null, null, null, null).Apply(db.OutgoingMails.AsNoTracking()).ToListAsync());

        var paged = new List<Guid>();
        for (MailMark? mark = null; paged.Count < 25;)
        {
            var page =
                await database.ReadAsync(db => new MailFilter(
                    null, null, null, null, null, mark?.ToString()).Apply(db.OutgoingMails.AsNoTracking()).Take(7).ToListAsync());
            paged.AddRange(page.Select(m => m.Id));
            mark = new MailMark(page[^1].CreatedAt, page[^1].Id);
        }

        Assert.Equal(all.Select(m => m.Id), paged);
        Assert.Equal(all.Select(m => m.CreatedAt).OrderDescending(), all.Select(m => m.CreatedAt));
    }

    [Theory]
    [EachEngine]
    public async Task Two_who_send_it_again_at_the_same_moment_make_one_copy(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var mail = Mail("a@comune.example", Now);
        mail.MarkSent(Now);
        await AddAsync(database, mail);
        var call = new ChangeRequest<Guid>(mail.Id, ChangedMail.Version(mail), "collega@anci.example");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => database.InScopeAsync(services =>
            new SendMailAgain(new ChangedMail(services.GetRequiredService<CooperaDb>(), database.Clock)).RunAsync(call, Guid.NewGuid()))));

        Assert.Single(outcomes, outcome => outcome.Verdict == ChangeVerdict.Done);
        Assert.Equal(5, outcomes.Count(outcome => outcome.Verdict == ChangeVerdict.AlreadySo));
        Assert.Equal(2, await database.ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Queueing_all_again_leaves_alone_what_did_not_fail_and_the_queue_is_told_as_it_stands(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (server, mailbox, sent, late) =
            (Mail("a@comune.example", Now), Mail("b@comune.example", Now), Mail("c@comune.example", Now), Mail(
                "d@comune.example", Now.AddHours(-1)));
        server.MarkFailedAttempt(MailPageFiles.NoServer, Now, isFinal: true);
        mailbox.MarkFailedAttempt(MailPageFiles.NoMailbox, Now, isFinal: true);
        sent.MarkSent(Now);
        await AddAsync(database, server, mailbox, sent, late);
        var before = await database.ReadAsync(db => MailQueue.LookAsync(db, SendingLimits.None, Now));

        Assert.Equal((1, 1), await database.ReadAsync(RetryFailedMails.CountAsync));
        var count =
            await database.InScopeAsync(services => new RetryFailedMails(services.GetRequiredService<CooperaDb>(), database.Clock).RunAsync(
                evenBadAddresses: false, "collega@anci.example"));

        Assert.Equal(
            (1, 0, 2, Now.AddHours(-1), Now.AddHours(-1), true),
            (before.Waiting, before.Retrying, before.Failed, before.OldestAt, before.DueSince, before.IsStuck));
        Assert.Equal(1, count);
        var after = await database.ReadAsync(db => MailQueue.LookAsync(db, SendingLimits.None, Now));
        Assert.Equal((1, 1, 1), (after.Waiting, after.Retrying, after.Failed));
        Assert.Equal((OutgoingMailStatus.Queued, 0, Now), await database.ReadAsync(db => db.OutgoingMails.Where(m => m.Id == server.Id)
            .Select(m => new ValueTuple<OutgoingMailStatus, int, DateTimeOffset>(m.Status, m.Attempts, m.NextAttemptAt)).SingleAsync()));
    }

    private static async Task<string> FindAsync(TestDatabase database, MailFilter filter) => string.Concat(
        (await database.ReadAsync(db => filter.Apply(db.OutgoingMails.AsNoTracking()).Select(m => m.Recipient).ToListAsync()))
            .Select(recipient => recipient.Display[0]));

    private static Task AddAsync(TestDatabase database, params OutgoingMail[] mails) =>
        database.ReadAsync(db => db.WriteAsync(async writing =>
    {
        writing.OutgoingMails.AddRange(mails);
        await writing.SaveChangesAsync();
    }));

    private static OutgoingMail Mail(string address, DateTimeOffset at) =>
        new(MailCause.Schedule, MailKinds.YourLinks, EmailAddress.Parse(address), "Nicolò D’Angelo", "{}", null, at);

    private static DateTimeOffset At(string moment) => DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
}
