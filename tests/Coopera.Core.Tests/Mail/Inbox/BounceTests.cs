using Coopera.Core.Mail;
using Coopera.Core.Mail.Inbox.Bounces;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Mail.Inbox;

public sealed class BounceTests
{
    [Fact]
    public async Task Three_hundred_bounces_of_ten_systems_name_their_mail_and_whose_matter_it_is()
    {
        var wrong = new List<string>();
        var bounces = GeneratedBounces.All().ToList();
        foreach (var bounce in bounces)
        {
            var read = Bounce.Read(await Reading.ParseAsync(bounce.Bytes));
            if (read is null || !read.MailIds.Contains(bounce.MailId) || read.Failure?.Kind != bounce.Kind)
            {
                wrong.Add($"{bounce}: {(read is null ? "no bounce" : $"{read.MailIds.Count} ids, {read.Failure}")}");
            }
        }

        Assert.Equal(300, bounces.Count);
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Two_hundred_ordinary_mails_are_none()
    {
        var wrong = new List<string>();
        var mails = OrdinaryMails.All().ToList();
        foreach (var (name, bytes) in mails)
        {
            if (Bounce.Read(await Reading.ParseAsync(bytes)) is { } read)
            {
                wrong.Add($"{name}: {read}");
            }
        }

        Assert.Equal(200, mails.Count);
        Assert.Empty(wrong);
    }

    [Theory]
    [EachEngine]
    public async Task A_mail_that_comes_back_has_failed_with_the_words_of_the_server(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var bounce = GeneratedBounces.All().First();
        var mail = await SentAsync(database, bounce.MailId, "m.rossi@comune.example");

        Assert.Equal(InboxOutcome.Bounced, await database.TakeInAsync(Reading.Arrived(bounce.Bytes)));
        Assert.Null(await database.TakeInAsync(Reading.Arrived(bounce.Bytes, uid: 2))); // the same message again

        var stored = Assert.Single(await database.OutgoingAsync());
        Assert.Equal((OutgoingMailStatus.Failed, MailFailureKind.NoSuchMailbox), (stored.Status, stored.FailureKind));
        Assert.Contains("User unknown", stored.FailureDetail, StringComparison.Ordinal);
        Assert.Equal((TestDatabase.Now, null), (stored.BouncedAt!.Value, stored.SentAt));
        var row = Assert.Single(await database.IncomingAsync());
        Assert.Equal((mail, InboxOutcome.Bounced), (row.MailId!.Value, row.Outcome));
        Assert.Equal(1, (await AddressAsync(database)).HardBounces);
        Assert.Equal(2, await database.ReadAsync(db => db.MailboxStates.Select(s => s.LastUid).SingleAsync()));
    }

    [Fact]
    public async Task After_three_hard_ones_nothing_more_goes_there_until_somebody_lifts_it()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var bounces = GeneratedBounces.All().Where(b => b.Kind == MailFailureKind.NoSuchMailbox).Take(3).ToList();
        foreach (var (number, bounce) in bounces.Index())
        {
            Assert.False((await AddressOrNoneAsync(database))?.Rests ?? false);
            await SentAsync(database, bounce.MailId, "m.rossi@comune.example");
            await database.TakeInAsync(Reading.Arrived(bounce.Bytes, uid: number + 1));
        }

        Assert.True((await AddressAsync(database)).Rests);
        var postbox = new Postbox();
        var worker = Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<OutboxDelivery>(
            database.Services, postbox, SendingLimits.None);
        await QueueAsync(database, "M.Rossi@comune.example");
        await QueueAsync(database, "altra@comune.example");
        await worker.DeliverDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal("altra@comune.example", Assert.Single(postbox.Messages).To.Mailboxes.Single().Address);
        var held = (await database.OutgoingAsync()).Single(m => m.FailureKind == MailFailureKind.AddressRests);
        Assert.Equal(OutgoingMailStatus.Failed, held.Status);

        await database.WriteAsync(async db =>
        {
            (await db.BouncingAddresses.SingleAsync()).Lift();
            (await db.OutgoingMails.SingleAsync(m => m.Id == held.Id)).Requeue(TestDatabase.Now);
        });
        await worker.DeliverDueAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, postbox.Messages.Count);
    }

    [Fact]
    public async Task A_full_mailbox_a_delay_and_a_bounce_of_nothing_let_no_address_rest()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var full = GeneratedBounces.All().First(b => b.Kind == MailFailureKind.MailboxFull);
        var unknown = GeneratedBounces.All().First();
        var delay = GeneratedBounces.Delay(Guid.NewGuid());
        await SentAsync(database, full.MailId, "m.rossi@comune.example");
        await SentAsync(database, delay.MailId, "m.rossi@comune.example");

        Assert.Equal(InboxOutcome.BouncedSoftly, await database.TakeInAsync(Reading.Arrived(full.Bytes, 1)));
        Assert.Equal(InboxOutcome.Delayed, await database.TakeInAsync(Reading.Arrived(delay.Bytes, 2)));
        Assert.Equal(InboxOutcome.BounceOfNothing, await database.TakeInAsync(Reading.Arrived(unknown.Bytes, 3)));

        Assert.Null(await AddressOrNoneAsync(database));
        var mails = (await database.OutgoingAsync()).ToDictionary(m => m.Id, m => (m.Status, m.FailureKind));
        Assert.Equal((OutgoingMailStatus.Failed, MailFailureKind.MailboxFull), mails[full.MailId]);
        Assert.Equal((OutgoingMailStatus.Sent, null), mails[delay.MailId]);
    }

    [Fact]
    public async Task Certified_mail_that_comes_back_lets_no_address_rest()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var bounce = GeneratedBounces.All().First();
        await SentAsync(database, bounce.MailId, "m.rossi@comune.example", MailLane.CertifiedId);

        Assert.Equal(InboxOutcome.Bounced, await database.TakeInAsync(Reading.Arrived(bounce.Bytes)));

        Assert.Equal(OutgoingMailStatus.Failed, Assert.Single(await database.OutgoingAsync()).Status);
        Assert.Null(await AddressOrNoneAsync(database));
    }

    [Fact]
    public async Task What_was_sent_again_to_the_right_address_is_not_marked_by_the_bounce_of_the_wrong_one()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var bounce = GeneratedBounces.All().First();
        await SentAsync(database, bounce.MailId, "mario.rossi@comune.example");

        await database.TakeInAsync(Reading.Arrived(bounce.Bytes));

        Assert.Equal(OutgoingMailStatus.Sent, Assert.Single(await database.OutgoingAsync()).Status);
        Assert.Null(await AddressOrNoneAsync(database));
    }

    private static Task<BouncingAddress?> AddressOrNoneAsync(TestDatabase database) =>
        database.ReadAsync(db => db.BouncingAddresses.AsNoTracking().SingleOrDefaultAsync());

    private static async Task<BouncingAddress> AddressAsync(TestDatabase database) => (await AddressOrNoneAsync(database))!;

    private static Task QueueAsync(TestDatabase database, string to) =>
        database.WriteAsync(db => db.OutgoingMails.AddAsync(Mail(to)).AsTask());

    private static async Task<Guid> SentAsync(TestDatabase database, Guid id, string to, int lane = MailLane.OrdinaryId)
    {
        var mail = Mail(to, lane).Copy(id, TestDatabase.Now);
        mail.MarkSent(TestDatabase.Now);
        await database.WriteAsync(db => db.OutgoingMails.AddAsync(mail).AsTask());
        return id;
    }

    private static OutgoingMail Mail(string to, int lane = MailLane.OrdinaryId) => new(
        MailCause.Schedule, MailKinds.RegistrationConfirmed, EmailAddress.Parse(to), "Maria Rossi",
        MailSamples.All["confirmed"].ToJson(), null, TestDatabase.Now)
    {
        LaneId = lane,
    };
}
