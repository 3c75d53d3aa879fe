namespace Coopera.Domain.Tests;

public sealed class RomeTimeTests
{
    [Theory]
    [InlineData("2026-01-31T15:00", "2026-01-31T14:00")] // winter
    [InlineData("2026-07-31T15:00", "2026-07-31T13:00")] // summer
    [InlineData("2026-03-29T01:59", "2026-03-29T00:59")]
    [InlineData("2026-03-29T03:00", "2026-03-29T01:00")]
    [InlineData("2026-03-29T10:00", "2026-03-29T08:00")]
    [InlineData("2026-10-25T01:59", "2026-10-24T23:59")]
    [InlineData("2026-10-25T03:00", "2026-10-25T02:00")]
    [InlineData("2026-10-25T10:00", "2026-10-25T09:00")]
    public void A_clock_reading_in_rome_is_one_instant(string clock, string utc)
    {
        var instant = RomeTime.FromRome(Reading(clock));

        Assert.Equal(Instant(utc), instant);
        Assert.Equal(TimeSpan.Zero, instant.Offset);
        Assert.Equal(Reading(clock), RomeTime.ToRome(instant).DateTime);
    }

    [Theory]
    [InlineData("2026-03-29T02:00", "2026-03-29T01:00", "3:00")]
    [InlineData("2026-03-29T02:30", "2026-03-29T01:30", "3:30")]
    [InlineData("2027-03-28T02:59", "2027-03-28T01:59", "3:59")]
    public void A_reading_that_no_clock_shows_in_march_moves_on_by_an_hour(string clock, string utc, string shown)
    {
        var instant = RomeTime.FromRome(Reading(clock));

        Assert.Equal(Instant(utc), instant);
        Assert.Equal($"0{shown}", RomeTime.Time(instant));
    }

    [Theory]
    [InlineData("2026-10-25T02:00", "2026-10-25T00:00")]
    [InlineData("2026-10-25T02:59", "2026-10-25T00:59")]
    public void A_reading_that_clocks_show_twice_in_october_is_the_first(string clock, string utc)
    {
        var first = RomeTime.FromRome(Reading(clock));

        Assert.Equal(Instant(utc), first);
        Assert.Equal(RomeTime.Time(first), RomeTime.Time(first.AddHours(1)));
    }

    [Fact]
    public void A_webinar_over_the_change_of_the_clocks_shows_the_hours_people_see()
    {
        var start = RomeTime.FromRome(2026, 3, 29, 1, 30);
        Assert.Equal("domenica 29 marzo 2026, dall’1:30 alle 03:30", RomeTime.Span(start, start.AddHours(1)));
        Assert.Equal(
            "domenica 25 ottobre 2026, dalle 10:00 alle 12:00",
            RomeTime.Span(RomeTime.FromRome(2026, 10, 25, 10), RomeTime.FromRome(2026, 10, 25, 12)));
        Assert.Equal(TimeSpan.FromHours(3), RomeTime.FromRome(2026, 10, 25, 4) - RomeTime.FromRome(2026, 10, 25, 2));
    }

    [Fact]
    public void Days_and_hours_read_as_italians_write_them()
    {
        var start = RomeTime.FromRome(2022, 1, 31, 15);
        Assert.Equal("lunedì 31 gennaio 2022, dalle 15:00 alle 17:00", RomeTime.Span(start, start.AddHours(2)));
        Assert.Equal("da lunedì 31 gennaio 2022 alle 15:00 a martedì 1° febbraio 2022 alle 15:00", RomeTime.Span(start, start.AddDays(1)));
        Assert.Equal("31 gennaio 2022 alle 15:00", RomeTime.DateAndTime(start));
        Assert.Equal("1° marzo 2022", RomeTime.Date(new DateOnly(2022, 3, 1)));
        Assert.Equal("all’1:05", RomeTime.At(RomeTime.FromRome(2022, 1, 31, 1, 5)));
    }

    [Theory]
    [InlineData("il", 8, "l’8 dicembre 2026")]
    [InlineData("del", 11, "dell’11 dicembre 2026")]
    [InlineData("Dal", 8, "Dall’8 dicembre 2026")]
    [InlineData("al", 8, "all’8 dicembre 2026")]
    [InlineData("il", 1, "il 1° dicembre 2026")]
    [InlineData("al", 18, "al 18 dicembre 2026")]
    public void The_article_before_a_day_is_the_one_that_is_said(string before, int day, string words)
    {
        Assert.Equal(words, RomeTime.Date(before, new DateOnly(2026, 12, day)));
        Assert.Equal($"{words} alle 15:00", RomeTime.DateAndTime(before, RomeTime.FromRome(2026, 12, day, 15)));
    }

    [Fact]
    public void The_day_is_that_of_rome_near_midnight()
    {
        Assert.Equal("1° luglio 2026", RomeTime.Date(Instant("2026-06-30T22:30")));
        Assert.Equal("30 giugno 2026", RomeTime.Date(Instant("2026-06-30T21:30")));
    }

    private static DateTime Reading(string clock) => DateTime.Parse(clock, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string utc) => new(Reading(utc), TimeSpan.Zero);

    [Theory]
    [InlineData("2026-03-29 01:59", false, false)]
    [InlineData("2026-03-29 02:00", true, false)]
    [InlineData("2026-03-29 02:59", true, false)]
    [InlineData("2026-03-29 03:00", false, false)]
    [InlineData("2026-10-25 01:59", false, false)]
    [InlineData("2026-10-25 02:00", false, true)]
    [InlineData("2026-10-25 02:59", false, true)]
    [InlineData("2026-10-25 03:00", false, false)]
    public void Clocks_skip_an_hour_in_march_and_show_one_twice_in_october(string clock, bool isMissing, bool isDoubled)
    {
        var reading = DateTime.Parse(clock, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal((isMissing, isDoubled), (RomeTime.IsMissing(reading), RomeTime.IsDoubled(reading)));
    }

    [Fact]
    public void The_first_of_two_like_hours_is_in_summer_time_and_the_second_in_winter_time()
    {
        var clock = new DateTime(2026, 10, 25, 2, 30, 0, DateTimeKind.Unspecified);

        var (first, second) = (RomeTime.FromRome(clock, second: false), RomeTime.FromRome(clock, second: true));

        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), first);
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero), second);
        Assert.Equal((false, true), (RomeTime.IsSecondOfTwo(first), RomeTime.IsSecondOfTwo(second)));
        Assert.False(RomeTime.IsSecondOfTwo(second.AddHours(5)));
    }

    [Theory]
    [InlineData("2026-03-31 21:59", "31/03/2026", "2026-03-31")]
    [InlineData("2026-03-31 22:00", "01/04/2026", "2026-04-01")]
    [InlineData("2026-12-31 22:59", "31/12/2026", "2026-12-31")]
    [InlineData("2026-12-31 23:00", "01/01/2027", "2027-01-01")]
    public void The_day_is_the_one_that_it_is_in_rome(string utc, string asWritten, string asSent)
    {
        var instant = DateTimeOffset.Parse(
            utc, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

        Assert.Equal((asWritten, asSent), (RomeTime.ShortDate(RomeTime.Day(instant)), RomeTime.IsoDate(RomeTime.Day(instant))));
    }

    [Theory]
    [InlineData(0, "0 persone")]
    [InlineData(1, "1 persona")]
    [InlineData(1_234, "1.234 persone")]
    [InlineData(1_234_567, "1.234.567 persone")]
    public void Thousands_have_a_dot_and_one_is_singular(int count, string words) =>
        Assert.Equal(words, Amount.Of(count, "persona", "persone"));
}
