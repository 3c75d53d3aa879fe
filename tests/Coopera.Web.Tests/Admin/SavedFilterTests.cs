using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>What somebody looks for again and again has a name, one press away; it is theirs alone.</summary>
public sealed class SavedFilterTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task A_filter_that_was_saved_is_a_link_above_the_list_of_every_webinar()
    {
        var (webinar, other) = (await _site.SignedUpAsync(3), await _site.SignedUpAsync(2));
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Secretariat);
        var list = $"/gestione/webinar/{webinar.Id}/iscritti";

        var saved = await SaveAsync(staff, await staff.GetAsync($"{list}?stato=Waiting&cerca=numero&pagina=9"), "In attesa");
        var elsewhere = await staff.GetAsync($"/gestione/webinar/{other.Id}/iscritti");

        Assert.Contains("Filtro salvato: «In attesa».", saved.Text, StringComparison.Ordinal);
        Assert.Equal("page", Links(saved).Single().GetAttribute("aria-current"));
        Assert.Equal(
            $"/gestione/webinar/{other.Id}/iscritti?stato=Waiting&cerca=numero", Links(elsewhere).Single().GetAttribute("href"));
        Assert.Empty(Links(await staff.GetAsync("/gestione/posta")));
        Assert.Empty(Links(await (await shared.StaffAsync()).GetAsync(list)));
    }

    [Theory]
    [InlineData("/gestione/adesioni?stato=All&provincia=ME")]
    [InlineData("/gestione/posta?stato=non-riuscite")]
    [InlineData("/gestione/registro?chi=sistema")]
    public async Task Each_list_keeps_its_own_and_the_same_name_is_the_same_filter(string address)
    {
        var staff = await _site.SignInAsync((await _site.ColleagueAsync(StaffRoles.Administrator)).Email!);

        await SaveAsync(staff, await staff.GetAsync($"{address}&cerca=prima"), "Messina");
        var saved = await SaveAsync(staff, await staff.GetAsync(address), " MESSINA ");

        var link = Links(saved).Single();
        Assert.Equal(("Messina", address), (link.TextContent, link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_filter_is_taken_away_by_whose_it_is_and_by_nobody_else()
    {
        var webinar = await _site.SignedUpAsync(1);
        var list = $"/gestione/webinar/{webinar.Id}/iscritti";
        var colleague = await _site.ColleagueAsync(StaffRoles.Reader);
        var (staff, other) = (await _site.SignInAsync(colleague.Email!), await _site.NewStaffMemberAsync(StaffRoles.Reader));
        var page = await SaveAsync(staff, await staff.GetAsync($"{list}?stato=Confirmed"), "Confermate");
        var forget = page.Document.QuerySelector(".filter-list form")!.GetAttribute("action")!;

        await other.PostAsync(forget, (await other.GetAsync($"{list}?stato=Waiting")).Token);
        var kept = await _site.ReadAsync(db => db.SavedFilters.CountAsync(filter => filter.UserId == colleague.Id));
        var done = await staff.FollowAsync(await staff.PostAsync(forget, page.Token, ("torna", list)));

        Assert.Equal(1, kept);
        Assert.Contains("Filtro tolto.", done.Text, StringComparison.Ordinal);
        Assert.Empty(Links(done));
    }

    [Theory]
    [InlineData("", "Scrivi un nome per il filtro")]
    [InlineData("   ", "Scrivi un nome per il filtro")]
    public async Task A_filter_without_a_name_is_not_saved_and_it_is_said_why(string name, string words)
    {
        var staff = await shared.StaffAsync();

        var page = await SaveAsync(staff, await staff.GetAsync("/gestione/posta?stato=non-riuscite"), name);

        Assert.Contains(words, page.Document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Links(page));
    }

    [Fact]
    public async Task The_way_back_leads_to_no_other_site()
    {
        var staff = await shared.StaffAsync();
        var page = await staff.GetAsync("/gestione/posta?stato=non-riuscite");

        var answer = await staff.PostAsync(
            "/gestione/filtri", page.Token, ("elenco", "Mails"), ("nome", ""), ("filtro", "?stato=x"), ("torna", "//altrove.example"));

        Assert.Equal("/gestione", answer.Location);
    }

    private static async Task<Page> SaveAsync(Visitor staff, Page list, string name)
    {
        var form = list.Document.QuerySelector("form[action='/gestione/filtri']")!;
        return await staff.FollowAsync(await staff.PostAsync("/gestione/filtri",
        [
            .. form.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)),
            ("nome", name),
        ]));
    }

    private static List<AngleSharp.Dom.IElement> Links(Page page) => [.. page.Document.QuerySelectorAll(".saved-filters a")];
}
