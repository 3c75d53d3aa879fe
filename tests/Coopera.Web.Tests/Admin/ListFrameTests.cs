using Coopera.Domain.Staff;

namespace Coopera.Web.Tests.Admin;

/// <summary>What the lists of the back office have in common: the bar above them, and a way to the other pages above and below.</summary>
public sealed class ListFrameTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Theory]
    [InlineData("webinar/{0}/iscritti?stato=Confirmed", "120 iscrizioni", "Filtri, Esporta, Colonne, Azioni")]
    [InlineData("adesioni?stato=All", "adesioni", "Filtri, Esporta, Colonne, Altri elenchi")]
    [InlineData("posta", "Il sito non ha ancora scritto a nessuno", "")]
    [InlineData("registro", "Il registro ha", "Esporta, Colonne")]
    public async Task The_bar_stands_before_the_table_with_the_count_and_what_can_be_done(string address, string count, string menus)
    {
        var webinar = await _site.SignedUpAsync(120);
        await _site.WriteAsync(db => db.AuditEntries.AddAsync(
            new AuditEntry("maria@anci.example", "prova", "Elenco", "", DateTimeOffset.UtcNow)).AsTask());

        var page = await (await shared.StaffAsync()).GetAsync($"/gestione/{string.Format(null, address, webinar.Id)}");

        var bar = page.Document.QuerySelector(".list > .list-bar:first-child")!;
        Assert.Contains(count, bar.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(menus, string.Join(", ", bar.QuerySelectorAll("summary").Select(menu => menu.TextContent)));
    }

    [Fact]
    public async Task The_pages_beside_are_reached_from_above_and_from_below()
    {
        var webinar = await _site.SignedUpAsync(120);

        var page = await (await shared.StaffAsync()).GetAsync($"/gestione/webinar/{webinar.Id}/iscritti?pagina=2");

        var (above, below) = (page.Document.QuerySelectorAll("nav.pages")[0], page.Document.QuerySelectorAll("nav.pages")[1]);
        Assert.Equal(
            ["Pagina precedente", "Pagina successiva"], above.QuerySelectorAll("a").Select(link => link.TextContent));
        Assert.Equal(
            above.QuerySelectorAll("a").Select(link => link.GetAttribute("href")),
            below.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.NotEqual(above.GetAttribute("aria-label"), below.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_hundred_rows_fit_on_a_page_and_the_search_keeps_them()
    {
        var webinar = await _site.SignedUpAsync(120);
        var staff = await shared.StaffAsync();

        var first = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti");
        var longer = await staff.GetAsync(first.Document.QuerySelector(".list-end p a")!.GetAttribute("href")!);

        Assert.Equal((50, 100), (first.Document.QuerySelectorAll("tbody tr").Length, longer.Document.QuerySelectorAll("tbody tr").Length));
        Assert.Equal("100", longer.ValueOf("righe"));
        Assert.Contains("righe=100", longer.Document.QuerySelector("nav.pages a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_who_is_found_can_be_chosen_without_a_script()
    {
        var webinar = await _site.SignedUpAsync(60);
        var staff = await shared.StaffAsync();

        var page = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti?cerca=numero");
        var form = page.Document.QuerySelector("form#in-blocco")!;
        var asked = await staff.GetAsync(
            $"{form.GetAttribute("action")}?cerca={form.QuerySelector("input[name=cerca]")!.GetAttribute("value")}&tutti=true&azione=Cancel");

        Assert.Equal("in-blocco", page.Document.QuerySelector("#tutti")!.GetAttribute("form"));
        Assert.All(page.Document.QuerySelectorAll("input[name=scelti]"), tick => Assert.Equal("in-blocco", tick.GetAttribute("form")));
        Assert.Equal(2, page.Document.QuerySelectorAll("button[form=in-blocco][name=azione]").Length);
        Assert.Contains("60 persone", asked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_breaks_after_its_sign_and_nowhere_else()
    {
        var webinar = await _site.SignedUpAsync(1);

        var page = await (await shared.StaffAsync()).GetAsync($"/gestione/webinar/{webinar.Id}/iscritti");

        var link = page.Document.QuerySelector("tbody a.whole")!;
        Assert.Matches("^[^<]+@<wbr>[^<]+$", link.InnerHtml);
        Assert.Equal($"mailto:{link.TextContent}", link.GetAttribute("href"));
    }
}
