using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

public sealed class WebinarOverviewTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task Every_webinar_tells_its_state_and_how_many_signed_up_and_leads_to_them()
    {
        var start = DateTimeOffset.UtcNow.AddDays(60);
        var webinar = await _site.WebinarAsync(() => new Webinar("conti", "I conti", start, start.AddHours(1)) { Capacity = 2 });
        await _site.WriteAsync(db =>
        {
            db.Webinars.Add(new Webinar("bozza", "Ancora una bozza", start, start.AddHours(1)));
            var cancelled = SignUp(webinar, 4, 2);
            cancelled.Cancel(null, DateTimeOffset.UtcNow);
            db.Registrations.AddRange(SignUp(webinar, 1, 2), SignUp(webinar, 2, 1), SignUp(webinar, 3, 0), cancelled);
            return Task.CompletedTask;
        });
        var staff = await shared.StaffAsync();

        var page = await staff.GetAsync("/gestione/webinar");

        Assert.Equal(
            ["I conti", "Lista d’attesa Manca il link per collegarsi", "2 su 2 confermate: I conti", "1", "1"], Row(page, "I conti"));
        Assert.Equal(["Ancora una bozza", "Bozza Manca una cosa per pubblicarlo", ""], Row(page, "Ancora una bozza"));
        Assert.DoesNotContain("2° Tavolo tecnico", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Concluso Aggiungi i materiali, se ce ne sono",
            Row(await staff.GetAsync("/gestione/webinar?stato=Over"), "2° Tavolo tecnico del Coordinamento dei Comuni della Rete SAI"));
        var list = await staff.GetAsync(
            page.Document.QuerySelector($"main a[href='/gestione/webinar/{webinar.Id}/iscritti']")!.GetAttribute("href")!);
        Assert.Equal(4, list.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("I conti", (await staff.GetAsync(
            page.Document.QuerySelector($"main a[href='/gestione/webinar/{webinar.Id}']")!.GetAttribute("href")!)).Heading);
    }

    [Theory]
    [InlineData("?cerca=tavolo+rete", "2° Tavolo tecnico del Coordinamento dei Comuni della Rete SAI")]
    [InlineData("?stato=All&cerca=TAVOLO+RETÈ", "2° Tavolo tecnico del Coordinamento dei Comuni della Rete SAI")]
    [InlineData("?stato=Over&cerca=strutt+organizzativa", "2° Tavolo tecnico del Coordinamento dei Comuni della Rete SAI")]
    [InlineData("?stato=Drafts&cerca=tavolo", null)]
    [InlineData("?cerca=zzz", null)]
    public async Task One_is_found_by_the_words_of_its_title_theme_or_address(string query, string? title)
    {
        var page = await (await shared.StaffAsync()).GetAsync($"/gestione/webinar{query}");

        Assert.Equal(title is null ? [] : [title], page.Document.QuerySelectorAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal(title is null, page.Text.Contains("Nessun webinar corrisponde", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_entrance_leads_to_the_webinars_and_the_public_pages_lead_back()
    {
        var staff = await shared.StaffAsync();

        Assert.NotNull((await staff.GetAsync("/gestione")).Document.QuerySelector("main a[href='/gestione/webinar']"));
        Assert.NotNull((await staff.GetAsync("/")).Document.QuerySelector("header a[href='/gestione']"));
        Assert.Null((await _site.NewVisitor().GetAsync("/")).Document.QuerySelector("header a[href='/gestione']"));
    }

    [Fact]
    public async Task Hundreds_of_webinars_come_in_pages_for_staff_and_for_everybody()
    {
        using var site = new CooperaSite(); // with so many, nothing of others would be on the first page
        var start = DateTimeOffset.UtcNow.AddDays(-100);
        await site.WriteAsync(db =>
        {
            db.Webinars.AddRange(Enumerable.Range(1, 60).Select(n =>
            {
                var webinar = new Webinar($"passato-{n}", $"Passato {n}", start.AddDays(n), start.AddDays(n).AddHours(1));
                webinar.Publish();
                return webinar;
            }));
            return Task.CompletedTask;
        });
        var staff = await site.NewStaffMemberAsync();

        var first = await staff.GetAsync("/gestione/webinar?stato=Over");
        var second = await staff.GetAsync(first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var found = await staff.GetAsync("/gestione/webinar?cerca=passato");
        var open = await site.NewVisitor().GetAsync("/webinar");
        var older = await site.NewVisitor().GetAsync(open.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal("Passato 60", first.Document.QuerySelector("tbody th")!.TextContent);
        Assert.Equal([50, 11], new[] { first, second }.Select(page => page.Document.QuerySelectorAll("tbody tr").Length));
        Assert.EndsWith(
            "stato=All&cerca=passato&pagina=2", found.Document.QuerySelector("a[rel=next]")!.GetAttribute("href"),
            StringComparison.Ordinal);
        Assert.Contains("Passato 31", open.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Passato 30", open.Text, StringComparison.Ordinal);
        Assert.Contains("Passato 30", older.Text, StringComparison.Ordinal);
        Assert.NotNull(older.Document.QuerySelector("a[rel=prev]"));
    }

    [Fact]
    public async Task Without_any_webinar_it_says_so()
    {
        using var site = new CooperaSite(); // it loses its only webinar
        var staff = await site.NewStaffMemberAsync();
        await site.WriteAsync(db => db.Webinars.Where(w => w.Slug == Seed.FirstWebinarSlug).ExecuteDeleteAsync());

        Assert.Contains("Non c’è ancora nessun webinar", (await staff.GetAsync("/gestione/webinar")).Text, StringComparison.Ordinal);
    }

    /// <summary>The cells of a webinar's row, without the one that tells when.</summary>
    private static List<string> Row(Page page, string title)
    {
        var cells = page.Document.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent == title).Children
            .Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToList();
        cells.RemoveAt(1);
        return cells;
    }

    private static Registration SignUp(Webinar webinar, int number, int placesLeft) =>
        Registration.SignUp(webinar.Id, number, placesLeft, People.Number(number), People.Notice, DateTimeOffset.UtcNow);
}
