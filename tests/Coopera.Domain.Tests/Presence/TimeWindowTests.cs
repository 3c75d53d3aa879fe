using System.Globalization;
using Coopera.Domain.Presence;

namespace Coopera.Domain.Tests.Presence;

public sealed class TimeWindowTests
{
    private static readonly DateTimeOffset Ten = new(2027, 3, 4, 10, 0, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("", 0)]
    [InlineData("0-60", 60)]
    [InlineData("-30-90", 60)]
    [InlineData("10-20 15-30", 20)]
    [InlineData("40-50 10-20 10-20", 20)]
    [InlineData("10-50 20-30", 40)]
    [InlineData("-20-0 60-90", 0)]
    public void What_overlaps_counts_once_and_what_is_outside_not_at_all(string intervals, int minutes)
    {
        var window = new TimeWindow(Ten, Ten.AddHours(1));

        var read = intervals.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Read);

        Assert.Equal(TimeSpan.FromMinutes(minutes), window.CoveredBy(read));
    }

    [Fact]
    public void It_is_what_counting_minute_by_minute_gives()
    {
        var random = new Random(7);
        var window = new TimeWindow(Ten, Ten.AddMinutes(90));
        for (var round = 0; round < 200; round++)
        {
            var intervals = Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(-60, 140))
                .Select(from => new TimeWindow(Ten.AddMinutes(from), Ten.AddMinutes(from + random.Next(60)))).ToList();
            var counted = Enumerable.Range(0, 90).Select(minute => Ten.AddMinutes(minute))
                .Count(minute => intervals.Exists(i => i.From <= minute && i.Until > minute));

            Assert.Equal(TimeSpan.FromMinutes(counted), window.CoveredBy(intervals));
        }
    }

    private static TimeWindow Read(string interval)
    {
        var split = interval.LastIndexOf('-');
        return new TimeWindow(
            Ten.AddMinutes(int.Parse(interval[..split], CultureInfo.InvariantCulture)),
            Ten.AddMinutes(int.Parse(interval[(split + 1)..], CultureInfo.InvariantCulture)));
    }
}
