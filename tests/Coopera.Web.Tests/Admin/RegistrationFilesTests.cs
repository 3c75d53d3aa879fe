using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Columns, their order, and files with their purpose.</summary>
public sealed class RegistrationFilesTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Columns = "/gestione/colonne/Registrations";

    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task Chosen_columns_are_remembered_and_go_into_the_files()
    {
        var webinar = await _site.SignedUpAsync(2);
        var staff = await _site.NewStaffMemberAsync();
        var list = $"/gestione/webinar/{webinar.Id}/iscritti";
        var page = await staff.GetAsync($"{list}?cerca=numero");
        var token = page.Token;

        var done = await staff.PostAsync(
            Columns, token, ("torna", $"{list}?cerca=numero"),
            ("colonne", "telefono"), ("colonne", "provincia"), ("colonne", "<script>"));
        var chosen = await staff.FollowAsync(done);
        var csv = await staff.Client.GetStringAsync(
            $"{chosen.Document.QuerySelector("main a[href*='iscritti.csv']")!.GetAttribute("href")}&scopo=contattare");

        Assert.Equal($"{list}?cerca=numero", done.Location);
        Assert.Equal(
            ["Scelta", "N.", "Persona", "Provincia", "Telefono"],
            chosen.Document.QuerySelectorAll("thead th").Select(head => head.TextContent));
        Assert.StartsWith("N.;Cognome;Nome;Provincia;Telefono\r\n1;Numero 1;Persona;Messina;", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("script", string.Join(' ', done.Response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal("/gestione", (await staff.PostAsync(Columns, token, ("torna", "//altrove.example"))).Location);
        Assert.Equal(
            404, (await staff.PostAsync("/gestione/colonne/Altro", token, ("torna", list))).Status);
    }

    [Fact]
    public async Task Questions_made_in_the_same_minute_are_columns_of_their_own()
    {
        var webinar = await _site.SignedUpAsync(1);
        await _site.WriteAsync(db => db.Questions.AddRangeAsync(
            Question.Ask(webinar.Id, 1, new QuestionContent(QuestionKind.Text, "Che lavoro fai?")),
            Question.Ask(webinar.Id, 2, new QuestionContent(QuestionKind.Text, "Da dove ti colleghi?"))));
        var staff = await _site.NewStaffMemberAsync();
        var list = $"/gestione/webinar/{webinar.Id}/iscritti";
        var page = await staff.GetAsync(list);
        var column = page.Document.QuerySelectorAll(".column-choices .choice")
            .Single(choice => choice.TextContent.Trim() == "Da dove ti colleghi?").QuerySelector("input")!.GetAttribute("value")!;

        var chosen = await staff.FollowAsync(await staff.PostAsync(
            Columns, page.Token, ("torna", list), ("colonne", column)));

        Assert.Equal(
            ["Scelta", "N.", "Persona", "Da dove ti colleghi?"],
            chosen.Document.QuerySelectorAll("thead th").Select(head => head.TextContent));
        var ids = page.Document.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
    }

    [Fact]
    public async Task Heads_of_columns_put_the_list_in_order_and_say_so()
    {
        var webinar = await _site.SignedUpAsync(3);
        var staff = await shared.StaffAsync();
        var list = $"/gestione/webinar/{webinar.Id}/iscritti";

        var first = await staff.GetAsync($"{list}?stato=Confirmed");
        var byName = await staff.GetAsync(Head(first, "Persona").GetAttribute("href")!);
        var reversed = await staff.GetAsync(Head(byName, "Persona").GetAttribute("href")!);

        Assert.Equal(
            ("ascending", null),
            (Head(first, "N.").ParentElement!.GetAttribute("aria-sort"), Head(first, "Persona").ParentElement!.GetAttribute("aria-sort")));
        Assert.Equal(("ascending", "descending"), (
            Head(byName, "Persona").ParentElement!.GetAttribute("aria-sort"),
            Head(reversed, "Persona").ParentElement!.GetAttribute("aria-sort")));
        Assert.Equal($"{list}?stato=Confirmed&ordine=Name&inverso=true", Head(byName, "Persona").GetAttribute("href"));
        Assert.Equal("3", reversed.Document.QuerySelector("tbody .number")!.TextContent);
    }

    [Theory]
    [InlineData("iscritti.csv?cerca=numero&colonne=email", AuditAction.RegistrationsExported)]
    [InlineData("iscritti.xlsx?cerca=numero&colonne=email", AuditAction.RegistrationsExported)]
    [InlineData("foglio-presenze.pdf", AuditAction.AttendanceSheetTaken)]
    public async Task A_file_is_given_only_when_it_is_said_what_for(string file, string action)
    {
        var webinar = await _site.SignedUpAsync(2);
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Reader, StaffRoles.Export);
        var address = $"/gestione/webinar/{webinar.Id}/{file}";
        var between = file.Contains('?', StringComparison.Ordinal) ? '&' : '?';

        var asks = await staff.GetAsync(address);
        var unsaid = await staff.GetAsync($"{address}{between}scopo=altro");
        var unchosen = await staff.GetAsync($"{address}{between}dettaglio=");
        var nothing =
            await _site.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Action == action && e.SubjectKey == $"webinar/{webinar.Id}"));
        var given = await staff.Client.GetAsync($"{address}{between}scopo=altro&dettaglio=Prova%20generale");

        Assert.Equal((200, "Prima di scaricare"), (asks.Status, asks.Heading));
        Assert.Equal(
            file.Contains("numero", StringComparison.Ordinal) ? ["numero", "email"] : [],
            asks.Document.QuerySelectorAll("main input[type=hidden]").Select(input => input.GetAttribute("value")));
        Assert.Equal((422, "Scrivi in poche parole perché ti serve."), (unsaid.Status, unsaid.ErrorOf("Dettaglio")));
        Assert.NotNull(unsaid.Document.QuerySelector("input[name=Scopo][value=altro][checked]"));
        Assert.Equal((422, "Scegli perché ti serve questo elenco."), (unchosen.Status, unchosen.ErrorOf("Scopo")));
        Assert.Equal(
            "Scegli perché ti serve questo elenco.", unchosen.Document.QuerySelector(".error-summary a[href='#Scopo']")?.TextContent);
        Assert.False(nothing);
        Assert.NotEqual("text/html", given.Content.Headers.ContentType!.MediaType);
        await given.Content.ReadAsByteArrayAsync();
        Assert.Equal("Prova generale", await _site.ReadAsync(db => db.AuditEntries.Where(
            e => e.Action == action && e.SubjectKey == $"webinar/{webinar.Id}").Select(e => e.Reason).SingleAsync()));
    }

    [Fact]
    public async Task The_last_purpose_of_the_session_is_proposed_and_the_page_hears_how_many_rows_there_were()
    {
        var webinar = await _site.SignedUpAsync(3);
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Reader, StaffRoles.Export);
        var address = $"/gestione/webinar/{webinar.Id}/iscritti.csv";
        var first = await staff.GetAsync(address);
        Assert.Null(first.Document.QuerySelector("input[name=Scopo][checked]"));
        var form = first.Document.QuerySelector("form[data-tells-end]")!;
        var ending = $"{form.GetAttribute("data-tells-end")}?dopo={form.GetAttribute("data-after")}";
        Assert.Equal(204, (await staff.GetAsync(ending)).Status);

        await staff.Client.GetStringAsync($"{address}?scopo=presenze&dettaglio=Per%20il%20registro");

        var told = await staff.Client.GetStringAsync(ending);
        Assert.Contains("\"text\":\"Fatto: 3 righe.\"", told, StringComparison.Ordinal);
        var second = await staff.GetAsync(address);
        Assert.Equal("presenze", second.Document.QuerySelector("input[name=Scopo][checked]")?.GetAttribute("value"));
        Assert.Equal("Per il registro", second.ValueOf("Dettaglio"));
        var colleague = await _site.NewStaffMemberAsync();
        Assert.Equal(204, (await colleague.GetAsync($"/gestione/esportazioni/esito?dopo={form.GetAttribute("data-after")}")).Status);
    }

    [Fact]
    public async Task A_link_on_another_site_gives_no_file_in_the_name_of_who_follows_it()
    {
        var webinar = await _site.SignedUpAsync(2);
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Reader, StaffRoles.Export);
        staff.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        var page = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti.csv?scopo=altro&dettaglio=Parole%20altrui");

        Assert.Equal((200, "Prima di scaricare"), (page.Status, page.Heading));
        Assert.False(await _site.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.SubjectKey == $"webinar/{webinar.Id}")));
    }

    [Fact]
    public async Task The_attendance_sheet_has_who_has_a_place_by_surname()
    {
        var webinar = await _site.SignedUpAsync(2, capacity: 2);
        await _site.AddAsync(webinar, 3, placesLeft: 0);
        var staff = await shared.StaffAsync();

        var answer = await staff.Client.GetAsync($"/gestione/webinar/{webinar.Id}/foglio-presenze.pdf?scopo=presenze");

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("foglio-presenze-tanti-", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        using var file = new PdfFile(await answer.Content.ReadAsByteArrayAsync());
        Assert.Contains("Persone iscritte: 2", file.Text, StringComparison.Ordinal);
        Assert.Contains("Numero 2 Persona", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Numero 3", file.Text, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement Head(Page page, string title) =>
        page.Document.QuerySelectorAll("thead a").Single(link => link.TextContent == title);
}
