using Coopera.Domain.Webinars;

namespace Coopera.Domain.Tests.Webinars;

public sealed class WebinarAnnouncementTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    private static readonly KnownWebinar First = new("Primo", Now.AddDays(9), Now.AddDays(9).AddHours(2), "Zoom");

    [Theory]
    [InlineData(24 * 9, 24 * 9, 15)]
    [InlineData(24 * 9, 1, 0)] // whoever knows the old hour is about to connect
    [InlineData(1, 24 * 9, 0)]
    [InlineData(2, 2, 15)]
    public void Changes_wait_a_quarter_of_an_hour_unless_it_begins_or_was_to_begin_soon(int startsIn, int startedIn, int minutes) =>
        Assert.Equal(
            Now.AddMinutes(minutes), WebinarAnnouncement.ChangesDue(Now.AddHours(startsIn), Now.AddHours(startedIn), Now));

    [Fact]
    public void What_follows_goes_out_with_the_first_and_everybody_is_told_from_what_they_know()
    {
        var announcement = new WebinarAnnouncement(7);
        var second = First with { Title = "Secondo" };
        announcement.Add(First, Now.AddMinutes(15), Now);
        announcement.Add(second, Now.AddMinutes(25), Now.AddMinutes(10));

        Assert.Equal(Now.AddMinutes(15), announcement.DueAt);
        Assert.Equal(First, announcement.KnownBy(Now.AddDays(-1)));
        Assert.Equal(second, announcement.KnownBy(Now.AddMinutes(5)));
        Assert.Null(announcement.KnownBy(Now.AddMinutes(11)));
        Assert.False(announcement.SaysNothing(First)); // somebody may have signed up to the second title
    }

    [Fact]
    public void A_cancellation_that_is_taken_back_leaves_what_had_changed_before_to_be_told()
    {
        var announcement = new WebinarAnnouncement(7);
        announcement.Add(First, Now.AddMinutes(15), Now);

        announcement.Cancel(Now.AddMinutes(10));
        Assert.Equal((true, Now.AddMinutes(10)), (announcement.IsCancellation, announcement.DueAt));
        announcement.CancellationTold();
        Assert.Null(announcement.DueAt);
        announcement.Restore(Now.AddMinutes(30));

        Assert.Equal((false, Now.AddMinutes(30)), (announcement.IsCancellation, announcement.DueAt));
        Assert.Equal(WebinarNews.Title, Assert.Single(announcement.Changes).Before.NewsIn(First with { Title = "Altro" }));
    }

    [Fact]
    public void A_platform_that_changes_without_a_word_is_no_difference()
    {
        var announcement = new WebinarAnnouncement(7);
        announcement.Add(First, Now.AddMinutes(15), Now);
        var now = First with { Platform = "Microsoft Teams" };

        announcement.ForgetPlatform(now);

        Assert.True(announcement.SaysNothing(now));
    }

    [Fact]
    public void A_cancelled_webinar_can_be_restored_for_an_hour_and_its_calendar_object_is_newer()
    {
        var webinar = new Webinar("prova", "Prova", Now.AddDays(9), Now.AddDays(9).AddHours(2));
        webinar.Publish();
        webinar.Cancel("Malattia", Now);
        var sequence = webinar.CalendarSequence;

        Assert.True(webinar.CanBeRestoredAt(Now.AddMinutes(59)));
        Assert.False(webinar.CanBeRestoredAt(Now.AddMinutes(60)));
        webinar.Restore();

        Assert.Equal((WebinarStatus.Published, null, null), (webinar.Status, webinar.CancelledAt, webinar.CancellationMessage));
        Assert.True(webinar.CalendarSequence > sequence);
    }
}
