using System.Globalization;
using Coopera.Core.Mail;
using Coopera.Domain.Mail;

namespace Coopera.Core.Tests.Mail;

/// <summary>Whatever a server does, a mail goes at least once, under one Message-ID, and the fault has its right owner.</summary>
public sealed class MisbehavingServerTests
{
    [Theory]
    [InlineData(SmtpMoment.Greeting, "421 4.3.2 too busy", MailFault.Server)]
    [InlineData(SmtpMoment.Sender, "451 4.3.0 try again", MailFault.Server)]
    [InlineData(SmtpMoment.Recipient, "450 4.2.0 greylisted, try again in five minutes", MailFault.Mailbox)]
    [InlineData(SmtpMoment.Recipient, "452 4.2.2 mailbox full", MailFault.Mailbox)]
    [InlineData(SmtpMoment.Data, "421 4.4.2 timeout", MailFault.Server)]
    [InlineData(SmtpMoment.Message, "451 4.3.0 local error", MailFault.Server)]
    [InlineData(SmtpMoment.Message, MisbehavingServer.HangUp, MailFault.Network)]
    [InlineData(SmtpMoment.HalfMessage, MisbehavingServer.HangUp, MailFault.Network)]
    [InlineData(SmtpMoment.Greeting, MisbehavingServer.HangUp, MailFault.Network)]
    [InlineData(SmtpMoment.Sender, "550 5.7.1 sender address rejected: not owned by user", MailFault.SenderAccount)]
    [InlineData(SmtpMoment.Sender, "550 5.4.5 Daily sending quota exceeded", MailFault.SenderAccount)]
    [InlineData(SmtpMoment.Recipient, "554 5.7.1 Service unavailable; client host blocked using zen.spamhaus.org", MailFault.SenderReputation)]
    [InlineData(SmtpMoment.Message, "550 5.7.26 unauthenticated mail: DMARC policy of the domain", MailFault.SenderReputation)]
    [InlineData(SmtpMoment.Sender, "530 5.7.0 Must issue a STARTTLS command first", MailFault.Setup)]
    public async Task What_passes_or_is_put_right_is_sent_at_last(SmtpMoment moment, string answer, MailFault owner)
    {
        using var server = new MisbehavingServer { At = at => at == moment ? answer : null };
        await using var room = await MailRoom.OpenAsync(DatabaseProvider.Sqlite);
        await using var transport = Transport(server, room);
        await room.QueueAsync(1);
        var worker = room.Worker(transport);

        await worker.DeliverDueAsync();
        var failed = Assert.Single(await room.RowsAsync());
        server.At = _ => null;
        for (var i = 0; i < 20 && await room.AnyQueuedAsync(); i++)
        {
            room.Clock.Advance(TimeSpan.FromHours(1));
            await worker.DeliverDueAsync();
        }

        Assert.Equal((OutgoingMailStatus.Queued, owner), (failed.Status, failed.Failure!.Fault));
        Assert.Equal(OutgoingMailStatus.Sent, Assert.Single(await room.RowsAsync()).Status);
        Assert.Equal(moment == SmtpMoment.Message ? 2 : 1, server.Messages.Count);
        Assert.Single(server.Messages.Select(message => message.MessageId).Distinct());
        Assert.Single(server.Messages.Select(message => message.Date).Distinct());
    }

    [Theory]
    [InlineData(SmtpMoment.Recipient, "550 5.1.1 user unknown", MailFault.Address)]
    [InlineData(SmtpMoment.Message, "552 5.3.4 message too big", MailFault.Content)]
    [InlineData(SmtpMoment.Message, "554 5.7.1 message rejected as spam", MailFault.Content)]
    public async Task What_will_never_go_fails_at_once_and_the_next_goes(SmtpMoment moment, string answer, MailFault owner)
    {
        var times = 0;
        using var server = new MisbehavingServer { At = at => at == moment && times++ == 0 ? answer : null };
        await using var room = await MailRoom.OpenAsync(DatabaseProvider.Sqlite);
        await using var transport = Transport(server, room);
        await room.QueueAsync(2);

        await room.Worker(transport).DeliverDueAsync();

        var rows = await room.RowsAsync();
        Assert.Single(rows, mail => mail.Status == OutgoingMailStatus.Sent);
        Assert.Equal(owner, Assert.Single(rows, mail => mail.Status == OutgoingMailStatus.Failed).Failure!.Fault);
        Assert.Equal(1, server.Times(SmtpMoment.Greeting)); // one conversation
    }

