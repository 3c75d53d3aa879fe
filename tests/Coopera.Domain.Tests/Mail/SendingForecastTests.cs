using Coopera.Domain.Mail;

namespace Coopera.Domain.Tests.Mail;

/// <summary>What is told before anything is queued, against an account that sends second by second as the worker does.</summary>
public sealed class SendingForecastTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<int?, int?, int?, int, int, int> Accounts => new()
    {
        { 20, null, 200, 0, 600, 0 },
        { 20, null, 200, 30, 1000, 150 },
        { 20, null, 2000, 5, 10_000, 0 },
        { null, 100, null, 0, 450, 60 },
        { 30, null, 10_000, 200, 3000, 0 },
        { null, null, null, 0, 5000, 0 },
    };

    [Theory]
    [MemberData(nameof(Accounts))]
    public void The_end_foretold_is_right_within_a_tenth(int? minute, int? hour, int? day, int personal, int bulk, int before)
    {
        var limits = new SendingLimits(minute, hour, day);
        var each = TimeSpan.FromMilliseconds(400);
        var (ahead, window) = (new SendingWindow(limits), new SendingWindow(limits));
        DateTimeOffset[] sent = [.. Enumerable.Range(1, before).Select(i => Now.AddSeconds(-30 * i))];
        ahead.Fill(sent);
        window.Fill(sent);
        var foretold = ahead.EndOf(personal, bulk, Now, SendingPace.Of(Enumerable.Range(0, 50).Select(i => Now - (i * each))));

        var end = Simulate(window, personal, bulk, each);

        Assert.InRange((foretold - Now) / (end - Now), 0.9, 1.1);
    }

    [Fact]
    public void The_pace_is_that_of_mails_that_followed_each_other()
    {
        Assert.Equal(SendingPace.Usual, SendingPace.Of([Now, Now.AddSeconds(1)]));
        Assert.Equal(
            TimeSpan.FromSeconds(2),
            SendingPace.Of([.. Enumerable.Range(0, 20).Select(i => Now.AddSeconds(2 * i)), Now.AddHours(1), Now.AddHours(3)]));
    }

    /// <summary>Batches of twenty, personal ones first, a look every second: as the outbox is emptied.</summary>
    private static DateTimeOffset Simulate(SendingWindow window, int personal, int bulk, TimeSpan each)
    {
        var now = Now;
        while (true)
        {
            var room = window.RoomAt(now, isBulk: false, 20);
            var bulkRoom = window.RoomAt(now, isBulk: true, 20);
            var batch = Math.Min(personal, room) is var first && first > 0 ? first : Math.Min(bulk, bulkRoom);
            for (var i = 0; i < batch; i++)
            {
                now += each;
                window.Add(now);
                (personal, bulk) = personal > 0 ? (personal - 1, bulk) : (0, bulk - 1);
            }

            if (personal + bulk == 0)
            {
                return now;
            }

            now += batch > 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1);
        }
    }
}
