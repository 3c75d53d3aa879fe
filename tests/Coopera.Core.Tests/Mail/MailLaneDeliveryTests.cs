using System.Net.Sockets;
using Coopera.Core.Mail;
using Coopera.Domain.Mail;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Coopera.Core.Tests.Mail;

/// <summary>What happens to all mails when the account, the server or the network is at fault.</summary>
public sealed class MailLaneDeliveryTests
{
    [Theory]
    [EachEngine]
    public async Task A_wrong_password_is_tried_with_one_mail_at_a_time_and_costs_no_mail_an_attempt(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        await room.QueueAsync(50);
        var tries = 0;
        var worker = room.Worker(new Postbox(_ =>
        {
            tries++;
            throw new AuthenticationException("535: 5.7.8 Authentication credentials invalid");
        }));

        await ForAsync(room, worker, TimeSpan.FromHours(60));

        Assert.InRange(tries, 115, 130); // 1, 2, 5, 10, 15 minutes and then every 30
        Assert.All(await room.RowsAsync(), mail => Assert.Equal((OutgoingMailStatus.Queued, 0), (mail.Status, mail.Attempts)));
        var lane = await room.LaneAsync();
        Assert.Equal((MailFailureKind.CredentialsRefused, true), (lane.FailureKind!.Value, lane.IsStopped));
    }

    [Theory]
    [EachEngine]
    public async Task After_a_weekend_without_a_server_everything_goes_as_soon_as_one_mail_went(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        await room.QueueAsync(60);
        var isAway = true;
        var postbox = new Postbox(_ => isAway ? throw new SocketException((int)SocketError.ConnectionRefused) : Task.CompletedTask);
        var worker = room.Worker(postbox);
        await ForAsync(room, worker, TimeSpan.FromHours(60));
        Assert.Empty(postbox.Messages);

        isAway = false;
        await ForAsync(room, worker, TimeSpan.FromMinutes(31), TimeSpan.FromMinutes(1));

        Assert.Equal(60, postbox.Messages.Select(message => message.MessageId).Distinct().Count());
        Assert.All(
            await room.RowsAsync(), mail => Assert.Equal((OutgoingMailStatus.Sent, 1, null), (mail.Status, mail.Attempts, mail.Failure)));
        Assert.False((await room.LaneAsync()).IsStopped);
    }

    [Theory]
    [EachEngine]
    public async Task One_mail_that_the_server_takes_for_a_fault_of_the_sender_does_not_keep_the_others(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        await room.QueueAsync(30);
        var postbox = new Postbox(message => message.To.ToString().Contains("persona1@", StringComparison.Ordinal)
            ? throw new SmtpCommandException(SmtpErrorCode.MessageNotAccepted, (SmtpStatusCode)550, "5.7.1 blocked using a blocklist")
            : Task.CompletedTask);

        var worker = room.Worker(postbox);
        for (var hour = 0; hour < 24; hour++)
        {
            await room.QueueAsync(room.Mail($"ora{hour}@comune.example"));
            await ForAsync(room, worker, TimeSpan.FromHours(1));
        }

        Assert.Equal(29 + 24, postbox.Messages.Count);
        var rows = await room.RowsAsync();
        var odd = rows.Single(mail => mail.Recipient.Display.StartsWith("persona1@", StringComparison.Ordinal));
        Assert.Equal((OutgoingMailStatus.Failed, MailFailureKind.ReputationRefused), (odd.Status, odd.FailureKind!.Value));
        Assert.False((await room.LaneAsync()).IsStopped);
    }

    [Theory]
    [EachEngine]
    public async Task A_mail_that_never_came_to_the_server_does_not_open_the_lane(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        await room.QueueAsync(30);
        var tries = 0;
        var worker = room.Worker(new Postbox(_ =>
        {
            tries++;
            throw new AuthenticationException("535: 5.7.8 Authentication credentials invalid");
        }));
        await worker.DeliverDueAsync();
        for (var i = 0; i < 20; i++)
        {
            await room.QueueAsync(room.Mail($"rotta{i}@comune.example", "{}"));
            await ForAsync(room, worker, TimeSpan.FromMinutes(30));
        }

        Assert.InRange(tries, 10, 30);
        Assert.All(
            (await room.RowsAsync()).Where(mail => mail.Recipient.Display.StartsWith("persona", StringComparison.Ordinal)),
            mail => Assert.Equal((OutgoingMailStatus.Queued, 0), (mail.Status, mail.Attempts)));
        Assert.True((await room.LaneAsync()).IsStopped);
    }

