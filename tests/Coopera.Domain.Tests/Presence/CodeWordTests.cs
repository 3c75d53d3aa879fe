using Coopera.Domain.Presence;
using Coopera.Domain.Webinars;

namespace Coopera.Domain.Tests.Presence;

public sealed class CodeWordTests
{
    private static readonly Guid Person = Guid.NewGuid();
    private static readonly DateTimeOffset Ten = new(2027, 3, 4, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Mandorla 47", "mandorla47")]
    [InlineData(" MANDORLA-47 ", "mandorla47")]
    [InlineData("perché", "perche")]
    [InlineData("…", "")]
    [InlineData(null, "")]
    public void How_a_word_is_written_does_not_matter(string? typed, string key) => Assert.Equal(key, CodeWord.KeyOf(typed));

    [Fact]
    public void A_word_is_good_for_ten_minutes()
    {
        var word = new CodeWord(1, "Mandorla 47", "anna@anci.example", Ten);

        Assert.Equal(
            [false, true, true, false],
            new[] { -1, 0, 599, 600 }.Select(seconds => word.IsGoodAt(Ten.AddSeconds(seconds))));
    }

    [Fact]
    public void Alone_it_is_a_moment_and_invents_no_minute()
    {
        PresenceInterval[] left = [Entry(0, left: 20)];

        Assert.Equal(Ten.AddMinutes(40), CodeWord.JoinsFrom([], Ten.AddMinutes(40)));
        Assert.Equal(Ten.AddMinutes(40), CodeWord.JoinsFrom(left, Ten.AddMinutes(40)));
        Assert.Equal(Ten.AddMinutes(40), CodeWord.JoinsFrom([Word(10, 10)], Ten.AddMinutes(40)));
    }

    [Fact]
    public void It_joins_with_an_entry_that_nobody_said_an_end_of_and_with_the_words_since()
    {
        var entry = Entry(2);

        Assert.Equal(Ten.AddMinutes(2), CodeWord.JoinsFrom([entry], Ten.AddMinutes(40)));
        Assert.Equal(Ten.AddMinutes(40), CodeWord.JoinsFrom([entry, Word(2, 40)], Ten.AddMinutes(80)));
        Assert.Equal(Ten.AddMinutes(30), CodeWord.JoinsFrom([Entry(2, left: 20), Entry(30)], Ten.AddMinutes(80)));
    }

    [Fact]
    public void What_staff_took_away_joins_nothing()
    {
        var entry = Entry(2);
        entry.Exclude("anna@anci.example", "Era un altro", Ten);

        Assert.Equal(Ten.AddMinutes(40), CodeWord.JoinsFrom([entry], Ten.AddMinutes(40)));
        entry.Include();
        Assert.Equal(Ten.AddMinutes(2), CodeWord.JoinsFrom([entry], Ten.AddMinutes(40)));
    }

    [Fact]
    public void Five_wrong_ones_in_ten_minutes_are_too_many_and_then_one_may_try_again()
    {
        var wrong = new WrongWords(Person, Ten);
        for (var time = 0; time < WrongWords.Most; time++)
        {
            Assert.False(wrong.AreTooMany(Ten));
            wrong.Add(Ten);
        }

        Assert.True(wrong.AreTooMany(Ten.AddMinutes(9)));
        Assert.False(wrong.AreTooMany(Ten.AddMinutes(10)));
        wrong.Add(Ten.AddMinutes(10));
        Assert.Equal((1, Ten.AddMinutes(10)), (wrong.Count, wrong.Since));
    }

    /// <summary>Clocks in Rome go from 2:00 to 3:00, and in October twice through the hour between 2:00 and 3:00.</summary>
    [Theory]
    [InlineData("2027-03-28", 1, 30, 3, 30, 60)]
    [InlineData("2026-10-25", 1, 30, 3, 30, 180)]
    [InlineData("2027-03-04", 23, 0, 1, 0, 120)]
    public void A_night_with_a_change_of_clocks_or_over_midnight_has_the_minutes_that_passed(
        string day, int fromHour, int fromMinute, int untilHour, int untilMinute, int minutes)
    {
        var date = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        var from = RomeTime.FromRome(date.ToDateTime(new TimeOnly(fromHour, fromMinute)));
        var until = RomeTime.FromRome(date.AddDays(untilHour < fromHour ? 1 : 0).ToDateTime(new TimeOnly(untilHour, untilMinute)));
        var webinar = new Webinar("a", "A", from, until);
        var rule = new AttendanceRule(1);
        var quarter = TimeSpan.FromMinutes(minutes) / 4;

        Assert.Equal(TimeSpan.FromMinutes(minutes), rule.Whole(webinar));
        Assert.Equal(
            quarter * 3,
            rule.Held(webinar).CoveredBy([new(from.AddHours(-1), from + (quarter * 2)), new(from + quarter, from + (quarter * 3))]));
        rule.Change(from + quarter, until + quarter, 80, ofPlannedTime: false);
        Assert.Equal(TimeSpan.FromMinutes(minutes), rule.Whole(webinar));
    }

    [Fact]
    public void A_request_is_decided_once()
    {
        var request = new PresenceRequest(Person, "C’ero, dal telefono.", Ten);
        Assert.Equal(Person, request.OpenKey);

        request.Decide(accepted: true, "anna@anci.example", "Va bene.", Ten.AddDays(1));

        Assert.Equal((PresenceRequestState.Accepted, null), (request.State, request.OpenKey));
        Assert.Throws<InvalidOperationException>(() => request.Decide(accepted: false, "luca@anci.example", "No.", Ten.AddDays(1)));
    }

    private static PresenceInterval Entry(int minute, int? left = null)
    {
        var entry = new PresenceInterval(Person, PresenceSource.EntryPage, Ten.AddMinutes(minute));
        if (left is { } end)
        {
            entry.Leave(Ten.AddMinutes(end));
        }

        return entry;
    }

    private static PresenceInterval Word(int from, int at) =>
        new(Person, PresenceSource.CodeWord, Ten.AddMinutes(from), Ten.AddMinutes(at)) { CodeWordId = 1 };
}
