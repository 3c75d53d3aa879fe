using Coopera.Domain.Coordination;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;

namespace Coopera.Web.Tests.Admin;

/// <summary>One box for everything: people, adhesions, bodies, webinars, press releases, numbers.</summary>
public sealed class SearchBoxTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task It_is_on_every_page_and_asks_for_a_word_first()
    {
        var staff = await shared.StaffAsync();

        var webinars = await staff.GetAsync("/gestione/webinar");
        var empty = await staff.GetAsync("/gestione/cerca");
        var shortly = await staff.GetAsync("/gestione/cerca?q=a");

        Assert.NotNull(webinars.Document.QuerySelector("form[role=search][action='/gestione/cerca'] input[name=q]"));
        Assert.Contains("numeri di ricevuta", empty.Text, StringComparison.Ordinal);
        Assert.Contains("Scrivi almeno due lettere o cifre.", shortly.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_found_without_accents_the_best_first_and_the_rest_in_pages()
    {
        var webinar = await _site.WebinarAsync();
        await AddAsync(webinar, [
            People.Person("zagara@comune.example", "Lia", "Zagara"),
            .. Enumerable.Range(0, 60).Select(n => People.Person($"{n}.zagara@comune.example", "Nicolò", $"Persona{n}")),
        ]);
        var staff = await shared.StaffAsync();

        var page = await staff.GetAsync("/gestione/cerca?q=Z%C3%A0gara");
        var all = await staff.GetAsync(page.Document.QuerySelector(".hits p a")!.GetAttribute("href")!);
        var rest = await staff.GetAsync(all.Document.QuerySelector(".pages a")!.GetAttribute("href")!);

        var people = page.Document.QuerySelectorAll(".hits").Single(group => group.QuerySelector("h2")!.TextContent == "Persone iscritte");
        Assert.Equal(8, people.QuerySelectorAll("li").Length);
        Assert.StartsWith("Zagara Lia", people.QuerySelector("li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"{webinar.Title} (confermata)", people.QuerySelector("li")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([50, 11], [all.Document.QuerySelectorAll(".hits li").Length, rest.Document.QuerySelectorAll(".hits li").Length]);
        Assert.Empty(rest.Document.QuerySelectorAll(".pages a[href*='pagina=3']"));
    }

    [Fact]
    public async Task An_exact_address_comes_first_with_all_its_registrations()
    {
        foreach (var webinar in new[] { await _site.WebinarAsync(), await _site.WebinarAsync() })
        {
            await AddAsync(webinar, [People.Person("esatta@comune.example"), People.Person("piu.esatta@comune.example")]);
        }

        var page = await (await shared.StaffAsync()).GetAsync("/gestione/cerca?q=ESATTA%40comune.example");

        Assert.Equal("Persone iscritte", page.Document.QuerySelector(".hits h2")!.TextContent);
        var hits = page.Document.QuerySelectorAll(".hits")[0].QuerySelectorAll("li");
        Assert.Equal(2, hits.Length);
        Assert.All(hits, hit => Assert.Contains("corrisponde", hit.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receipt_protocol_and_code_of_a_scheda_lead_to_the_adhesion()
    {
        var adhesion = await _site.FileAsync(
            CoordinationFiles.Messina, AdhesionStatus.Submitted, more: CoordinationFiles.Protocolled("0001234"));
        var staff = await shared.StaffAsync();

        foreach (var number in new[]
        {
            adhesion.ReceiptNumber!,
            "0001234",
            adhesion.DocumentCode,
            adhesion.DocumentCode.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(),
        })
        {
            var page = await staff.GetAsync($"/gestione/cerca?q={Uri.EscapeDataString(number)}");
            var hit = page.Document.QuerySelector(".hits li")!;
            Assert.Equal($"/gestione/adesioni/{adhesion.Id}", hit.QuerySelector("a")!.GetAttribute("href"));
            Assert.Contains("corrisponde", hit.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Bodies_webinars_and_press_releases_are_found_by_name_and_by_the_word_of_their_address()
    {
        var webinar = await _site.WebinarAsync(() => new Webinar(
            "ricerca-territori", "Città e territorî", DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(10)));
        var staff = await shared.StaffAsync();

        var bySlug = await staff.GetAsync("/gestione/cerca?q=ricerca-territori");
        var byTitle = await staff.GetAsync("/gestione/cerca?q=citta%20territori");
        var body = await staff.GetAsync("/gestione/cerca?q=rodi%20milici");

        Assert.Equal($"/gestione/webinar/{webinar.Id}/iscritti", bySlug.Document.QuerySelector(".hits a")!.GetAttribute("href"));
        Assert.Contains("corrisponde", bySlug.Text, StringComparison.Ordinal);
        Assert.Contains("Città e territorî", byTitle.Text, StringComparison.Ordinal);
        Assert.Contains("Comune di Rodì Milici (ME)", body.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zzqqxx")]
    [InlineData("%%%%")]
    [InlineData("\"><script>alert(1)</script>zzqq")]
    public async Task Nothing_found_says_so_in_words(string typed)
    {
        var page = await (await shared.StaffAsync()).GetAsync($"/gestione/cerca?q={Uri.EscapeDataString(typed)}");

        Assert.Equal(200, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll(".hits"));
        Assert.Null(page.Document.QuerySelector("main script"));
        Assert.False(string.IsNullOrWhiteSpace(page.Document.QuerySelector("main p[role=status]")?.TextContent));
    }

    private Task AddAsync(Webinar webinar, IReadOnlyList<Participant> people) => _site.WriteAsync(async db =>
    {
        foreach (var person in people)
        {
            var locked = await db.LockWebinarAsync(webinar.Id);
            db.Registrations.Add(
                Registration.SignUp(webinar.Id, locked!.Revision, null, person, People.Notice, DateTimeOffset.UtcNow));
        }
    });
}
