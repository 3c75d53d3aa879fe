using Coopera.Core.Mail;
using Coopera.Domain.Mail;
using MailKit.Net.Smtp;
using MimeKit;

namespace Coopera.Core.Tests.Mail;

/// <summary>What the outbox promises, on every engine: nothing lost, nothing sent twice, nothing held up.</summary>
public sealed class OutboxTests
{
    [Theory]
    [EachEngine]
    public async Task Eight_workers_on_two_nodes_send_two_hundred_mails_once_each(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine, nodes: 2);
        await room.QueueAsync(200);
        var postbox = new Postbox();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var worker = room.Worker(postbox, node: i % 2);
            while (await room.AnyQueuedAsync())
            {
                await worker.DeliverDueAsync();
            }
        })));

        Assert.Equal(200, postbox.Messages.Count);
        Assert.Equal(200, postbox.Messages.Select(m => m.MessageId).Distinct().Count());
        Assert.All(
            await room.RowsAsync(), mail => Assert.Equal((OutgoingMailStatus.Sent, 1, null), (mail.Status, mail.Attempts, mail.LeasedBy)));
    }

    [Theory]
    [EachEngine]
    public async Task A_mail_is_tried_again_ever_later_and_then_stays_visible_with_the_reason(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        await room.QueueAsync(1);
        var worker = room.Worker(new Postbox(_ => throw Greylisted()));

        Assert.Equal(1, await worker.DeliverDueAsync());
        foreach (var minutes in new[] { 1, 5, 30, 120, 720 })
        {
            var mail = Assert.Single(await room.RowsAsync());
            Assert.Equal((OutgoingMailStatus.Queued, room.Clock.GetUtcNow().AddMinutes(minutes)), (mail.Status, mail.NextAttemptAt));
            room.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.Equal(0, await worker.DeliverDueAsync());
            room.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(1, await worker.DeliverDueAsync());
        }

        var given = Assert.Single(await room.RowsAsync());
        Assert.Equal((OutgoingMailStatus.Failed, 6, null), (given.Status, given.Attempts, given.SentAt));
        Assert.Equal(MailFailureKind.RecipientRefused, given.FailureKind);
        room.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await worker.DeliverDueAsync());
    }

    [Theory]
    [EachEngine]
    public async Task A_mail_that_went_out_at_a_later_attempt_bears_no_trace_of_the_trouble(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        await room.QueueAsync(1);
        var refuses = true;
        var postbox = new Postbox(_ => refuses ? throw Greylisted() : Task.CompletedTask);
        var worker = room.Worker(postbox);
        await worker.DeliverDueAsync();
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        refuses = false;

        await worker.DeliverDueAsync();

        Assert.Single(postbox.Messages);
        var mail = Assert.Single(await room.RowsAsync());
        Assert.Equal((OutgoingMailStatus.Sent, 2, null, room.Clock.GetUtcNow()), (mail.Status, mail.Attempts, mail.Failure, mail.SentAt));
    }

    [Theory]
    [EachEngine]
    public async Task What_a_dead_worker_had_in_hand_another_takes_over_when_it_has_shown_no_life_for_a_while(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine, nodes: 2);
        await room.QueueAsync(3);
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var late = new Postbox(_ =>
        {
            begun.TrySetResult();
            return goOn.Task;
        });
        var dead = Task.Run(() => room.Worker(late).DeliverDueAsync());
        await begun.Task;
        await room.HangAsync();
        var postbox = new Postbox();
        var heir = room.Worker(postbox, node: 1);

        Assert.Equal(0, await heir.DeliverDueAsync());
        room.Clock.Advance(MailLane.TakeOverAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await heir.DeliverDueAsync());
        room.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(3, await heir.DeliverDueAsync());

        Assert.Equal(3, postbox.Messages.Count);
        goOn.SetResult(); // it was not dead after all: what it does now changes no row, and its message is recognised as the same
        await dead;
        Assert.Contains(Assert.Single(late.Messages).MessageId, postbox.Messages.Select(m => m.MessageId));
        Assert.All(await room.RowsAsync(), mail => Assert.Equal((OutgoingMailStatus.Sent, 1), (mail.Status, mail.Attempts)));
    }

    [Theory]
    [EachEngine]
    public async Task A_worker_whose_process_is_no_more_on_this_machine_is_followed_at_once(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        await room.QueueAsync(3);
        await room.LeaveInHandAsync($"{HeldLane.Machine}/{Environment.ProcessId}/1/killed");
        var postbox = new Postbox();

        Assert.Equal(3, await room.Worker(postbox).DeliverDueAsync());

        Assert.Equal(3, postbox.Messages.Count);
    }

    [Theory]
    [EachEngine]
    public async Task A_worker_that_is_stopped_gives_back_what_it_had_not_begun(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        await room.QueueAsync(3);
        using var stop = new CancellationTokenSource();
        await room.Worker(new Postbox(_ => stop.CancelAsync())).DeliverDueAsync(stop.Token);
        var postbox = new Postbox();

        Assert.Equal(2, await room.Worker(postbox).DeliverDueAsync());

        Assert.Equal(2, postbox.Messages.Count);
        Assert.All(await room.RowsAsync(), mail => Assert.Equal((OutgoingMailStatus.Sent, 1), (mail.Status, mail.Attempts)));
    }

    [Theory]
    [EachEngine]
    public async Task A_mail_that_cannot_go_out_holds_up_no_other(DatabaseProvider engine)
    {
        await using var room = await MailRoom.OpenAsync(engine);
        await room.QueueAsync(
            room.Mail("a-spezzata@comune.example", "{\"$type\":\"registration.confirmed\",\"Webinar\":{"),
            room.Mail("b-ignota@comune.example", "{\"$type\":\"MailOfTheFuture\"}"),
            room.Mail("c-senza-tipo@comune.example", "{}"),
            room.Mail("d-vuota@comune.example", ""),
            room.Mail("e-sfortunata@comune.example"),
            room.Mail("f-buona@comune.example"));
        var postbox = new Postbox(message => message.To.ToString().Contains("e-sfortunata", StringComparison.Ordinal)
            ? throw new InvalidOperationException("Unexpected.")
            : Task.CompletedTask);

        await room.Worker(postbox).DeliverDueAsync();

        Assert.Equal("f-buona@comune.example", Assert.Single(Assert.Single(postbox.Messages).To.Mailboxes).Address);
        var rows = await room.RowsAsync();
        Assert.Equal(OutgoingMailStatus.Sent, rows[^1].Status);
        Assert.Equal(
            (OutgoingMailStatus.Queued, 1, room.Clock.GetUtcNow().AddMinutes(1), MailFailureKind.OwnFault),
            (rows[^2].Status, rows[^2].Attempts, rows[^2].NextAttemptAt, rows[^2].FailureKind!.Value));
        Assert.All(rows[..^2], mail => Assert.Equal(
            (OutgoingMailStatus.Failed, 1, MailFailureKind.NotDrawable), (mail.Status, mail.Attempts, mail.FailureKind!.Value)));
    }

    private static SmtpCommandException Greylisted() => new(
        SmtpErrorCode.RecipientNotAccepted, (SmtpStatusCode)450, new MailboxAddress("", "a@comune.example"), "4.7.1 Greylisted");
}
