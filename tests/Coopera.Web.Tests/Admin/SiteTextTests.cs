using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Core.Texts;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

public sealed class SiteTextTests : IDisposable
{
    private readonly CooperaSite _site = new();

    public static TheoryData<string, string> Pages => new()
    {
        { "titolare", "/privacy" }, { "rpd", "/privacy" }, { "base-giuridica", "/privacy" }, { "destinatari", "/privacy" },
        { "conservazione", "/privacy" }, { "editore", "/note-legali" }, { "contatti", "/contatti" },
    };

    [Theory]
    [InlineData("/privacy")]
    [InlineData("/note-legali")]
    [InlineData("/accessibilita")]
    [InlineData("/contatti")]
    public async Task What_nobody_has_written_is_not_asked_of_the_public(string address) =>
        Assert.DoesNotContain(
            "da completare", (await _site.NewVisitor().GetAsync(address)).Text, StringComparison.OrdinalIgnoreCase);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_text_is_on_its_page_as_soon_as_it_is_saved_and_in_the_register(string word, string address)
    {
        var visitor = _site.NewVisitor();
        await visitor.GetAsync(address); // as it is kept
        var staff = await _site.NewStaffMemberAsync();

        var list = await WriteAsync(staff, word, "ANCI Sicilia, **via Roma 1**");

        Assert.Contains("Salvato: sul sito si legge già.", list.Text, StringComparison.Ordinal);
        var page = await visitor.GetAsync(address);
        Assert.Contains(page.Document.QuerySelectorAll("main strong"), strong => strong.TextContent == "via Roma 1");
        var line = await _site.ReadAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.SiteTextChanged));
        Assert.Equal(("testo/" + word, "Testo: ANCI Sicilia, **via Roma 1**"), (line.SubjectKey, line.After));
    }

    [Fact]
    public async Task A_text_of_the_privacy_notice_makes_a_version_and_each_person_keeps_the_one_they_read()
    {
        var staff = await _site.NewStaffMemberAsync();
        Assert.Equal(PrivacyNotice.Day, await _site.ReadAsync(db => PrivacyNotice.VersionAsync(db)));

        await WriteAsync(staff, "titolare", "ANCI Sicilia");
        await WriteAsync(staff, "contatti", "091 000000"); // nothing of the notice
        await WriteAsync(staff, "titolare", "ANCI Sicilia, via Roma 1");

        Assert.Equal($"{PrivacyNotice.Day}.2", await _site.ReadAsync(db => PrivacyNotice.VersionAsync(db)));
        Assert.Contains("aggiornata 2 volte", (await _site.NewVisitor().GetAsync("/privacy")).Text, StringComparison.Ordinal);
        await _site.NewVisitor().SubmitAsync(
            await _site.NewVisitor().GetAsync("/coordinamento/richiesta-scheda"),
            new() { ["BodyName"] = "Castroreale", ["Email"] = "ufficio@comune.example", ["PrivacyNoticeRead"] = "true" });
        Assert.Equal(
            $"{PrivacyNotice.Day}.2", await _site.ReadAsync(db => db.SchedaRequests.Select(r => r.PrivacyNoticeVersion).SingleAsync()));
    }

    [Fact]
    public async Task The_pec_and_the_declaration_are_links()
    {
        var staff = await _site.NewStaffMemberAsync();

        await WriteAsync(staff, "pec", "ancisicilia@pec.example");
        await WriteAsync(staff, "dichiarazione", "https://form.agid.gov.it/view/1");

        var visitor = _site.NewVisitor();
        Assert.NotNull((await visitor.GetAsync("/contatti")).Document.QuerySelector("main a[href='mailto:ancisicilia@pec.example']"));
        Assert.NotNull((await visitor.GetAsync("/accessibilita")).Document.QuerySelector("main a[href='https://form.agid.gov.it/view/1']"));
    }

    [Theory]
    [InlineData("pec", "scrivi a noi", "Scrivi solo l’indirizzo della PEC")]
    [InlineData("dichiarazione", "javascript:alert(1)", "comincia con https://")]
    public async Task What_cannot_be_it_is_refused_and_kept_in_the_form(string word, string typed, string sentence)
    {
        var staff = await _site.NewStaffMemberAsync();

        var page = await WriteAsync(staff, word, typed);

        Assert.Equal(422, page.Status);
        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
        Assert.Equal(typed, page.Document.QuerySelector<IHtmlTextAreaElement>("#Form_Text")?.Value ?? page.ValueOf("'Form.Text'"));
    }

    [Fact]
    public async Task Markup_in_a_text_is_shown_as_text()
    {
        await WriteAsync(await _site.NewStaffMemberAsync(), "titolare", "<script>alert(1)</script>");

        Assert.Null((await _site.NewVisitor().GetAsync("/privacy")).Document.QuerySelector("main script"));
    }

    [Fact]
    public async Task Who_comes_second_is_told_what_the_first_wrote_and_writes_over_it_only_when_asked_twice()
    {
        var staff = await _site.NewStaffMemberAsync();
        var seen = await staff.GetAsync("/gestione/testi/titolare");
        await WriteAsync(await _site.NewStaffMemberAsync(), "titolare", "La prima");

        var overtaken = await staff.SubmitAsync(seen, new() { ["Form.Text"] = "La seconda" });

        Assert.Equal(409, overtaken.Status);
        Assert.Contains("La prima", overtaken.Text, StringComparison.Ordinal);
        Assert.Equal("La prima", await TextAsync());
        await staff.SubmitAsync(overtaken, new() { ["Form.Text"] = "La seconda" });
        Assert.Equal("La seconda", await TextAsync());
    }

    [Fact]
    public async Task Today_tells_what_is_missing_until_it_is_written()
    {
        var staff = await _site.NewStaffMemberAsync();
        var missing = SiteTextPhrases.All.Where(text => text.IsRequired).ToList();
        Assert.Contains($"mancano {missing.Count} testi", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);

        foreach (var text in missing)
        {
            await WriteAsync(staff, text.Word, text.Word switch
            {
                "pec" => "ancisicilia@pec.example",
                "dichiarazione" => "https://form.agid.gov.it/view/1",
                _ => "Scritto.",
            });
        }

        Assert.DoesNotContain("che il pubblico deve trovare", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_administer_reads_the_texts_and_is_offered_no_change()
    {
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        var page = await reader.GetAsync("/gestione/testi");

        Assert.Equal("Testi del sito", page.Heading);
        Assert.Null(page.Document.QuerySelector("main section a"));
    }

    public void Dispose() => _site.Dispose();

    private static async Task<Page> WriteAsync(Visitor staff, string word, string text)
    {
        var answer = await staff.SubmitAsync(await staff.GetAsync($"/gestione/testi/{word}"), new() { ["Form.Text"] = text });
        return answer.Status == 303 ? await staff.FollowAsync(answer) : answer;
    }

    private Task<string> TextAsync() => _site.ReadAsync(db => db.SiteTexts.Select(text => text.Text).SingleAsync());
}
