using AngleSharp.Dom;
using Coopera.Domain.Coordination;

namespace Coopera.Web.Tests.Admin;

/// <summary>The list that answers "what needs me today?".</summary>
public sealed class CoordinationListTests : IDisposable
{
    private const string List = "/gestione/adesioni";

    private readonly CooperaSite _site = CoordinationFiles.Site();

    [Fact]
    public async Task It_opens_on_what_waits_for_the_secretariat_who_has_waited_longest_first()
    {
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted, daysAgo: 1);
        await _site.FileAsync(CoordinationFiles.Cefalu, AdhesionStatus.InReview, daysAgo: 5);
        await _site.FileAsync(CoordinationFiles.ForzaDAgro, AdhesionStatus.Draft);
        await _site.FileAsync(CoordinationFiles.Siracusa, AdhesionStatus.ChangesRequested);

        var page = await (await _site.NewStaffMemberAsync()).GetAsync(List);

        Assert.Equal(["Comune di Cefalù (PA)", "Comune di Messina (ME)"], Bodies(page));
        Assert.Equal(["In verifica", "collega@anci.example", "da 5 giorni", "10 gennaio 2026"], Cells(page, 0));
        Assert.Equal(["Inviata", "da ieri", "14 gennaio 2026"], Cells(page, 1));
        Assert.Equal(
            "Da fare 2, Inviate 1, In verifica 1, Integrazioni richieste 1, Bozze 1, Email da confermare 0, Ferme 0, Accolte 15, Respinte 0, Ritirate 0, Tutte 19",
            string.Join(", ", page.Document.QuerySelectorAll(".shelves a").Select(link => link.TextContent)));
        Assert.Equal("Da fare 2", page.Document.QuerySelector(".shelves [aria-current]")!.TextContent);
    }

    [Fact]
    public async Task A_quiet_day_says_so()
    {
        var page = await (await _site.NewStaffMemberAsync()).GetAsync(List);

        Assert.Contains("Nessuna scheda aspetta la segreteria", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_state_has_its_group()
    {
        foreach (var (code, status) in new[]
        {
            (CoordinationFiles.Messina, AdhesionStatus.Submitted), (CoordinationFiles.Cefalu, AdhesionStatus.InReview),
            (CoordinationFiles.ForzaDAgro, AdhesionStatus.Draft), (CoordinationFiles.Siracusa, AdhesionStatus.ChangesRequested),
            ("088006", AdhesionStatus.Refused), ("085007", AdhesionStatus.Withdrawn), ("084001", AdhesionStatus.Accepted),
        })
        {
            await _site.FileAsync(code, status);
        }

        var staff = await _site.NewStaffMemberAsync();
        foreach (var (group, body) in new[]
        {
            ("Submitted", "Messina"), ("InReview", "Cefalù"), ("Draft", "Forza d'Agrò"),
            ("ChangesRequested", "Siracusa"), ("Refused", "Modica"), ("Withdrawn", "Gela"),
        })
        {
            Assert.Contains(
                $"Comune di {body} (", Assert.Single(Bodies(await staff.GetAsync($"{List}?stato={group}"))), StringComparison.Ordinal);
        }

        Assert.Equal(16, Bodies(await staff.GetAsync($"{List}?stato=Accepted")).Count);
        Assert.Equal(22, Bodies(await staff.GetAsync($"{List}?stato=All")).Count);
    }

    [Fact]
    public async Task Drafts_are_stuck_after_the_last_reminder_and_not_before()
    {
        await _site.FileAsync(
            CoordinationFiles.Messina, AdhesionStatus.Draft, daysAgo: 22, more: (a, _) => Remind(a, Adhesion.Reminders.Count));
        await _site.FileAsync(
            CoordinationFiles.Cefalu, AdhesionStatus.Draft, daysAgo: 8, more: (a, _) => Remind(a, Adhesion.Reminders.Count - 1));
        var staff = await _site.NewStaffMemberAsync();

        var stuck = await staff.GetAsync($"{List}?stato=Stuck");

        Assert.Equal(["Comune di Messina (ME)"], Bodies(stuck));
        Assert.Contains("2 promemoria", stuck.Text, StringComparison.Ordinal);
        Assert.NotNull(stuck.Document.QuerySelector("a[href='tel:+390901234567']"));
        Assert.Contains(
            "Una scheda cominciata è ferma anche dopo i promemoria", (await staff.GetAsync(List)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("forza d agro", "Forza")]
    [InlineData("FORZA D’AGRO", "Forza")]
    [InlineData("lo bue cefalu", "Cefalù")]
    [InlineData("damico messina", "Messina")]
    [InlineData("COOP-2026-900015", "Messina")]
    [InlineData("0004711", "Messina")]
    public async Task The_search_finds_bodies_people_receipts_and_protocols_as_people_type_them(string words, string body)
    {
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted, more: CoordinationFiles.Protocolled("0004711"));
        await _site.FileAsync(CoordinationFiles.Cefalu, AdhesionStatus.Submitted);
        await _site.FileAsync(CoordinationFiles.ForzaDAgro, AdhesionStatus.Submitted);

        var page = await (await _site.NewStaffMemberAsync()).GetAsync($"{List}?cerca={Uri.EscapeDataString(words)}");

        Assert.Contains(body, Assert.Single(Bodies(page)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_code_is_found_also_without_dashes_and_with_an_o_for_a_zero()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        await _site.FileAsync(CoordinationFiles.Cefalu, AdhesionStatus.Submitted);
        var staff = await _site.NewStaffMemberAsync();
        var code = adhesion.DocumentCode;

        foreach (var typed in new[]
        {
            code, code.ToLowerInvariant(), code.Replace("-", "", StringComparison.Ordinal), code.Replace('0', 'O').Replace('1', 'I'),
        })
        {
            Assert.Equal(["Comune di Messina (ME)"], Bodies(await staff.GetAsync($"{List}?cerca={typed}")));
        }
    }

    [Fact]
    public async Task Province_and_kind_narrow_it_down_and_what_is_elsewhere_is_told()
    {
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        await _site.FileAsync(CoordinationFiles.MetropolitanCityOfMessina, AdhesionStatus.Submitted);
        await _site.FileAsync(CoordinationFiles.Cefalu, AdhesionStatus.Submitted);
        await _site.FileAsync(CoordinationFiles.Siracusa, AdhesionStatus.Draft);
        var staff = await _site.NewStaffMemberAsync();

        Assert.Equal(2, Bodies(await staff.GetAsync($"{List}?provincia=ME")).Count);
        Assert.Equal(
            "Città metropolitana di Messina", Assert.Single(Bodies(await staff.GetAsync($"{List}?provincia=ME&tipo=MetropolitanCity"))));
        var none = await staff.GetAsync($"{List}?provincia=SR");
        Assert.Contains("Nessuna adesione corrisponde a quello che cerchi (da fare, provincia SR)", none.Text, StringComparison.Ordinal);
        var elsewhere = none.Document.QuerySelector("p[role=status] a")!;
        // the draft, and the consorzio that has long been in
        Assert.Contains("2 corrispondono in altri stati", elsewhere.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, Bodies(await staff.GetAsync(elsewhere.GetAttribute("href")!)).Count);
    }

    [Fact]
    public async Task The_order_can_be_chosen()
    {
        await _site.FileAsync(CoordinationFiles.Siracusa, AdhesionStatus.Submitted, daysAgo: 3);
        await _site.FileAsync(CoordinationFiles.Cefalu, AdhesionStatus.Submitted, daysAgo: 1);
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted, daysAgo: 2);
        var staff = await _site.NewStaffMemberAsync();

        async Task<string> Order(string order) =>
            string.Concat(Bodies(await staff.GetAsync($"{List}?ordine={order}")).Select(body => body["Comune di ".Length]));

        Assert.Equal(
            ["SMC", "CMS", "CMS", "MCS"], [await Order("Waiting"), await Order("Recent"), await Order("Body"), await Order("Province")]);
    }

    [Fact]
    public async Task A_long_list_has_pages_that_keep_the_filter()
    {
        foreach (var code in Enumerable.Range(1, 52).Select(i => $"0820{i:00}"))
        {
            await _site.FileAsync(code, AdhesionStatus.Submitted);
        }

        var staff = await _site.NewStaffMemberAsync();

        var first = await staff.GetAsync($"{List}?provincia=PA");
        var next = first.Document.QuerySelectorAll(".pages a")
            .First(link => link.TextContent == "Pagina successiva").GetAttribute("href")!;
        var second = await staff.GetAsync(next);

        Assert.Contains("52 adesioni, pagina 1 di 2", first.Text, StringComparison.Ordinal);
        Assert.Equal((50, 2), (Bodies(first).Count, Bodies(second).Count));
        Assert.Empty(Bodies(first).Intersect(Bodies(second)));
        Assert.Equal(2, Bodies(await staff.GetAsync($"{List}?provincia=PA&pagina=99")).Count);
    }

    [Theory]
    [InlineData("/gestione/adesioni")]
    [InlineData("/gestione/adesioni/nuova")]
    [InlineData("/gestione/adesioni/referenti")]
    [InlineData("/gestione/adesioni/senza-risposta")]
    [InlineData("/gestione/adesioni.csv")]
    public async Task Who_has_not_signed_in_is_led_to_the_sign_in(string address)
    {
        var answer = await _site.NewVisitor().GetAsync(address);

        Assert.Equal(302, answer.Status);
        Assert.Contains("/gestione/accesso", answer.Location, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private static void Remind(Adhesion adhesion, int times)
    {
        for (var i = 0; i < times; i++)
        {
            adhesion.Remind(CoordinationFiles.Now.AddDays(-1));
        }
    }

    /// <summary>State and time of a row, text by text.</summary>
    private static IEnumerable<string> Cells(Page page, int row) =>
        page.Document.QuerySelectorAll("tbody tr")[row].QuerySelectorAll("td").Take(2)
        .SelectMany(cell => cell.Descendants<IText>()).Select(text => text.Text.Trim()).Where(text => text.Length > 0);

    private static List<string> Bodies(Page page) =>
        [.. page.Document.QuerySelectorAll("tbody th").Select(head => head.QuerySelector("a")!.TextContent)];
}
