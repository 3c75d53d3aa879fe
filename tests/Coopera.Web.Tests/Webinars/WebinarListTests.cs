using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Press;
using Coopera.Domain.Webinars;

namespace Coopera.Web.Tests.Webinars;

public sealed class WebinarListTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    // What one publishes is on the list of all.
    private readonly CooperaSite _site = new(sample: true);

    [Fact]
    public async Task What_is_coming_stands_before_what_is_over_the_nearest_first()
    {
        await _site.WebinarAsync(() => Webinar("tra-un-mese", 30));
        await _site.WebinarAsync(() => Webinar("tra-tre-giorni", 3));
        await _site.WebinarAsync(() => Webinar("un-mese-fa", -30));

        var page = await _site.NewVisitor().GetAsync("/webinar");

        var order = page.Document.QuerySelectorAll("main article h3 a")
            .Select(link => link.GetAttribute("href")!["/webinar/".Length..]).ToList();
        Assert.Equal(["tra-tre-giorni", Seed.SampleSlug, "tra-un-mese", "un-mese-fa", Seed.FirstWebinarSlug], order);
        Assert.Equal(3, page.Document.QuerySelectorAll("section[aria-labelledby=in-arrivo] article").Length);
        Assert.Equal(2, page.Document.QuerySelectorAll("section[aria-labelledby=conclusi] article").Length);
    }

    [Fact]
    public async Task A_cancelled_one_is_no_longer_among_the_coming_and_a_draft_is_nowhere()
    {
        await _site.WebinarAsync(() => Cancelled("annullato"));
        await _site.WriteAsync(db =>
        {
            db.Webinars.Add(Webinar("bozza", 3));
            return Task.CompletedTask;
        });
        var visitor = _site.NewVisitor();

        var page = await visitor.GetAsync("/webinar");

        Assert.Null(page.Document.QuerySelector("section[aria-labelledby=in-arrivo] a[href='/webinar/annullato']"));
        Assert.Contains(
            "Annullato",
            page.Document.QuerySelector("section[aria-labelledby=conclusi] article:has(a[href='/webinar/annullato'])")!.TextContent,
            StringComparison.Ordinal);
        Assert.DoesNotContain("bozza", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("bozza", (await visitor.GetAsync("/")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/webinar/bozza", await visitor.Client.GetStringAsync("/webinar/calendario.ics"), StringComparison.Ordinal);
        foreach (var address in new[] { "/webinar/bozza", "/webinar/bozza/iscrizione", "/webinar/bozza/calendario.ics" })
        {
            Assert.Equal(404, (await visitor.GetAsync(address)).Status);
        }
    }

    [Fact]
    public async Task Without_anything_coming_the_pages_say_where_to_look()
    {
        using var site = new CooperaSite(); // one without the webinar to try it on
        var visitor = site.NewVisitor();

        var list = await visitor.GetAsync("/webinar");
        var home = await visitor.GetAsync("/");

        Assert.Contains("In questo momento non ci sono webinar in programma", list.Text, StringComparison.Ordinal);
        Assert.Contains("In questo momento non ci sono webinar in programma", home.Text, StringComparison.Ordinal);
        Assert.NotNull(list.Document.QuerySelector("section[aria-labelledby=in-arrivo] a[href='/comunicati']"));
        Assert.DoesNotContain("Esempio", list.Text + home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_shows_the_next_three_and_leads_to_the_others()
    {
        using var site = new CooperaSite();
        foreach (var days in new[] { 9, 3, 12, 6 })
        {
            await site.WebinarAsync(() => Webinar($"fra-{days}", days));
        }

        var section = (await site.NewVisitor().GetAsync("/")).Document.QuerySelector("section[aria-labelledby=prossimo]")!;

        Assert.Equal("I prossimi webinar", section.QuerySelector("h2")!.TextContent);
        Assert.Equal(
            ["/webinar/fra-3", "/webinar/fra-6", "/webinar/fra-9"],
            section.QuerySelectorAll("article h3 a").Select(link => link.GetAttribute("href")));
        Assert.NotNull(section.QuerySelector("a[href='/webinar']"));
    }

    [Fact]
    public async Task The_home_shows_the_latest_press_release_and_the_newest_materials_that_everybody_may_have()
    {
        using var site = new CooperaSite();
        var webinar = Webinar("con-materiali", -3);
        webinar.Publish();
        foreach (var (title, hours, forRegisteredOnly) in new[]
        {
            ("Vecchia", 9, false), ("A", 3, false), ("B", 2, false), ("Riservata", 1, true), ("C", 0, false),
        })
        {
            webinar.Add(Material.Link(title, $"https://video.example/{title}", forRegisteredOnly, Now.AddHours(-hours)));
        }

        await site.WriteAsync(db => db.Webinars.AddAsync(webinar).AsTask());
        await site.WriteAsync(async db =>
        {
            foreach (var (slug, days) in new[] { ("nuovo", 1), ("vecchio", 5) })
            {
                var release = new PressRelease(slug, $"Comunicato {slug}", RomeTime.Day(Now.AddDays(-days)), "In breve.", "Testo.");
                release.Publish();
                await db.PressReleases.AddAsync(release);
            }
        });

        var section = (await site.NewVisitor().GetAsync("/")).Document.QuerySelector("section[aria-labelledby=da-leggere]")!;

        Assert.Equal(["/comunicati/nuovo"], section.QuerySelectorAll("article h3 a").Select(link => link.GetAttribute("href")));
        Assert.Equal(
            ["C", "B", "A"], section.QuerySelectorAll(".materials li > a").Select(link => link.TextContent.Trim()));
        Assert.NotNull(section.QuerySelector(".materials a[href='/webinar/con-materiali']"));
    }

    [Fact]
    public async Task The_home_shows_the_next_webinar_and_that_there_are_places()
    {
        using var site = new CooperaSite();
        var next = await site.WebinarAsync(
            () => new Webinar("prossimo", "Il più vicino", Now.AddDays(2), Now.AddDays(2).AddHours(1)) { Capacity = 120 });

        var page = await site.NewVisitor().GetAsync("/");

        var section = page.Document.QuerySelector("section[aria-labelledby=prossimo]")!;
        Assert.Single(section.QuerySelectorAll("article"));
        Assert.NotNull(section.QuerySelector($"a[href='/webinar/{next.Slug}/iscrizione']"));
        Assert.Contains("Posti disponibili", section.TextContent, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private static Webinar Webinar(string slug, int days) => new(slug, $"Webinar {slug}", Now.AddDays(days), Now.AddDays(days).AddHours(2));

    private static Webinar Cancelled(string slug)
    {
        var webinar = Webinar(slug, 5);
        webinar.Publish();
        webinar.Cancel("Relatrice indisponibile.");
        return webinar;
    }
}
