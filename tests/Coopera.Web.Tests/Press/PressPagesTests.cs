using Coopera.Domain.Press;
using Coopera.Domain.Webinars;

namespace Coopera.Web.Tests.Press;

public sealed class PressPagesTests : IDisposable
{
    private const string SeedSlug = "secondo-tavolo-tecnico-coordinamento-comuni-rete-sai";

    // What one publishes is on the list of all.
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task The_list_begins_with_the_latest_and_tells_the_day_of_each()
    {
        await ReleaseAsync(new PressRelease("di-marzo", "Un comunicato di marzo", new DateOnly(2026, 3, 1), "In breve.", "Testo."));

        var page = await _site.NewVisitor().GetAsync("/comunicati");

        Assert.Equal(
            ["/comunicati/di-marzo", $"/comunicati/{SeedSlug}"],
            page.Document.QuerySelectorAll("main article h2 a").Select(link => link.GetAttribute("href")));
        Assert.Equal(
            ["1° marzo 2026", "25 gennaio 2022"], page.Document.QuerySelectorAll("main article time").Select(day => day.TextContent));
    }

    [Fact]
    public async Task A_release_shows_its_text_and_leads_to_its_webinar()
    {
        var page = await _site.NewVisitor().GetAsync($"/comunicati/{SeedSlug}");

        Assert.StartsWith("COOPERA: il 31 gennaio", page.Heading, StringComparison.Ordinal);
        Assert.Equal("2022-01-25", page.Document.QuerySelector("main time")!.GetAttribute("datetime"));
        Assert.Equal(
            ["Due esperienze a confronto", "Il Coordinamento", "Il progetto"],
            page.Document.QuerySelectorAll("main .prose h2").Select(heading => heading.TextContent));
        Assert.Equal("Mario Emanuele Alvano", page.Document.QuerySelectorAll("main .prose strong")[1].TextContent);
        Assert.NotNull(page.Document.QuerySelector("main a[href^='/webinar/2-tavolo']"));
    }

    [Fact]
    public async Task A_webinar_that_is_not_published_is_not_given_away_by_its_release()
    {
        var release = new PressRelease("presto", "Presto", new DateOnly(2026, 3, 1), "In breve.", "Testo.");
        await ReleaseAsync(release);
        await _site.WriteAsync(db =>
        {
            db.Webinars.Add(new Webinar("segreto", "Ancora segreto", DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(10))
            {
                PressReleaseId = release.Id,
            });
            return Task.CompletedTask;
        });

        Assert.DoesNotContain(
            "segreto", (await _site.NewVisitor().GetAsync("/comunicati/presto")).Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Markup_in_the_text_of_a_release_is_text_and_links_lead_only_to_pages()
    {
        await ReleaseAsync(new PressRelease(
            "ostile", "Titolo <i>x</i>", new DateOnly(2026, 3, 1), "In breve.",
            "# Un altro titolo\n\n<script>alert(1)</script>\n\n<javascript:alert(1)> [qui](javascript:alert(1)) "
            + "![foto](https://altrove.example/pixel.png) https://www.anci.sicilia.it"));

        var page = await _site.NewVisitor().GetAsync("/comunicati/ostile");

        Assert.Null(page.Document.QuerySelector("main script"));
        Assert.Equal("Titolo <i>x</i>", page.Heading);
        Assert.DoesNotContain(
            page.Document.QuerySelectorAll("main a"),
            link => link.GetAttribute("href")!.StartsWith("javascript", StringComparison.OrdinalIgnoreCase));
        Assert.Single(page.Document.QuerySelectorAll("h1"));
        Assert.Null(page.Document.QuerySelector("main img"));
        Assert.NotNull(page.Document.QuerySelector("main a[href='https://www.anci.sicilia.it']"));
    }

    [Theory]
    [InlineData("/comunicati/nessuno")]
    [InlineData("/comunicati/feed")]
    public async Task An_unknown_release_is_answered_with_the_ones_that_are_there(string address)
    {
        var page = await _site.NewVisitor().GetAsync(address);

        Assert.Equal(404, page.Status);
        Assert.Equal("Non troviamo questo comunicato", page.Heading);
        Assert.NotNull(page.Document.QuerySelector($"main a[href='/comunicati/{SeedSlug}']"));
    }

    public void Dispose() => _site.Dispose();

    private Task ReleaseAsync(PressRelease release) => _site.WriteAsync(db =>
    {
        release.Publish();
        db.PressReleases.Add(release);
        return Task.CompletedTask;
    });
}
