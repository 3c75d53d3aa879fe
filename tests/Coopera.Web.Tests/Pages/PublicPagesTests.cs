using AngleSharp.Dom;
using Coopera.Core.Data;

namespace Coopera.Web.Tests.Pages;

/// <summary>What holds on every page that a visitor can reach from the home.</summary>
public sealed class PublicPagesTests(CrawledSite site) : IClassFixture<CrawledSite>
{
    [Fact]
    public void Every_link_and_resource_of_the_site_is_there() => Assert.Empty(site.Broken);

    [Theory]
    [InlineData("/webinar")]
    [InlineData("/webinar/" + Seed.FirstWebinarSlug)]
    [InlineData("/webinar/" + Seed.SampleSlug)]
    [InlineData("/webinar/" + Seed.SampleSlug + "/iscrizione")]
    [InlineData("/webinar/posti-finiti")]
    [InlineData("/webinar/annullato")]
    [InlineData("/iscrizioni/recupera")]
    [InlineData("/i-miei-dati")]
    [InlineData("/coordinamento")]
    [InlineData("/comunicati")]
    [InlineData("/comunicati/secondo-tavolo-tecnico-coordinamento-comuni-rete-sai")]
    [InlineData("/progetto")]
    [InlineData("/privacy")]
    [InlineData("/accessibilita")]
    [InlineData("/note-legali")]
    [InlineData("/contatti")]
    public void The_page_is_linked_from_somewhere(string address) => Assert.Contains(address, site.Pages.Keys);

    [Theory]
    [InlineData("/webinar/calendario.ics")]
    [InlineData("/webinar/aperto/calendario.ics")]
    public void The_calendar_is_linked_from_somewhere(string address) => Assert.Contains(address, site.Visited);

    [Fact]
    public void Every_page_is_italian_and_has_one_heading() => Assert.Empty(Offenders(page =>
        page.Document.DocumentElement.GetAttribute("lang") == "it"
        && page.Document.QuerySelectorAll("h1").Length == 1
        && page.Heading.Length > 0));

    [Fact]
    public void Every_page_has_a_title_of_its_own()
    {
        Assert.Empty(Offenders(
            page => page.Document.Title is { Length: > 9 } title
                && title.Contains("Coopera", StringComparison.Ordinal) && !title.StartsWith("Errore", StringComparison.Ordinal)));
        Assert.Empty(site.Pages.Where(pair => pair.Key != "/gestione").GroupBy(pair => pair.Value.Document.Title)
            .Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(' ', group.Select(pair => pair.Key))}"));
    }

    [Fact]
    public void Every_page_has_header_footer_funding_and_a_way_to_skip_to_its_content() => Assert.Empty(Offenders(page =>
        page.Document.QuerySelector("body > header nav[aria-label]") is not null
        && page.Document.QuerySelector("header .funding")?.TextContent.Contains(
            "cofinanziato dall’Unione europea", StringComparison.Ordinal) == true
        && page.Document.QuerySelector("body > footer a[href='/privacy']") is not null
        && page.Document.QuerySelectorAll("main").Length == 1
        && page.Document.QuerySelector("a[href]")!.GetAttribute("href") == $"#{page.Document.QuerySelector("main")!.Id}"));

    [Fact]
    public void No_page_holds_script_or_style_of_its_own() => Assert.Empty(Offenders(page =>
        page.Document.QuerySelector("style, [style], script:not([src], [type='application/ld+json'])") is null
        && !page.Document.All.SelectMany(element => element.Attributes).Any(attribute => attribute.Name.StartsWith("on",
            StringComparison.OrdinalIgnoreCase))));

    [Fact]
    public void Nothing_is_loaded_from_another_site()
    {
        Assert.Empty(Offenders(page => page.Document.QuerySelectorAll("[src], link[href]:not([rel=canonical]), use[href], image[href]")
            .All(element => (element.GetAttribute("src") ?? element.GetAttribute("href"))![0] == '/')));
        Assert.Empty(Offenders(page => page.Document.QuerySelectorAll("form").All(
            form => form.GetAttribute("action") is { } action && action.StartsWith('/'))));
        Assert.Empty(Offenders(page => page.Response.Headers.GetValues("Content-Security-Policy").Single() is { } policy
            && policy.StartsWith("default-src 'none'", StringComparison.Ordinal) && !policy.Contains("unsafe", StringComparison.Ordinal)));
    }

    [Fact]
    public void Headings_go_down_one_level_at_a_time() => Assert.Empty(Offenders(page =>
    {
        var levels = page.Document.QuerySelectorAll("main h1, main h2, main h3, main h4, main h5, main h6")
            .Select(heading => heading.LocalName[1] - '0').ToList();
        return levels.Zip(levels.Skip(1)).All(pair => pair.Second <= pair.First + 1);
    }));

    [Fact]
    public void Names_point_to_something_that_is_there_once() => Assert.Empty(Offenders(page =>
    {
        var ids = page.Document.All.Select(element => element.Id).Where(id => !string.IsNullOrEmpty(id)).ToList();
        var pointed = page.Document.QuerySelectorAll("label[for]").Select(label => label.GetAttribute("for"))
            .Concat(page.Document.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..]))
            .Concat(Words(page, "aria-describedby")).Concat(Words(page, "aria-labelledby")).Concat(Words(page, "aria-controls"));
        return ids.Distinct().Count() == ids.Count && pointed.All(ids.Contains);
    }));

    [Fact]
    public void Every_field_has_a_label_and_every_picture_a_text() => Assert.Empty(Offenders(page =>
        page.Document.QuerySelectorAll("input:not([type=hidden]), select, textarea")
            .All(field => page.Document.QuerySelector($"label[for='{field.Id}']") is not null)
        && page.Document.QuerySelectorAll("img").All(picture => picture.HasAttribute("alt"))
        && page.Document.QuerySelectorAll("a, button").All(control => control.TextContent.Trim().Length > 0)));

    private static IEnumerable<string> Words(Page page, string attribute) =>
        page.Document.QuerySelectorAll($"[{attribute}]").SelectMany(element => element.GetAttribute(attribute)!.Split(' '));

    private List<string> Offenders(Func<Page, bool> isRight) =>
        [.. site.Pages.Where(pair => !isRight(pair.Value)).Select(pair => pair.Key)];
}
