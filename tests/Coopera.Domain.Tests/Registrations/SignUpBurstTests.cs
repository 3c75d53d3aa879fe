using Coopera.Domain.Registrations;

namespace Coopera.Domain.Tests.Registrations;

public sealed class SignUpBurstTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Forty_eight_in_three_minutes_are_one_burst_with_its_first_and_its_last()
    {
        var burst = Assert.Single(SignUpBurst.In(Every(TimeSpan.FromSeconds(3.75), 48)));

        Assert.Equal((1L, 48L, 48, Start), (burst.First, burst.Last, burst.Count, burst.From));
        Assert.InRange(burst.To - burst.From, TimeSpan.FromMinutes(2.9), TimeSpan.FromMinutes(3));
    }

    [Fact]
    public void An_office_of_sixty_that_signs_up_over_an_hour_is_none() => Assert.Empty(SignUpBurst.In(Every(TimeSpan.FromMinutes(1), 60)));

    [Fact]
    public void Few_at_once_are_none() => Assert.Empty(SignUpBurst.In(Every(TimeSpan.FromSeconds(1), SignUpBurst.Least - 1)));

    [Fact]
    public void Two_with_hours_between_them_are_two_and_who_came_alone_is_in_neither()
    {
        var first = Every(TimeSpan.FromSeconds(1), 40);
        var alone = (41L, Start.AddHours(2));
        var second = Every(TimeSpan.FromSeconds(1), 30).Select(moment => (moment.Number + 41, moment.At.AddHours(5)));

        var bursts = SignUpBurst.In([.. first, alone, .. second]);

        Assert.Equal([(1L, 40L), (42L, 71L)], bursts.Select(burst => (burst.First, burst.Last)));
    }

    private static List<(long Number, DateTimeOffset At)> Every(TimeSpan pause, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (i + 1L, Start + (i * pause)))];
}
