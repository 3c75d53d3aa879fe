using Coopera.Domain.Mail;

namespace Coopera.Domain.Tests.Mail;

public sealed class SendingWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_limits_everything_goes_at_once()
    {
        var window = new SendingWindow(SendingLimits.None);
        window.Add(Now);

        Assert.Equal((Now, 20, Now), (window.NextAt(Now, true), window.RoomAt(Now, true, 20), window.EndOf(1000, 1000, Now)));
    }

    [Fact]
    public void No_minute_and_no_24_hours_hold_too_many_whenever_they_begin()
    {
        var limits = new SendingLimits(20, null, 200);
        var window = new SendingWindow(limits);
        var sent = new List<DateTimeOffset>();
        for (var at = Now; sent.Count < 450;)
        {
            at = window.NextAt(at, isBulk: false);
            sent.Add(at);
            window.Add(at);
        }

        Assert.All(sent, at =>
        {
            Assert.InRange(sent.Count(other => other > at - TimeSpan.FromMinutes(1) && other <= at), 1, 20);
            Assert.InRange(sent.Count(other => other > at - TimeSpan.FromDays(1) && other <= at), 1, 200);
        });
        Assert.Equal(Now + TimeSpan.FromMinutes(9), sent[199]);
        Assert.Equal(Now + TimeSpan.FromDays(1), sent[200]);
    }

    [Fact]
    public void Of_a_mailing_a_fifth_of_every_limit_stays_free_for_who_signs_up_meanwhile()
    {
        var window = new SendingWindow(new(null, null, 200));
        window.Fill(Enumerable.Repeat(Now, 160));

        Assert.Equal(Now + TimeSpan.FromDays(1), window.NextAt(Now, isBulk: true));
        Assert.Equal((0, 20), (window.RoomAt(Now, true, 20), window.RoomAt(Now, false, 20)));
        window.Fill(Enumerable.Repeat(Now, 199));
        Assert.Equal(1, window.RoomAt(Now, false, 20));
        window.Add(Now);
        Assert.Equal(Now + TimeSpan.FromDays(1), window.NextAt(Now, isBulk: false));
    }

    [Fact]
    public void The_end_of_a_queue_is_when_its_last_mail_goes()
    {
        var limits = new SendingLimits(20, null, 200);
        var window = new SendingWindow(limits);
        window.Fill(Enumerable.Repeat(Now - TimeSpan.FromHours(1), 50));

        var end = window.EndOf(personal: 10, bulk: 600, Now);

        var sent = 0;
        for (var at = Now; ; at = window.NextAt(at, isBulk: sent >= 10))
        {
            if (window.NextAt(at, sent >= 10) > at)
            {
                continue;
            }

            window.Add(at);
            if (++sent == 610)
            {
                Assert.Equal(at, end);
                break;
            }
        }

        Assert.InRange(end, Now + TimeSpan.FromDays(3), Now + TimeSpan.FromDays(4));
    }
}