    [Theory]
    [InlineData(SmtpMoment.Greeting)]
    [InlineData(SmtpMoment.Recipient)]
    [InlineData(SmtpMoment.Message)]
    public async Task A_server_that_never_answers_is_left_after_a_minute(SmtpMoment moment)
    {
        using var server = new MisbehavingServer { At = at => at == moment ? MisbehavingServer.Silence : null };
        await using var room = await MailRoom.OpenAsync(DatabaseProvider.Sqlite);
        await using var transport = Transport(server, room);
        await room.QueueAsync(1);

        var delivery = room.Worker(transport).DeliverDueAsync();
        await server.UntilAsync(moment);
        while (!delivery.IsCompleted)
        {
            room.Clock.Advance(TimeSpan.FromSeconds(61)); // again, should it not have begun to wait
            await Task.WhenAny(delivery, Task.Delay(50));
        }

        await delivery;
        var mail = Assert.Single(await room.RowsAsync());
        Assert.Equal((OutgoingMailStatus.Queued, 0, MailFault.Network), (mail.Status, mail.Attempts, mail.Failure!.Fault));
    }

    [Theory]
    [InlineData(MailSecurity.StartTls, null, MailFault.Setup)]
    [InlineData(MailSecurity.Tls, null, MailFault.Tls)]
    [InlineData(MailSecurity.None, "coopera", MailFault.Setup)]
    public async Task What_server_and_settings_cannot_agree_on_is_named_as_such(MailSecurity security, string? user, MailFault owner)
    {
        using var server = new MisbehavingServer();
        await AssertStoppedAsync(server, security, user, owner);
    }

    [Fact]
    public async Task A_server_that_has_no_certificate_today_is_named_as_such()
    {
        using var server = new MisbehavingServer { Extensions = ["ENHANCEDSTATUSCODES", "STARTTLS"] };
        await AssertStoppedAsync(server, MailSecurity.StartTls, user: null, MailFault.Setup);
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_tried_once()
    {
        using var server = new MisbehavingServer
        {
            Extensions = ["ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN"],
            At = at => at == SmtpMoment.SignIn ? "535 5.7.8 Authentication credentials invalid" : null,
        };
        await AssertStoppedAsync(server, MailSecurity.None, "coopera", MailFault.Credentials);
        Assert.Equal(1, server.Times(SmtpMoment.SignIn));
    }

    private static async Task AssertStoppedAsync(MisbehavingServer server, MailSecurity security, string? user, MailFault owner)
    {
        await using var room = await MailRoom.OpenAsync(DatabaseProvider.Sqlite);
        await using var transport = Transport(server, room, security, user);
        await room.QueueAsync(3);

        await room.Worker(transport).DeliverDueAsync();

        Assert.All(await room.RowsAsync(), mail => Assert.Equal((OutgoingMailStatus.Queued, 0), (mail.Status, mail.Attempts)));
        var lane = await room.LaneAsync();
        Assert.Equal((true, owner), (lane.IsStopped, lane.Failure!.Fault));
        Assert.Empty(server.Messages);
    }

    private static SmtpTransport Transport(
        MisbehavingServer server, MailRoom room, MailSecurity security = MailSecurity.None, string? user = null)
    {
        var settings = TestSettings.In(Path.GetTempPath());
        settings["Mail:Transport"] = "Smtp";
        settings["Mail:Host"] = "127.0.0.1";
        settings["Mail:Port"] = server.Port.ToString(CultureInfo.InvariantCulture);
        settings["Mail:Security"] = security.ToString();
        settings["Mail:From"] = "webinar@anci.example";
        settings["Mail:User"] = user;
        settings["Mail:Password"] = user is null ? null : "segreto";
        return new SmtpTransport(TestSettings.Read(settings).Mail, room.Clock);
    }
}
