using Coopera.Core.Data;

namespace Coopera.Web.Tests.Webinars;

/// <summary>What a new installation shows.</summary>
public sealed class SeedPagesTests(SharedSite shared, SampleSite sample) : IClassFixture<SharedSite>, IClassFixture<SampleSite>
{
    [Fact]
    public async Task The_webinar_of_january_2022_is_concluded_and_has_its_programme_and_press_release()
    {
        var visitor = shared.Site.NewVisitor();

        var page = await visitor.GetAsync($"/webinar/{Seed.FirstWebinarSlug}");

        Assert.Equal("2° Tavolo tecnico del Coordinamento dei Comuni della Rete SAI", page.Heading);
        foreach (var words in new[]
        {
            "Concluso", "lunedì 31 gennaio 2022", "dalle 15:00 alle 17:00", "Come rafforzare la struttura organizzativa dell’Ente locale",
            "Mario Emanuele Alvano, Segretario Generale dell’ANCI Sicilia", "Il modello SAI Torino",
            "Salvatore Bottari, Responsabile del Progetto SAI del Comune di Torino",
            "Il modello SAI Chiesanuova (TO)", "Silvia Evelyn Rovetto", "Annalisa Fontana", "CEFPAS di Caltanissetta",
        })
        {
            Assert.Contains(words, page.Text, StringComparison.Ordinal);
        }

        var release = await visitor.GetAsync(page.Document.QuerySelector("main a[href^='/comunicati/']")!.GetAttribute("href")!);
        Assert.Equal(200, release.Status);
        Assert.Contains("Palermo, 25 gennaio 2022.", release.Text, StringComparison.Ordinal);
        Assert.NotNull(release.Document.QuerySelector($"main a[href='/webinar/{Seed.FirstWebinarSlug}']"));
    }

    [Fact]
    public async Task The_sample_webinar_is_marked_wherever_it_shows_and_is_there_only_for_trying()
    {
        Assert.Equal(404, (await shared.Site.NewVisitor().GetAsync($"/webinar/{Seed.SampleSlug}")).Status);
        var visitor = sample.Site.NewVisitor();

        foreach (var address in new[] { "/", "/webinar", $"/webinar/{Seed.SampleSlug}" })
        {
            Assert.Contains(
                "Esempio", (await visitor.GetAsync(address)).Document.QuerySelectorAll(".tag-sample").Select(tag => tag.TextContent));
        }

        Assert.Contains(
            "Questo è un webinar di esempio",
            (await visitor.GetAsync($"/webinar/{Seed.SampleSlug}/iscrizione")).Text,
            StringComparison.Ordinal);
        Assert.Contains("non si terrà davvero", (await visitor.GetAsync($"/webinar/{Seed.SampleSlug}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fifteen_adherents_are_listed_and_counted()
    {
        var visitor = shared.Site.NewVisitor();

        var home = await visitor.GetAsync("/");
        var list = await visitor.GetAsync("/coordinamento");

        Assert.Equal(["13", "2"], home.Document.QuerySelectorAll(".figures dd").Take(2).Select(figure => figure.TextContent));
        foreach (var body in new[]
        {
            "Acireale",
            "Alcamo",
            "Bronte",
            "Castroreale",
            "Catania",
            "Mazzarino",
            "Milazzo",
            "Mirabella Imbaccari",
            "Ragusa",
            "Rodì Milici",
            "Valderice",
            "Vizzini",
        })
        {
            Assert.Contains(body, list.Text, StringComparison.Ordinal);
        }
    }
}
