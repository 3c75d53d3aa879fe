using Coopera.Domain.Webinars;

namespace Coopera.Domain.Tests.Webinars;

public sealed class WebinarEditingTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Before = Start.AddDays(-3);

    public static TheoryData<WebinarContent, WebinarNews> Changes()
    {
        var content = Published().Content;
        return new()
        {
            { content with { Title = "B" }, WebinarNews.Title },
            { content with { StartsAt = Start.AddMinutes(1) }, WebinarNews.Time },
            { content with { EndsAt = Start.AddHours(3), Title = "B" }, WebinarNews.Time | WebinarNews.Title },
            { content with { JoinLink = "https://altro.example/1" }, WebinarNews.None },
            { content with { JoinLink = null }, WebinarNews.None },
            { content with { Platform = "Teams" }, WebinarNews.Platform },
            { content with { Platform = "" }, WebinarNews.None },
            { content with { Description = "Un’altra", Theme = "T", Capacity = 3, Slug = "b" }, WebinarNews.None },
        };
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Title_time_and_platform_of_what_is_published_are_news_and_move_the_calendar(WebinarContent content, WebinarNews news)
    {
        var webinar = Published();
        var version = webinar.Version;

        Assert.Equal(news, webinar.Edit(content, [], Before));

        Assert.Equal(content, webinar.Content);
        Assert.Equal(news == WebinarNews.None ? 0 : 1, webinar.CalendarSequence);
        Assert.Equal(version + 1, webinar.Version);
    }

    [Fact]
    public void Nothing_about_a_draft_or_about_what_is_over_is_news()
    {
        var draft = new Webinar("a", "A", Start, Start.AddHours(2));
        Assert.Equal(WebinarNews.None, draft.Edit(draft.Content with { Title = "B" }, [], Before));

        var over = Published();
        Assert.Equal(WebinarNews.None, over.Edit(over.Content with { Title = "B" }, [], Start.AddDays(1)));
        Assert.Equal(0, over.CalendarSequence);
    }

    [Fact]
    public void A_webinar_still_ends_after_it_starts()
    {
        var webinar = Published();

        Assert.Throws<ArgumentException>(() => webinar.Edit(webinar.Content with { EndsAt = Start }, [], Before));
        Assert.Equal(1, new Webinar("a", "A", Start, Start.AddHours(1)).Version);
    }

    [Fact]
    public void The_programme_is_kept_when_it_reads_the_same_and_replaced_when_not()
    {
        var webinar = Published().With(new Talk("Uno", "", new Speaker("Anna", "assessora")));
        var talk = webinar.Talks[0];

        webinar.Edit(webinar.Content, [new Talk("Uno", "", new Speaker("Anna", "assessora"))], Before);
        Assert.Same(talk, webinar.Talks[0]);

        webinar.Edit(webinar.Content, [new Talk("Due", ""), new Talk("Uno", "", new Speaker("Anna", "sindaca"))], Before);
        Assert.Equal([("Due", 1), ("Uno", 2)], webinar.Talks.Select(t => (t.Title, t.Position)));
        Assert.Equal("sindaca", webinar.Talks[1].Speakers[0].Role);
    }

    [Fact]
    public void Only_what_is_over_or_was_never_public_is_archived()
    {
        Assert.False(Published().CanBeArchivedAt(Before));
        Assert.True(Published().CanBeArchivedAt(Start.AddHours(2)));
        Assert.True(new Webinar("a", "A", Start, Start.AddHours(2)).CanBeArchivedAt(Before));

        var cancelled = Published();
        cancelled.Cancel("Perché sì");
        Assert.True(cancelled.CanBeArchivedAt(Before));
        cancelled.Archive(Before);
        Assert.False(cancelled.CanBeArchivedAt(Before));
        cancelled.Unarchive();
        Assert.Null(cancelled.ArchivedAt);
    }

    [Fact]
    public void Materials_keep_their_order_when_one_moves_or_goes()
    {
        var webinar = Published();
        foreach (var title in new[] { "Uno", "Due", "Tre" })
        {
            webinar.Add(Material.Link(title, "https://a.example", forRegisteredOnly: false, Before));
        }

        Assert.True(webinar.Move(webinar.Materials[2], up: true));
        Assert.False(webinar.Move(webinar.Materials[0], up: true));
        Assert.Equal(["Uno", "Tre", "Due"], webinar.Materials.OrderBy(m => m.Position).Select(m => m.Title));

        webinar.Remove(webinar.Materials[0]);
        Assert.Equal([("Tre", 1), ("Due", 2)], webinar.Materials.OrderBy(m => m.Position).Select(m => (m.Title, m.Position)));
    }

    private static Webinar Published()
    {
        var webinar = new Webinar("a", "A", Start, Start.AddHours(2)) { Platform = "Zoom", JoinLink = "https://zoom.example/1" };
        webinar.Publish();
        return webinar;
    }
}
