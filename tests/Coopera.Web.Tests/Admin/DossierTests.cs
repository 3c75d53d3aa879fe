using System.IO.Compression;
using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>The page that shows what the dossier will hold, and the file.</summary>
public sealed class DossierTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Page = "/gestione/dossier";

    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task The_figures_stand_on_the_page_and_the_file_leaves_a_line_with_its_purpose()
    {
        var webinar = await OverAsync(people: 3);
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.GetAsync($"{Page}?webinar={webinar.Id}");
        var file = await staff.Client.GetAsync($"{Page}.zip?webinar={webinar.Id}&scopo=rendicontare");
        using var archive = new ZipArchive(await file.Content.ReadAsStreamAsync());
        var line = await _site.ReadAsync(db => db.AuditEntries.AsNoTracking()
            .Where(e => e.SubjectKey == AuditSubject.Webinar(webinar.Id) && e.Action == AuditAction.DossierTaken).SingleAsync());

        Assert.Equal(
            ["1", "3", "0", "0", "0"], page.Document.QuerySelectorAll("#che-cosa ~ .block dd").Select(figure => figure.TextContent));
        Assert.Equal($"dossier-{webinar.Slug}.zip", file.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains($"01-{webinar.Slug}/programma.pdf", archive.Entries.Select(entry => entry.FullName));
        Assert.Equal("Rendicontare il progetto", line.Reason);
        Assert.StartsWith($"ZIP, {archive.Entries.Count} file", line.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_purpose_the_file_is_asked_about_first_and_nothing_is_written()
    {
        var webinar = await OverAsync(people: 1);
        var staff = await _site.NewStaffMemberAsync();

        var answer = await staff.GetAsync($"{Page}.zip?webinar={webinar.Id}");

        Assert.Equal((200, "Prima di scaricare"), (answer.Status, answer.Document.QuerySelector("h1")!.TextContent));
        Assert.False(await _site.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.SubjectKey == AuditSubject.Webinar(webinar.Id)
            && e.Action == AuditAction.DossierTaken)));
    }

    [Theory]
    [InlineData("?webinar=999999", "non è ancora finito, o non si è tenuto")]
    [InlineData("?dal=ieri&al=oggi", "Scrivi il primo e l’ultimo giorno")]
    [InlineData("?dal=31/12/2026&al=01/01/2026", "viene dopo il primo")]
    [InlineData("?dal=01/01/1990&al=31/12/2026", "al massimo 10 anni")]
    [InlineData("?dal=01/01/1990&al=31/12/1990", "non è finito nessun webinar")]
    [InlineData("?dal=01/01/1990", "Scrivi il primo e l’ultimo giorno")]
    public async Task What_cannot_be_found_is_told_in_a_sentence_and_what_was_typed_stays(string query, string sentence)
    {
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.GetAsync($"{Page}{query}");
        var file = await staff.GetAsync($"{Page}.zip{query}");

        Assert.Equal(422, page.Status);
        Assert.Contains(sentence, page.Text, StringComparison.Ordinal);
        Assert.Equal(302, file.Status);
        if (query.Contains("ieri", StringComparison.Ordinal))
        {
            Assert.Equal("ieri", page.Document.QuerySelector("#dal")!.GetAttribute("value"));
        }
    }

    private async Task<Webinar> OverAsync(int people)
    {
        var webinar = await _site.SignedUpAsync(people);
        await _site.WriteAsync(async db =>
        {
            var stored = await db.Webinars.Whole().SingleAsync(w => w.Id == webinar.Id);
            var start = DateTimeOffset.UtcNow.AddDays(-2);
            stored.Edit(
                stored.Content with { StartsAt = start, EndsAt = start.AddHours(2), RegistrationClosesAt = null }, stored.Talks, start);
        });
        return webinar;
    }
}
