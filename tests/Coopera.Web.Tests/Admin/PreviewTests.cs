using Coopera.Core.Data;
using Coopera.Domain.Press;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Staff see a draft as the page that it will be, and find the way to work on a page where they read it.</summary>
public sealed class PreviewTests : IDisposable
{
    private const string Band = ".staff-band";

    private readonly CooperaSite _site = Editors.Site();

    [Fact]
    public async Task A_draft_is_shown_as_the_public_page_with_a_band_that_says_who_sees_it()
    {
        var draft = await _site.DraftAsync("Si parla di **accoglienza**.");
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        var page = await staff.GetAsync($"/gestione/webinar/{draft.Id}/anteprima");

        Assert.Equal((200, "Una bozza"), (page.Status, page.Heading));
        Assert.Contains("Bozza: la vede solo chi lavora qui", page.Document.QuerySelector(Band)!.TextContent, StringComparison.Ordinal);
        Assert.Equal("accoglienza", page.Document.QuerySelector(".webinar-text strong")!.TextContent);
        Assert.Contains("Iscrizioni aperte", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("nav[aria-label=Principale]"));
        Assert.Null(page.Document.QuerySelector(".staff-header"));
        Assert.NotNull(page.Document.QuerySelector("main button[disabled]"));
        Assert.Equal("noindex", page.Document.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.DoesNotContain(
            page.Document.QuerySelectorAll("main a"),
            link => link.GetAttribute("href")!.StartsWith($"/webinar/{draft.Slug}", StringComparison.Ordinal));
        Assert.Contains("no-store", $"{page.Response.Headers.CacheControl}", StringComparison.Ordinal);
        Assert.Equal(404, (await _site.NewVisitor().GetAsync($"/webinar/{draft.Slug}")).Status);
    }

    [Fact]
    public async Task Whoever_may_not_edit_is_led_back_and_not_to_the_editor()
    {
        var draft = await _site.DraftAsync();

        Assert.Equal(
            ["Torna alla bozza"],
            await BandAsync(await _site.NewStaffMemberAsync(StaffRoles.Reader), $"/gestione/webinar/{draft.Id}/anteprima"));
        Assert.Equal(
            ["Modifica", "Torna alla bozza"],
            await BandAsync(await _site.NewStaffMemberAsync(StaffRoles.Editor), $"/gestione/webinar/{draft.Id}/anteprima"));
    }

    [Fact]
    public async Task What_is_on_the_site_already_is_looked_at_there()
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync();

        Assert.Equal($"/webinar/{webinar.Slug}", (await staff.GetAsync($"/gestione/webinar/{webinar.Id}/anteprima")).Location);
        Assert.Equal(404, (await staff.GetAsync("/gestione/webinar/999/anteprima")).Status);
    }

    [Fact]
    public async Task A_press_release_that_nobody_can_read_yet_is_previewed_as_well()
    {
        var release = new PressRelease("bozza-stampa", "Due territori", new DateOnly(2026, 1, 14), "In breve.", "Un **incontro**.");
        await _site.WriteAsync(db => db.PressReleases.AddAsync(release).AsTask());
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.GetAsync($"/gestione/comunicati/{release.Id}/anteprima");

        Assert.Equal((200, "Due territori"), (page.Status, page.Heading));
        Assert.Contains("Bozza: la vede solo chi lavora qui", page.Document.QuerySelector(Band)!.TextContent, StringComparison.Ordinal);
        Assert.Equal("incontro", page.Document.QuerySelector(".prose strong")!.TextContent);
    }

    [Fact]
    public async Task On_public_pages_staff_find_the_editor_and_nobody_else_is_shown_it_whoever_looked_first()
    {
        var webinar = await _site.OpenWebinarAsync();
        var release = await _site.ReadAsync(
            db => db.PressReleases.AsNoTracking().FirstAsync(r => r.Status == PressReleaseStatus.Published));
        var staff = await _site.NewStaffMemberAsync();
        var anybody = _site.NewVisitor();
        foreach (var (address, editor) in new[]
        {
            ($"/webinar/{webinar.Slug}", $"/gestione/webinar/{webinar.Id}/modifica"),
            ($"/comunicati/{release.Slug}", $"/gestione/comunicati/{release.Id}/modifica"),
            ("/webinar", "/gestione/webinar/nuovo"),
            ("/comunicati", "/gestione/comunicati/nuovo"),
            ("/coordinamento", "/gestione/adesioni"),
        })
        {
            var before = await anybody.GetAsync(address);
            var seen = await staff.GetAsync(address);
            var after = await anybody.GetAsync(address);

            Assert.NotNull(seen.Document.QuerySelector($"{Band} a[href='{editor}']"));
            Assert.Contains("no-store", $"{seen.Response.Headers.CacheControl}", StringComparison.Ordinal);
            Assert.Null(before.Document.QuerySelector(Band));
            Assert.Equal(before.Html, after.Html);
        }
    }

    private static async Task<IEnumerable<string>> BandAsync(Visitor staff, string address) =>
        (await staff.GetAsync(address)).Document.QuerySelectorAll($"{Band} a").Select(link => link.TextContent);

    public void Dispose() => _site.Dispose();
}
