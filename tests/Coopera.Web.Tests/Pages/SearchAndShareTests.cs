using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Dom;
using Coopera.Core.Links;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Pages;

/// <summary>What search engines find of the site, and what a message with a link shows.</summary>
public sealed class SearchAndShareTests(CrawledSite crawled) : IClassFixture<CrawledSite>
{
    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    private IEnumerable<(string Address, IDocument Page)> Findable => crawled.Pages
        .Where(pair => pair.Value.Document.QuerySelector("link[rel=canonical]") is not null)
        .Select(pair => (pair.Key, (IDocument)pair.Value.Document));

    [Fact]
    public void Every_page_that_can_be_found_says_in_a_sentence_of_its_own_what_it_is()
    {
        var found = Findable.ToList();

        Assert.True(found.Count >= 15, $"Only {found.Count} pages can be found.");
        Assert.Empty(found.Where(one => Meta(one.Page, "description") is not { Length: >= 50 and <= 160 })
            .Select(one => $"{one.Address}: {Meta(one.Page, "description")}"));
        Assert.Empty(found.GroupBy(one => (Meta(one.Page, "description"), Canonical(one.Page))).Where(same => same.Count() > 1)
            .Where(same => same.Select(one => one.Address.Split('?')[0]).Distinct().Count() > 1).Select(same => same.Key.ToString()));
    }

    [Fact]
    public void Each_stands_under_one_address_whatever_is_asked_besides() => Assert.All(
        Findable, one => Assert.Equal($"http://localhost{one.Address.Split('?')[0]}", Canonical(one.Page)));

