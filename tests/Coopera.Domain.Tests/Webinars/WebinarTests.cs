using Coopera.Domain.Webinars;

namespace Coopera.Domain.Tests.Webinars;

public sealed class WebinarTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_webinar_ends_after_it_starts() =>
        Assert.Throws<ArgumentException>(() => new Webinar("a", "A", Start, Start));

    [Fact]
    public void Times_are_kept_in_utc()
    {
        var webinar = new Webinar("a", "A", new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.FromHours(1)), Start.AddHours(2));

        Assert.Equal(TimeSpan.Zero, webinar.StartsAt.Offset);
        Assert.Equal(Start, webinar.StartsAt);
    }

    [Theory]
    [InlineData(-72, WebinarPhase.NotYetOpen)]
    [InlineData(-48, WebinarPhase.Open)]
    [InlineData(-25, WebinarPhase.Open)]
    [InlineData(-24, WebinarPhase.RegistrationClosed)]
    [InlineData(0, WebinarPhase.RegistrationClosed)]
    [InlineData(1, WebinarPhase.RegistrationClosed)]
    [InlineData(2, WebinarPhase.Concluded)]
    public void Registration_opens_and_closes_at_its_own_times_and_the_end_concludes(int hours, WebinarPhase phase)
    {
        var webinar = new Webinar("a", "A", Start, Start.AddHours(2))
        {
            RegistrationOpensAt = Start.AddHours(-48),
            RegistrationClosesAt = Start.AddHours(-24),
        };
        webinar.Publish();

        Assert.Equal(phase, webinar.PhaseAt(Start.AddHours(hours)));
    }

    [Fact]
    public void Without_times_of_its_own_registration_is_open_until_the_start()
    {
        var webinar = new Webinar("a", "A", Start, Start.AddHours(2));
        Assert.Equal(WebinarPhase.NotPublished, webinar.PhaseAt(Start.AddDays(-1)));
        webinar.Publish();

        Assert.Equal(WebinarPhase.Open, webinar.PhaseAt(Start.AddTicks(-1)));
        Assert.Equal(WebinarPhase.RegistrationClosed, webinar.PhaseAt(Start));
    }

    [Fact]
    public void Cancelling_says_why_and_moves_the_calendar_on()
    {
        var webinar = new Webinar("a", "A", Start, Start.AddHours(2));
        webinar.Publish();

        webinar.Cancel("  Relatore\u200B malato ");

        Assert.Equal("Relatore malato", webinar.CancellationMessage);
        Assert.Equal(1, webinar.CalendarSequence);
        Assert.Equal(WebinarPhase.Cancelled, webinar.PhaseAt(Start.AddYears(1)));
    }

    [Theory]
    [InlineData(null, 1000, null)]
    [InlineData(10, 0, 10)]
    [InlineData(10, 9, 1)]
    [InlineData(10, 10, 0)]
    [InlineData(10, 12, 0)]
    public void Places_left_never_fall_below_zero(int? capacity, int confirmed, int? left) =>
        Assert.Equal(left, new Webinar("a", "A", Start, Start.AddHours(2)) { Capacity = capacity }.PlacesLeft(confirmed));

    [Theory]
    [InlineData(null, 1000, 1000, PublicPlaces.NoLimit)]
    [InlineData(100, 0, 0, PublicPlaces.Free)]
    [InlineData(100, 89, 89, PublicPlaces.Free)]
    [InlineData(100, 90, 90, PublicPlaces.Last)]
    [InlineData(100, 99, 89, PublicPlaces.Free)] // how the day began is what counts: no single sign-up turns it
    [InlineData(100, 89, 90, PublicPlaces.Last)] // and no single cancellation
    [InlineData(100, 100, 0, PublicPlaces.Full)]
    [InlineData(100, 99, 100, PublicPlaces.Last)]
    [InlineData(100, 120, 120, PublicPlaces.Full)]
    [InlineData(3, 0, 0, PublicPlaces.Last)]
    [InlineData(0, 0, 0, PublicPlaces.Full)]
    public void Everybody_reads_of_the_places_only_what_they_need(int? capacity, int taken, int whenTheDayBegan, PublicPlaces places) =>
        Assert.Equal(
            places, new Webinar("a", "A", Start, Start.AddHours(2)) { Capacity = capacity }.PlacesForAll(taken, whenTheDayBegan));

    [Fact]
    public void Talks_and_speakers_keep_the_order_they_were_given_in()
    {
        var webinar = new Webinar("a", "A", Start, Start.AddHours(2))
            .With(new Talk("Primo", "", new Speaker("Anna", ""), new Speaker("Bruno", "")))
            .With(new Talk("Secondo", ""));

        Assert.Equal([1, 2], webinar.Talks.Select(talk => talk.Position));
        Assert.Equal([("Anna", 1), ("Bruno", 2)], webinar.Talks[0].Speakers.Select(speaker => (speaker.Name, speaker.Position)));
    }
}
