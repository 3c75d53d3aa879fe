using Coopera.Core.Data;
using Coopera.Domain.Press;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Press releases: written, published, put right, withdrawn.</summary>
public sealed class PressEditorTests : IDisposable
{
    private static readonly (string, string?)[] Complete =
    [
        ("Title", "Nasce la rete: 20 Comuni insieme"), ("IssuedOn", "2/2/2026"),
        ("Summary", "Venti Comuni aderiscono."), ("Body", "**Palermo.** Testo.\n\n- uno\n  - due"),
    ];

    private readonly CooperaSite _site = Editors.Site();

    [Fact]
    public async Task From_the_first_word_to_the_site_and_the_feed()
    {
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Editor);
        var anybody = _site.NewVisitor();
        Assert.Equal("2026-01-15", (await staff.GetAsync("/gestione/comunicati/nuovo")).FieldOf("IssuedOn"));

        var saved = await staff.FollowAsync(await staff.SendAsync(await staff.GetAsync("/gestione/comunicati/nuovo"), Complete));
        Assert.Contains("La bozza è salvata", saved.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await anybody.GetAsync("/comunicati/nasce-la-rete-20-comuni-insieme")).Status);
        Assert.DoesNotContain("Nasce la rete", (await anybody.GetAsync("/comunicati")).Text, StringComparison.Ordinal);

        var id = await IdAsync();
        var published = await staff.FollowAsync(await staff.DoAsync($"/gestione/comunicati/{id}/pubblica"));
        Assert.Contains("Il comunicato è pubblicato", published.Text, StringComparison.Ordinal);
        var page = await anybody.GetAsync("/comunicati/nasce-la-rete-20-comuni-insieme");
        Assert.Equal("Palermo.", page.Document.QuerySelector(".prose strong")!.TextContent);
        Assert.NotNull(page.Document.QuerySelector(".prose li li"));
        Assert.Contains("Nasce la rete", await anybody.Client.GetStringAsync("/comunicati/feed.xml"), StringComparison.Ordinal);
        Assert.Equal(["scrive un comunicato | bozza", "pubblica un comunicato | 2 febbraio 2026"], await _site.RegisterLinesAsync());
    }

    [Fact]
    public async Task Without_a_title_the_address_is_not_asked_for_on_top()
    {
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Editor);

        var untitled = await staff.SendAsync(await staff.GetAsync("/gestione/comunicati/nuovo"), ("Title", ""));
        var wordless = await staff.SendAsync(await staff.GetAsync("/gestione/comunicati/nuovo"), ("Title", "!!!"));

        Assert.Equal((422, "Scrivi il titolo.", ""), (untitled.Status, untitled.ErrorOf("Form_Title"), untitled.ErrorOf("Form_Slug")));
        Assert.StartsWith("Dal titolo non si ricava un indirizzo", wordless.ErrorOf("Form_Slug"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawn_it_is_off_the_site_the_feed_and_its_webinar_and_can_come_back()
    {
        var staff = await _site.NewStaffMemberAsync();
        var release = await _site.ReadAsync(db => db.PressReleases.SingleAsync());
        var anybody = _site.NewVisitor();

        await staff.FollowAsync(await staff.DoAsync($"/gestione/comunicati/{release.Id}/ritira"));

        Assert.Equal(404, (await anybody.GetAsync($"/comunicati/{release.Slug}")).Status);
        Assert.DoesNotContain(release.Slug, await anybody.Client.GetStringAsync("/comunicati/feed.xml"), StringComparison.Ordinal);
        Assert.DoesNotContain(release.Slug, (await anybody.GetAsync($"/webinar/{Seed.FirstWebinarSlug}")).Html, StringComparison.Ordinal);
        await staff.DoAsync($"/gestione/comunicati/{release.Id}/pubblica");
        Assert.Equal(200, (await anybody.GetAsync($"/comunicati/{release.Slug}")).Status);
        Assert.Equal($"/gestione/comunicati/{release.Id}", (await staff.GetAsync($"/gestione/comunicati/{release.Id}/elimina")).Location);
    }

    [Fact]
    public async Task A_changed_address_leads_on_and_the_feed_tells_that_the_text_was_put_right()
    {
        var staff = await _site.NewStaffMemberAsync();
        var release = await _site.ReadAsync(db => db.PressReleases.SingleAsync());

        await staff.FollowAsync(await staff.SendAsync(
            await staff.GetAsync($"/gestione/comunicati/{release.Id}/modifica"), ("Slug", "secondo-tavolo"), ("Summary", "Più breve.")));

        var answer = await _site.NewVisitor().GetAsync($"/comunicati/{release.Slug}?a=b");
        Assert.Equal((301, "/comunicati/secondo-tavolo?a=b"), (answer.Status, answer.Location));
        Assert.Contains(
            "<updated>2026-01-15T09:00:00Z</updated>",
            await _site.NewVisitor().Client.GetStringAsync("/comunicati/feed.xml"),
            StringComparison.Ordinal);
        var entry = await _site.LastEntryAsync();
        Assert.Equal($"Indirizzo della pagina: secondo-tavolo\nRiassunto: Più breve.", entry.After);
        Assert.Equal($"comunicato/{release.Id}", entry.SubjectKey);
        var page = await staff.SendAsync(await staff.GetAsync("/gestione/comunicati/nuovo"), [.. Complete, ("Slug", release.Slug)]);
        Assert.Contains("ha, o ha avuto, questo indirizzo", page.ErrorAt("Slug"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost()
    {
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.SendAsync(
            await staff.GetAsync("/gestione/comunicati/nuovo"), ("Title", ""),
            ("Slug", "feed.xml"), ("IssuedOn", "ieri"), ("Body", "Resta qui"));

        Assert.Equal(422, page.Status);
        foreach (var field in new[] { "Title", "Slug", "IssuedOn", "Summary" })
        {
            Assert.NotEqual("", page.ErrorAt(field));
        }

        Assert.Equal("Resta qui", page.FieldOf("Body").Trim());
        Assert.Equal(1, await _site.ReadAsync(db => db.PressReleases.CountAsync()));
    }

    [Fact]
    public async Task The_preview_saves_nothing_and_brings_no_markup()
    {
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.SendAsync(
            await staff.GetAsync("/gestione/comunicati/nuovo"), [.. Complete, ("Body", "**Forte** <img src=x>"), ("do", "preview")]);

        Assert.Equal("Forte", page.Document.QuerySelector("#anteprima strong")!.TextContent);
        Assert.Null(page.Document.QuerySelector("#anteprima img"));
        Assert.Equal("nasce-la-rete-20-comuni-insieme", page.FieldOf("Slug"));
        Assert.Equal(1, await _site.ReadAsync(db => db.PressReleases.CountAsync()));
    }

    [Fact]
    public async Task Of_two_editors_the_second_is_told_and_shown_the_difference()
    {
        var (staff, colleague) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync());
        var id = await _site.ReadAsync(db => db.PressReleases.Select(r => r.Id).SingleAsync());
        var seen = await staff.GetAsync($"/gestione/comunicati/{id}/modifica");
        await colleague.SendAsync(
            await colleague.GetAsync($"/gestione/comunicati/{id}/modifica"), ("Summary", "Il riassunto della collega."));

        var told = await staff.SendAsync(seen, ("Summary", "Il mio riassunto."));

        Assert.Equal(409, told.Status);
        Assert.Equal(
            ["Riassunto", "Il riassunto della collega.", "Il mio riassunto."],
            told.Document.QuerySelector(".notice-warn tbody tr")!.Children.Select(cell => cell.TextContent.Trim()));
        Assert.Equal("Il mio riassunto.", told.FieldOf("Summary").Trim());
        Assert.Equal(303, (await staff.SendAsync(told)).Status);
        Assert.Equal("Il mio riassunto.", await _site.ReadAsync(db => db.PressReleases.Select(r => r.Summary).SingleAsync()));
    }

    [Fact]
    public async Task A_step_on_a_page_that_a_colleague_has_changed_is_not_taken()
    {
        var staff = await _site.NewStaffMemberAsync();
        var id = await _site.ReadAsync(db => db.PressReleases.Select(r => r.Id).SingleAsync());
        var asked = await staff.GetAsync($"/gestione/comunicati/{id}/ritira");
        await staff.SendAsync(await staff.GetAsync($"/gestione/comunicati/{id}/modifica"), ("Summary", "Un altro."));

        var told = await staff.ConfirmAsync(asked);

        Assert.Equal(409, told.Status);
        Assert.Equal(PressReleaseStatus.Published, await _site.ReadAsync(db => db.PressReleases.Select(r => r.Status).SingleAsync()));
        Assert.Equal(303, (await staff.ConfirmAsync(told)).Status);
        Assert.Equal(303, (await staff.ConfirmAsync(told)).Status);
        Assert.Equal(
            ["modifica un comunicato", "ritira un comunicato"], (await _site.RegisterLinesAsync()).Select(line => line.Split(" | ")[0]));
    }

    [Fact]
    public async Task A_draft_is_deleted_unless_a_webinar_leads_to_it()
    {
        var staff = await _site.NewStaffMemberAsync();
        await staff.SendAsync(await staff.GetAsync("/gestione/comunicati/nuovo"), Complete);
        var id = await IdAsync();
        var asked = await staff.GetAsync($"/gestione/comunicati/{id}/elimina");
        await _site.WriteAsync(db => db.Webinars.AddAsync(
            new Webinar("legato", "Legato", Editors.Now, Editors.Now.AddDays(1)) { PressReleaseId = id }).AsTask());
        Assert.Contains("così non si può più", (await staff.FollowAsync(await staff.ConfirmAsync(asked))).Text, StringComparison.Ordinal);

        await _site.WriteAsync(db => db.Webinars.Where(w => w.Slug == "legato").ExecuteDeleteAsync());
        Assert.Contains("La bozza è eliminata", (await staff.FollowAsync(await staff.ConfirmAsync(asked))).Text, StringComparison.Ordinal);
        Assert.Contains("La bozza è eliminata", (await staff.FollowAsync(await staff.ConfirmAsync(asked))).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await staff.GetAsync($"/gestione/comunicati/{id}")).Status);
    }

    [Theory]
    [InlineData("?cerca=TAVOLO", 1)]
    [InlineData("?stato=Draft", 0)]
    [InlineData("?stato=Published&cerca=zzz", 0)]
    public async Task The_list_is_narrowed_by_state_and_words(string query, int rows)
    {
        var page = await (await _site.NewStaffMemberAsync(StaffRoles.Reader)).GetAsync($"/gestione/comunicati{query}");

        Assert.Equal(rows, page.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Empty(page.Document.QuerySelectorAll("main a[href$='/nuovo']"));
    }

    public void Dispose() => _site.Dispose();

    private Task<int> IdAsync() => _site.ReadAsync(db => db.PressReleases.MaxAsync(r => r.Id));
}