    [Fact]
    public void A_link_in_a_message_shows_the_title_and_the_sentence() => Assert.All(Findable, one =>
    {
        Assert.StartsWith(Meta(one.Page, "og:title")!, one.Page.Title, StringComparison.Ordinal);
        Assert.Equal(Meta(one.Page, "description"), Meta(one.Page, "og:description"));
        Assert.Equal(Canonical(one.Page), Meta(one.Page, "og:url"));
        Assert.Equal("it_IT", Meta(one.Page, "og:locale"));
        Assert.StartsWith("http://localhost/", Meta(one.Page, "og:image"), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("/webinar/aperto", "/webinar/aperto/anteprima.png")]
    [InlineData("/webinar/aperto/iscrizione", "/webinar/aperto/anteprima.png")]
    [InlineData("/coordinamento", "/anteprima.png")]
    public void Each_names_the_picture_that_is_drawn_for_it(string address, string picture) =>
        Assert.Equal($"http://localhost{picture}", Meta(crawled.Pages[address].Document, "og:image"));

    [Fact]
    public async Task Pictures_are_there_for_everybody_and_for_what_is_published_alone()
    {
        using var site = new CooperaSite();
        var webinar = await site.WebinarAsync();
        var release = await site.ReadAsync(db => db.PressReleases.Select(r => r.Slug).FirstAsync());
        await site.WriteAsync(db => db.Webinars.AddAsync(new Webinar("bozza", "Bozza", Now, Now.AddHours(1))).AsTask());
        var visitor = site.NewVisitor();

        foreach (var address in new[]
        {
            "/anteprima.png", $"/webinar/{webinar.Slug}/anteprima.png", $"/comunicati/{release}/anteprima.png",
        })
        {
            var answer = await visitor.Client.GetAsync(address);
            Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("public, no-cache", answer.Headers.CacheControl?.ToString());
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        Assert.Equal(404, (await visitor.GetAsync("/webinar/bozza/anteprima.png")).Status);
        Assert.Equal(404, (await visitor.GetAsync("/comunicati/nessuno/anteprima.png")).Status);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/webinar")]
    [InlineData("/webinar/aperto")]
    [InlineData("/webinar/aperto/iscrizione")]
    [InlineData("/webinar/annullato")]
    [InlineData("/coordinamento")]
    [InlineData("/comunicati")]
    [InlineData("/progetto")]
    public void These_can_be_found(string address) => Assert.Contains(address, Findable.Select(one => one.Address));

    [Theory]
    [InlineData("/webinar/nessuno")]
    [InlineData("/webinar/esempio-tavolo-tecnico")]
    [InlineData("/webinar/chiuso/iscrizione")]
    [InlineData("/webinar/aperto/iscrizione/inviata")]
    [InlineData("/iscrizioni/recupera/inviata")]
    [InlineData("/iscrizioni/un-link-spezzato")]
    [InlineData("/i-miei-dati/un-link-spezzato")]
    [InlineData("/pagina/che-non-esiste")]
    [InlineData("/gestione")]
    public void What_is_not_there_or_not_for_everybody_is_not_for_them(string address)
    {
        var page = crawled.Pages[address].Document;

        Assert.Equal("noindex", Meta(page, "robots"));
        Assert.Null(page.QuerySelector("link[rel=canonical], meta[property], script[type='application/ld+json']"));
    }

    [Fact]
    public async Task A_personal_page_is_nobody_elses()
    {
        using var site = new CooperaSite();
        var webinar = await site.WebinarAsync();
        var id = await site.SignUpAsync(webinar);
        var page = await site.NewVisitor().GetAsync(
            $"/iscrizioni/{site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(id, 0))}");

        Assert.Equal((200, "noindex"), (page.Status, Meta(page.Document, "robots")));
        Assert.DoesNotContain("og:", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_a_path_and_however_it_is_written_a_page_has_its_public_address()
    {
        using var site = new CooperaSite(
            new() { ["Site:BaseUrl"] = "https://www.anci.example/iscrizioni", ["Site:PathBase"] = "/iscrizioni" });
        var visitor = site.NewVisitor();

        Assert.Equal("https://www.anci.example/iscrizioni/", Canonical((await visitor.GetAsync("/iscrizioni/?utm_source=x")).Document));
        Assert.Equal(
            "https://www.anci.example/iscrizioni/webinar", Canonical((await visitor.GetAsync("/iscrizioni/Webinar/")).Document));
        Assert.Equal(
            "https://www.anci.example/iscrizioni/coordinamento",
            Canonical((await visitor.GetAsync("/iscrizioni/coordinamento?provincia=ME")).Document));
    }

    [Fact]
    public async Task A_long_theme_is_shortened_to_whole_words()
    {
        using var site = new CooperaSite();
        await site.WebinarAsync(() => new Webinar("lungo", "Lungo", Now.AddDays(2), Now.AddDays(2).AddHours(1))
        {
            Theme = string.Concat(Enumerable.Repeat("accoglienza ", 25)).Trim(),
        });

        var sentence = Meta((await site.NewVisitor().GetAsync("/webinar/lungo")).Document, "description")!;

        Assert.InRange(sentence.Length, 130, 160);
        Assert.EndsWith(" accoglienza…", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webinar_is_an_event_on_line_free_and_with_its_speakers()
    {
        using var site = new CooperaSite();
        var start = new DateTimeOffset(Now.Year + 1, 7, 9, 13, 0, 0, TimeSpan.Zero);
        await site.WebinarAsync(() => new Webinar("evento", "Reti </script> & persone", start, start.AddHours(2)) { Theme = "Un tema" }
            .With(new Talk("Uno", "", new Speaker("Anna Bianchi", "dirigente"))));

        var data = await EventAsync(site, "evento");

        Assert.Equal(("Event", "Un tema"), (Word(data, "@type"), Word(data, "description")));
        Assert.Equal("Reti </script> & persone", Word(data, "name"));
        Assert.Equal(
            ($"{start.Year}-07-09T15:00:00+02:00", $"{start.Year}-07-09T17:00:00+02:00"), (Word(data, "startDate"), Word(data, "endDate")));
        Assert.Equal("https://schema.org/EventScheduled", Word(data, "eventStatus"));
        Assert.Equal("https://schema.org/OnlineEventAttendanceMode", Word(data, "eventAttendanceMode"));
        Assert.Equal("VirtualLocation", Word(data.GetProperty("location"), "@type"));
        Assert.Equal("ANCI Sicilia", Word(data.GetProperty("organizer"), "name"));
        Assert.Equal("0", Word(data.GetProperty("offers"), "price"));
        Assert.Equal("http://localhost/webinar/evento/iscrizione", Word(data.GetProperty("offers"), "url"));
        Assert.Equal("https://schema.org/InStock", Word(data.GetProperty("offers"), "availability"));
        Assert.Equal("Anna Bianchi", Word(data.GetProperty("performer")[0], "name"));
    }

    [Fact]
    public async Task A_full_one_is_sold_out_and_a_cancelled_one_offers_nothing()
    {
        using var site = new CooperaSite();
        await site.WebinarAsync(() => new Webinar("pieno", "Pieno", Now.AddDays(2), Now.AddDays(2).AddHours(1)) { Capacity = 0 });
        await site.WebinarAsync(() =>
        {
            var webinar = new Webinar("annullato", "Annullato", Now.AddDays(2), Now.AddDays(2).AddHours(1));
            webinar.Publish();
            webinar.Cancel("Non si può.");
            return webinar;
        });

        Assert.Equal("https://schema.org/SoldOut", Word((await EventAsync(site, "pieno")).GetProperty("offers"), "availability"));
        var cancelled = await EventAsync(site, "annullato");
        Assert.Equal("https://schema.org/EventCancelled", Word(cancelled, "eventStatus"));
        Assert.False(cancelled.TryGetProperty("offers", out _));
    }

    [Fact]
    public void The_site_map_leads_to_every_page_that_can_be_found_and_to_nothing_else()
    {
        var map = XDocument.Parse(crawled.Sitemap);
        XNamespace ns = "http://www.sitemaps.org/schemas/sitemap/0.9";
        var places = map.Root!.Elements(ns + "url").ToDictionary(
            url => url.Element(ns + "loc")!.Value, url => url.Element(ns + "lastmod")?.Value);

        // A form stands behind the page of its webinar.
        Assert.Equal(
            Findable.Select(one => Canonical(one.Page)!).Where(address => !address.EndsWith("/iscrizione", StringComparison.Ordinal))
                .Distinct().Order(StringComparer.Ordinal),
            places.Keys.Order(StringComparer.Ordinal));
        Assert.All(places.Where(place => place.Key.Contains("/comunicati/", StringComparison.Ordinal)), place =>
            Assert.True(DateTimeOffset.TryParse(place.Value, CultureInfo.InvariantCulture, out var at) && at <= Now, place.ToString()));
    }

    [Fact]
    public async Task The_site_map_says_when_a_webinar_was_last_edited_and_no_day_when_it_never_was()
    {
        using var site = new CooperaSite();
        var (touched, untouched) = (await site.WebinarAsync(), await site.WebinarAsync());
        var staff = await site.NewStaffMemberAsync();
        await staff.SendAsync(await staff.OpenEditorAsync(touched.Id), ("Title", "Un titolo nuovo"));

        var map = (await site.NewVisitor().GetAsync("/sitemap.xml")).Html;

        Assert.Matches($"/webinar/{touched.Slug}</loc>\\s*<lastmod>{Now.Year}-", map);
        Assert.Matches($"/webinar/{untouched.Slug}</loc>\\s*</url>", map);
    }

    /// <summary>docs/national-validator.md.</summary>
    [Fact]
    public void The_national_validator_finds_what_it_looks_for_by_name()
    {
        var home = crawled.Pages["/"].Document;
        foreach (var (hook, address) in new[]
        {
            ("privacy-policy-link", "/privacy"), ("legal-notes", "/note-legali"), ("accessibility-link", "/accessibilita"),
            ("personal-area-login", "/gestione"),
        })
        {
            Assert.Equal(address, home.QuerySelector($"footer a[data-element={hook}]")?.GetAttribute("href"));
        }

        Assert.NotNull(home.QuerySelector("nav ul[data-element=main-navigation] > li > a"));
        Assert.NotNull(crawled.Pages["/note-legali"].Document.QuerySelector(
            "[data-element=legal-notes-section] + p[data-element=legal-notes-body]"));
    }

    [Fact]
    public async Task It_reads_the_version_of_the_library_between_double_quotes()
    {
        using var site = new CooperaSite();
        var visitor = site.NewVisitor();
        var style = (await visitor.GetAsync("/")).Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        Assert.Matches("--bootstrap-italia-version: ?\"2\\.[0-9.]+\"", await visitor.Client.GetStringAsync(style));
    }

    private static async Task<JsonElement> EventAsync(CooperaSite site, string slug)
    {
        var page = (await site.NewVisitor().GetAsync($"/webinar/{slug}")).Document;
        return JsonDocument.Parse(page.QuerySelector("head script[type='application/ld+json']")!.TextContent).RootElement;
    }

    private static string? Word(JsonElement data, string name) => data.GetProperty(name).GetString();

    private static string? Canonical(IParentNode page) => page.QuerySelector("link[rel=canonical]")?.GetAttribute("href");

    private static string? Meta(IParentNode page, string name) =>
        page.QuerySelector($"meta[name='{name}'], meta[property='{name}']")?.GetAttribute("content");
}
