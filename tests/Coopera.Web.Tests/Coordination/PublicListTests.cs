using AngleSharp.Html.Parser;
using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Web.Tests.Coordination;

public sealed class PublicListTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Palermo = "082053";

    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task The_adherents_of_the_press_release_stand_under_their_province()
    {
        var page = await _site.NewVisitor().GetAsync("/coordinamento");

        Assert.Equal(200, page.Status);
        Assert.Equal(
            new Dictionary<string, string[]>
            {
                ["Agrigento"] = ["Comune di Santa Margherita di Belice"],
                ["Caltanissetta"] = ["Comune di Mazzarino"],
                ["Catania"] = [
                    "Comune di Acireale", "Comune di Bronte", "Comune di Catania", "Comune di Mirabella Imbaccari", "Comune di Vizzini"],
                ["Messina"] = ["Comune di Castroreale", "Comune di Milazzo", "Comune di Rodì Milici"],
                ["Ragusa"] = ["Libero consorzio comunale di Ragusa", "Comune di Ragusa"],
                ["Siracusa"] = ["Libero consorzio comunale di Siracusa"],
                ["Trapani"] = ["Comune di Alcamo", "Comune di Valderice"],
            },
            ByProvince(page));
        Assert.Equal(15, page.Document.QuerySelectorAll(".provinces time[datetime='2022-01-25']").Length);
        Assert.Contains("Ancora nessun ente nelle province di Enna e Palermo", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_figures_agree_with_the_register_and_the_home_page_tells_the_same()
    {
        using var site = new CooperaSite(); // what it adds would be counted by the others
        await site.AddAsync(Palermo, AdhesionStatus.Accepted);
        await site.AddAsync("282", AdhesionStatus.Accepted);
        var register = PublicBodyRegister.Read().Where(body => body.Kind == PublicBodyKind.Municipality).ToList();
        string[] codes =
        [
            "087004", "081001", "087009", "083016", "087015", "085009", "083049",
            "087028", "088009", "083075", "084038", "081022", "087054", Palermo,
        ];
        var residents = register.Where(body => codes.Contains(body.Code)).Sum(body => body.Population);

        var list = await site.NewVisitor().GetAsync("/coordinamento");
        var home = await site.NewVisitor().GetAsync("/");

        Assert.Equal(391, register.Count);
        var share = (100.0 * residents / register.Sum(body => body.Population)).ToString("0.#", Domain.RomeTime.Italian);
        Assert.Equal(["14", "3", $"{share}%"], Figures(list));
        Assert.Contains("Comuni aderenti su 391, il 3,6%", list.Text, StringComparison.Ordinal);
        Assert.Contains("Liberi consorzi e Città metropolitane su 9", list.Text, StringComparison.Ordinal);
        var people = residents.ToString("N0", Domain.RomeTime.Italian);
        Assert.Contains($"{people} persone", list.Text, StringComparison.Ordinal);
        Assert.Equal(["14", "3", people], Figures(home));
        Assert.Equal(["Città metropolitana di Palermo", "Comune di Palermo"], ByProvince(list)["Palermo"]);
    }

    [Theory]
    [InlineData("castoreale", "Comune di Castroreale")]
    [InlineData("RODI MILICI", "Comune di Rodì Milici")]
    [InlineData("rodì", "Comune di Rodì Milici")]
    [InlineData("Comune di S. Margherita Belice", "Comune di Santa Margherita di Belice")]
    [InlineData("milazo", "Comune di Milazzo")]
    [InlineData("provincia di siracusa", "Libero consorzio comunale di Siracusa")]
    public async Task A_name_is_found_as_people_write_it(string typed, string body)
    {
        var page = await _site.NewVisitor().GetAsync($"/coordinamento?q={Uri.EscapeDataString(typed)}");

        Assert.Equal([body], ByProvince(page).Values.SelectMany(names => names));
        Assert.Equal(typed, page.ValueOf("q"));
        Assert.Contains("1 ente su 15", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_province_has_in_all_stays_told_while_one_body_is_looked_for()
    {
        var page = await _site.NewVisitor().GetAsync("/coordinamento?q=milazzo");

        Assert.Contains("Messina 3 Comuni aderenti su 108 Comune di Milazzo", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, "dall’8 marzo 2026")]
    [InlineData(11, "dall’11 marzo 2026")]
    [InlineData(1, "dal 1° marzo 2026")]
    [InlineData(18, "dal 18 marzo 2026")]
    public void The_day_is_told_with_its_article(int day, string words) =>
        Assert.Equal(words, new Adherent(
            new PublicBodyEntry("083049", "Milazzo", PublicBodyKind.Municipality, "ME", "milazzo"),
            new DateOnly(2026, 3, day)).SinceInWords);

    [Fact]
    public async Task A_province_narrows_the_list_and_the_map_stays_whole()
    {
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync("/coordinamento");
        Assert.Equal("get", form.Document.QuerySelector("form[role=search]")?.GetAttribute("method"));
        Assert.Contains("Messina (3)", form.Text, StringComparison.Ordinal);

        var messina = await visitor.GetAsync("/coordinamento?q=&provincia=me");
        var both = await visitor.GetAsync("/coordinamento?q=ragusa&provincia=ME");
        var nowhere = await visitor.GetAsync("/coordinamento?provincia=MI");

        Assert.Equal(["Messina"], ByProvince(messina).Keys);
        Assert.Equal("ME", messina.Document.QuerySelector("#provincia option[selected]")?.GetAttribute("value"));
        Assert.Equal(13, messina.Document.QuerySelectorAll(".map-drawing .map-adherent path").Length);
        Assert.Empty(ByProvince(both));
        Assert.Contains("Nessun ente aderente per «ragusa» in provincia di Messina", both.Text, StringComparison.Ordinal);
        Assert.Equal(7, ByProvince(nowhere).Count);
    }

    [Fact]
    public async Task Who_looks_for_a_body_that_has_not_adhered_reads_so_and_how_to_adhere()
    {
        var page = await _site.NewVisitor().GetAsync("/coordinamento?q=palermo");

        Assert.Contains("Nessun ente aderente per «palermo»", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Non hanno ancora aderito Comune di Palermo (PA) Città metropolitana di Palermo", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".notice a[href='#aderire']"));
        Assert.NotNull(page.Document.GetElementById("aderire"));
    }

    [Theory]
    [InlineData("%3Cscript%3Ealert(1)%3C%2Fscript%3E")]
    [InlineData("%22%20onfocus%3D%22alert(1)")]
    [InlineData("%F0%9F%98%80%ED%A0%80")]
    public async Task Whatever_is_looked_for_the_page_only_quotes_it(string typed)
    {
        var page = await _site.NewVisitor().GetAsync($"/coordinamento?q={typed}");

        Assert.Equal(200, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("main script, main [onfocus]"));
        Assert.Contains("Nessun ente aderente", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_very_long_search_is_cut()
    {
        var page = await _site.NewVisitor().GetAsync($"/coordinamento?q={new string('a', 5000)}");

        Assert.Equal(200, page.Status);
        Assert.Equal(100, page.ValueOf("q").Length);
    }

    [Theory]
    [InlineData(AdhesionStatus.Draft)]
    [InlineData(AdhesionStatus.Submitted)]
    [InlineData(AdhesionStatus.InReview)]
    [InlineData(AdhesionStatus.ChangesRequested)]
    [InlineData(AdhesionStatus.Refused)]
    [InlineData(AdhesionStatus.Withdrawn)]
    public async Task Only_accepted_bodies_are_public(AdhesionStatus status)
    {
        using var site = new CooperaSite(); // what it adds would be counted by the others
        await site.AddAsync(Palermo, status);
        var visitor = site.NewVisitor();

        Assert.False(ByProvince(await visitor.GetAsync("/coordinamento")).ContainsKey("Palermo"));
        Assert.Equal("13", Figures(await visitor.GetAsync("/coordinamento"))[0]);
        Assert.Equal("13", Figures(await visitor.GetAsync("/"))[0]);
        Assert.DoesNotContain(Palermo, await visitor.Client.GetStringAsync("/coordinamento/aderenti.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(Palermo, await visitor.Client.GetStringAsync("/coordinamento/aderenti.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_appears_when_it_is_accepted_and_disappears_when_it_leaves()
    {
        using var site = new CooperaSite(); // what it adds would be counted by the others
        var visitor = site.NewVisitor();
        Assert.Equal("public, no-cache", (await visitor.GetAsync("/coordinamento")).Response.Headers.CacheControl?.ToString());

        await site.AddAsync(Palermo, AdhesionStatus.Accepted);
        var accepted = await visitor.GetAsync("/coordinamento");
        await site.LeaveAsync(Palermo);
        var left = await visitor.GetAsync("/coordinamento");

        Assert.Equal(["Comune di Palermo"], ByProvince(accepted)["Palermo"]);
        Assert.Contains("dal 23 novembre 2026", accepted.Text, StringComparison.Ordinal);
        Assert.False(ByProvince(left).ContainsKey("Palermo"));
    }

    [Fact]
    public async Task All_three_doors_and_the_licence_are_told()
    {
        var page = await _site.NewVisitor().GetAsync("/coordinamento");

        var links = page.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Contains("/coordinamento/adesione", links);
        Assert.Contains("/coordinamento/scheda.pdf", links);
        Assert.Contains("/coordinamento/richiesta-scheda", links);
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", page.Document.QuerySelector("a[rel=license]")?.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/coordinamento")]
    [InlineData("/coordinamento?q=palermo")]
    [InlineData("/coordinamento?q=ragusa&provincia=RG")]
    public async Task The_page_is_well_formed_and_brings_no_style_or_script_of_its_own(string address)
    {
        var page = await _site.NewVisitor().GetAsync(address);

        new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(page.Html);
        var ids = page.Document.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(
            page.Document.QuerySelectorAll("[aria-labelledby], [aria-describedby]"),
            element => Assert.All(
                $"{element.GetAttribute("aria-labelledby")} {element.GetAttribute("aria-describedby")}".Split(
                    ' ', StringSplitOptions.RemoveEmptyEntries),
                id => Assert.Contains(id, ids)));
        Assert.Empty(page.Document.QuerySelectorAll("[style], style, script:not([src])"));
    }

    private static Dictionary<string, string[]> ByProvince(Page page) => page.Document.QuerySelectorAll(".provinces section").ToDictionary(
        section => section.QuerySelector("h3")!.TextContent,
        section => section.QuerySelectorAll(".adherent-name").Select(name => name.TextContent).ToArray());

    private static string[] Figures(Page page) => [.. page.Document.QuerySelectorAll(".figures dd").Select(figure => figure.TextContent)];
}