    [Theory]
    [EachEngine]
    public async Task A_quota_of_a_day_that_is_used_up_fails_nothing_and_the_rest_goes_the_day_after(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        await room.QueueAsync(90);
        var taken = new List<DateTimeOffset>();
        var postbox = new Postbox(_ =>
        {
            var now = room.Clock.GetUtcNow();
            if (taken.Count(at => at > now.AddDays(-1)) >= 40)
            {
                throw new SmtpCommandException(
                    SmtpErrorCode.MessageNotAccepted, (SmtpStatusCode)550, "5.4.5 Daily user sending quota exceeded");
            }

            taken.Add(now);
            return Task.CompletedTask;
        });

        await ForAsync(room, room.Worker(postbox), TimeSpan.FromHours(52));

        Assert.All(await room.RowsAsync(), mail => Assert.Equal((OutgoingMailStatus.Sent, 1), (mail.Status, mail.Attempts)));
    }

    [Theory]
    [EachEngine]
    public async Task A_thousand_with_two_hundred_a_day_go_without_a_failure_and_end_when_it_was_foretold(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        var limits = new SendingLimits(20, null, 200);
        var start = room.Clock.GetUtcNow();
        await room.QueueAsync(Mailing(room, 1000));
        var foretold = await room.EndAsync(limits);
        var sent = new List<(DateTimeOffset At, string To)>();
        var worker = room.Worker(
            new Postbox(message =>
            {
                sent.Add((room.Clock.GetUtcNow(), message.To.ToString()));
                return Task.CompletedTask;
            }),
            limits: limits);
        var waits = new List<TimeSpan>();
        for (var hour = 0; hour < 24 * 7 && sent.Count < 1000 + waits.Count; hour++)
        {
            await ForAsync(room, worker, TimeSpan.FromMinutes(55));
            if (hour is > 2 and < 12)
            {
                await room.QueueAsync(room.Mail($"nuova{hour}@comune.example"));
                var queued = room.Clock.GetUtcNow();
                await ForAsync(room, worker, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));
                waits.Add(sent.Single(mail => mail.To.Contains($"nuova{hour}@", StringComparison.Ordinal)).At - queued);
            }
        }

        Assert.Equal(1009, sent.Count);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        Assert.All(sent, mail => Assert.InRange(
            sent.Count(other => other.At > mail.At.AddDays(-1) && other.At <= mail.At), 1, 200));
        Assert.All(await room.RowsAsync(), mail => Assert.Equal(OutgoingMailStatus.Sent, mail.Status));
        Assert.InRange((sent.Max(mail => mail.At) - start) / (foretold!.Value - start), 0.9, 1.1);
    }

    [Theory]
    [EachEngine]
    public async Task Of_three_nodes_one_sends_and_the_others_follow_when_it_is_done(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine, nodes: 3);
        await room.QueueAsync(200);
        var (inside, most) = (0, 0);
        var postbox = new Postbox(async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await Task.Yield();
            Interlocked.Decrement(ref inside);
        });

        await Task.WhenAll(Enumerable.Range(0, 3).Select(node => Task.Run(async () =>
        {
            var worker = room.Worker(postbox, node);
            while (await room.AnyQueuedAsync())
            {
                await worker.DeliverDueAsync();
            }
        })));

        Assert.Equal(1, most);
        Assert.Equal(200, postbox.Messages.Select(message => message.MessageId).Distinct().Count());
    }

    [Theory]
    [EachEngine]
    public async Task What_is_personal_overtakes_a_mailing(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        await room.QueueAsync(Mailing(room, 150));
        var postbox = new Postbox();
        var worker = room.Worker(postbox);
        await worker.DeliverDueAsync();
        room.Clock.Advance(TimeSpan.FromSeconds(1));

        await room.QueueAsync(room.Mail("una@comune.example"));
        await worker.DeliverDueAsync();

        Assert.Contains(
            "una@comune.example", postbox.Messages.Skip(OutboxDelivery.BatchSize).First().To.ToString(), StringComparison.Ordinal);
    }

    private static OutgoingMail[] Mailing(MailRoom room, int count) =>
        [.. Enumerable.Range(1, count).Select(i => room.Mail($"persona{i}@comune.example", kind: MailKinds.WebinarChanged))];

    private static async Task ForAsync(MailRoom room, OutboxDelivery worker, TimeSpan time, TimeSpan? step = null)
    {
        var each = step ?? TimeSpan.FromMinutes(5);
        for (var passed = TimeSpan.Zero; passed < time; passed += each)
        {
            while (await worker.DeliverDueAsync() > 0)
            {
                // one batch after another, as the job does
            }

            room.Clock.Advance(each);
        }
    }
}
