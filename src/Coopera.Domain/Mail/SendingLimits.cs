namespace Coopera.Domain.Mail;

/// <summary>What the provider of the account lets it send; null where there is no limit.</summary>
public sealed record SendingLimits(int? PerMinute, int? PerHour, int? PerDay)
{
    /// <summary>Of every limit this part is kept for personal mails.</summary>
    private const double Reserve = 0.2;

    public static readonly SendingLimits None = new(null, null, null);

    public IEnumerable<(TimeSpan Span, int Most)> Windows()
    {
        foreach (var (span, most) in new[]
        {
            (TimeSpan.FromMinutes(1), PerMinute), (TimeSpan.FromHours(1), PerHour), (TimeSpan.FromDays(1), PerDay),
        })
        {
            if (most is { } limit)
            {
                yield return (span, limit);
            }
        }
    }

    public static int Share(int most, bool isBulk) => isBulk ? Math.Max(1, (int)Math.Floor(most * (1 - Reserve))) : most;
}

/// <summary>When an account sent, and when it may again: sliding windows, so that no minute, hour or 24 hours holds too many.</summary>
public sealed class SendingWindow(SendingLimits limits)
{
    private readonly List<DateTimeOffset> _sent = []; // in their order

    /// <summary>What was sent before this is of no account.</summary>
    public TimeSpan Reach { get; } = limits.Windows().Select(window => window.Span).DefaultIfEmpty().Max();

    public void Fill(IEnumerable<DateTimeOffset> sent)
    {
        _sent.Clear();
        _sent.AddRange(sent.Order());
    }

    public void Add(DateTimeOffset at)
    {
        if (Reach > TimeSpan.Zero)
        {
            _sent.RemoveRange(0, Until(at - Reach));
            _sent.Insert(Until(at), at);
        }
    }

    /// <summary>When the next may go: now, or when enough have left the window.</summary>
    public DateTimeOffset NextAt(DateTimeOffset now, bool isBulk)
    {
        var at = now;
        foreach (var (span, most) in limits.Windows())
        {
            var share = SendingLimits.Share(most, isBulk);
            if (_sent.Count >= share && _sent[^share] + span is var free && free > at)
            {
                at = free;
            }
        }

        return at;
    }

    /// <summary>How many may go at once.</summary>
    public int RoomAt(DateTimeOffset now, bool isBulk, int most)
    {
        foreach (var (span, limit) in limits.Windows())
        {
            most = Math.Min(most, SendingLimits.Share(limit, isBulk) - (_sent.Count - Until(now - span)));
        }

        return Math.Max(0, most);
    }

    /// <summary>How many were sent by then.</summary>
    private int Until(DateTimeOffset moment)
    {
        var (from, to) = (0, _sent.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = _sent[middle] <= moment ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    /// <summary>When the last of so many will have gone, if none comes to them.</summary>
    /// <param name="each">How long one takes, whatever the limits.</param>
    public DateTimeOffset EndOf(int personal, int bulk, DateTimeOffset now, TimeSpan each = default)
    {
        var ahead = new SendingWindow(limits);
        ahead.Fill(_sent);
        var at = now;
        for (var i = 0; i < personal + bulk; i++)
        {
            at = ahead.NextAt(at + each, isBulk: i >= personal);
            ahead._sent.Add(at);
        }

        return at;
    }
}

/// <summary>How long a mail takes, as the account has been sending of late.</summary>
public static class SendingPace
{
    /// <summary>While nobody knows.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(250);

    private const int Enough = 10;

    /// <summary>Mails further apart than this were not waiting for each other.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(10);

    public static TimeSpan Of(IEnumerable<DateTimeOffset> sent)
    {
        DateTimeOffset[] times = [.. sent.Order()];
        TimeSpan[] gaps = [.. times.Zip(times.Skip(1), (one, next) => next - one).Where(gap => gap < Apart)];
        return gaps.Length < Enough ? Usual : TimeSpan.FromTicks((long)gaps.Average(gap => gap.Ticks));
    }
}
