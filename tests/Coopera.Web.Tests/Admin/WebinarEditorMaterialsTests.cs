using System.IO.Compression;
using Coopera.Core.Links;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>Files and links of a webinar, for everybody or for who has a place.</summary>
public sealed class WebinarEditorMaterialsTests : IDisposable
{
    private readonly CooperaSite _site = Editors.Site();

    [Fact]
    public async Task A_file_for_everybody_is_on_the_page_with_kind_and_size_and_comes_as_a_download()
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync();
        var bytes = "%PDF-1.7 "u8.ToArray().Concat(new byte[200_000]).ToArray();

        var list = await staff.FollowAsync(await AddFileAsync(staff, webinar, "Slide di Torino.pdf", bytes));
        Assert.Contains("File aggiunto", list.Text, StringComparison.Ordinal);

        var anybody = _site.NewVisitor();
        var page = await anybody.GetAsync($"/webinar/{webinar.Slug}");
        var link = page.Document.QuerySelector(".materials a")!;
        Assert.Equal(
            "Un titolo (PDF, 200 kB)",
            string.Join(' ', link.ParentElement!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        using var file = await anybody.Client.GetAsync(link.GetAttribute("href"));
        Assert.Equal(bytes, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            ("attachment", "Slide di Torino.pdf"),
            (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentDisposition.FileName!.Trim('"')));
        Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(
            ["aggiunge un materiale | «Un titolo», file Slide di Torino.pdf, 200 kB, per tutti"], await _site.RegisterLinesAsync());
    }

    [Fact]
    public async Task What_is_for_who_has_a_place_is_on_their_page_and_nowhere_else()
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 1);
        await _site.SignUpAsync(webinar, 2);
        var staff = await _site.NewStaffMemberAsync();
        await AddFileAsync(staff, webinar, "riservato.pdf", "%PDF-1.7"u8.ToArray(), onlyRegistered: true);
        var anybody = _site.NewVisitor();
        var id = (await _site.FindWebinarAsync(webinar.Id)).Materials.Single().Id;

        Assert.DoesNotContain("materiali", (await anybody.GetAsync($"/webinar/{webinar.Slug}")).Html, StringComparison.Ordinal);
        Assert.Equal(404, (await anybody.GetAsync($"/webinar/{webinar.Slug}/materiali/{id}")).Status);
        var place = await PersonalAddressAsync(1);
        var link = (await anybody.GetAsync(place)).Document.QuerySelector(".materials a")!.GetAttribute("href")!;
        using var file = await anybody.Client.GetAsync(link);
        Assert.Equal("application/pdf", file.Content.Headers.ContentType!.MediaType);
        var waiting = await PersonalAddressAsync(2);
        Assert.Null((await anybody.GetAsync(waiting)).Document.QuerySelector(".materials"));
        Assert.Equal(404, (await anybody.GetAsync($"{waiting}/materiali/{id}")).Status);
        Assert.Equal(404, (await anybody.GetAsync($"/iscrizioni/falso/materiali/{id}")).Status);
        Assert.Equal(200, (int)(await staff.Client.GetAsync($"/gestione/webinar/{webinar.Id}/materiali/{id}/file")).StatusCode);
    }

    [Fact]
    public async Task A_file_of_one_webinar_is_not_handed_out_by_another()
    {
        var (one, other) = (await _site.OpenWebinarAsync(), await _site.OpenWebinarAsync());
        var staff = await _site.NewStaffMemberAsync();
        await AddFileAsync(staff, one, "slide.pdf", "%PDF-1.7"u8.ToArray());
        var id = (await _site.FindWebinarAsync(one.Id)).Materials.Single().Id;

        Assert.Equal(404, (await _site.NewVisitor().GetAsync($"/webinar/{other.Slug}/materiali/{id}")).Status);
    }

    public static TheoryData<string, byte[], string> Refused() => new()
    {
        { "pagina.html", "<script>"u8.ToArray(), "non è di un tipo ammesso" },
        { "disegno.svg", "<svg/>"u8.ToArray(), "non è di un tipo ammesso" },
        { "programma.exe", "MZ"u8.ToArray(), "non è di un tipo ammesso" },
        { "falso.pdf", "MZ non è un PDF"u8.ToArray(), "non è quello che dice il suo nome" },
        { "falso.pptx", "PK\u0003\u0004 non è un archivio"u8.ToArray(), "non è quello che dice il suo nome" },
        { "archivio.docx", Zip("altro.txt"), "non è quello che dice il suo nome" },
        { "vuoto.pdf", [], "Scegli il file" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_file_that_is_not_what_it_may_be_is_refused_in_words_and_not_kept(string name, byte[] bytes, string sentence)
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync();

        var page = await AddFileAsync(staff, webinar, name, bytes);

        Assert.Equal(422, page.Status);
        Assert.Contains(sentence, page.ErrorOf("file"), StringComparison.Ordinal);
        Assert.Equal("Un titolo", page.ValueOf("'File.Title'"));
        Assert.False(Directory.Exists(Path.Combine(_site.Folder, "uploads")));
        Assert.Empty(await _site.RegisterLinesAsync());
    }

    [Theory]
    [InlineData("slide.pptx", "ppt/presentation.xml")]
    [InlineData("testo.DOCX", "word/document.xml")]
    [InlineData("foglio.ods", "content.xml")]
    [InlineData("tutto.zip", "altro.txt")]
    public async Task Documents_of_office_programs_are_told_by_what_they_hold(string name, string part)
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync();

        Assert.Equal(303, (await AddFileAsync(staff, webinar, name, Zip(part))).Status);
    }

    [Fact]
    public async Task A_file_of_fifty_megabytes_is_taken_and_a_larger_one_is_not()
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync();
        var bytes = new byte[Material.FileMaxLength];
        "%PDF-1.7"u8.CopyTo(bytes);

        Assert.Equal(303, (await AddFileAsync(staff, webinar, "grande.pdf", bytes)).Status);

        var page = await AddFileAsync(staff, webinar, "troppo.pdf", [.. bytes, 0]);
        Assert.Equal(422, page.Status);
        Assert.Contains("supera i 50 MB", page.ErrorOf("file"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_are_added_renamed_moved_and_taken_away()
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync();
        foreach (var title in new[] { "Uno", "Due" })
        {
            Assert.Equal(303, (await AddLinkAsync(staff, webinar, title, "https://video.example/1")).Status);
        }

        var ids = (await _site.FindWebinarAsync(webinar.Id)).Materials.Select(m => m.Id).ToList();
        await ChangeAsync(staff, webinar, ids[1], ("do", "up"));
        await ChangeAsync(staff, webinar, ids[0], ("do", "save"), ("Title", "Uno e mezzo"), ("ForRegisteredOnly", "true"));
        Assert.Equal(
            [("Due", false), ("Uno e mezzo", true)],
            (await _site.FindWebinarAsync(webinar.Id)).Materials.Select(m => (m.Title, m.ForRegisteredOnly)));
        Assert.Equal(["Due (video.example)"], (await _site.NewVisitor().GetAsync($"/webinar/{webinar.Slug}")).Document
            .QuerySelectorAll(".materials li").Select(item => string.Join(' ', item.TextContent.Split((char[]?)null,
                StringSplitOptions.RemoveEmptyEntries))));

        var page = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/materiali");
        await ChangeAsync(staff, webinar, ids[1], ("do", "remove"));
        Assert.Single((await _site.FindWebinarAsync(webinar.Id)).Materials);
        var second =
            await staff.FollowAsync(await staff.SubmitAsync(page, new() { ["do"] = "remove" }, $"form[action$='/materiali/{ids[1]}']"));
        Assert.Contains("Materiale tolto.", second.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["aggiunge un materiale", "aggiunge un materiale", "sposta un materiale", "modifica un materiale", "toglie un materiale"],
            (await _site.RegisterLinesAsync()).Select(line => line.Split(" | ")[0]));
        Assert.Equal(0, (await _site.FindWebinarAsync(webinar.Id)).CalendarSequence);
    }

    [Theory]
    [InlineData("", "https://a.example", "Link_Title")]
    [InlineData("Titolo", "", "Link_Url")]
    [InlineData("Titolo", "http://a.example", "Link_Url")]
    [InlineData("Titolo", "javascript:alert(1)", "Link_Url")]
    [InlineData("Titolo", "https://utente:parola@a.example", "Link_Url")]
    public async Task A_link_needs_a_title_and_a_safe_address(string title, string url, string field)
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync();

        var page = await AddLinkAsync(staff, webinar, title, url);

        Assert.Equal(422, page.Status);
        Assert.NotEqual("", page.ErrorOf(field));
        Assert.Equal(url, page.ValueOf("'Link.Url'"));
    }

    public void Dispose() => _site.Dispose();

    private static byte[] Zip(string entry)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry(entry);
        }

        return memory.ToArray();
    }

    private static async Task<Page> AddFileAsync(Visitor staff, Webinar webinar, string name, byte[] bytes, bool onlyRegistered = false) =>
        await staff.UploadAsync(
        await staff.GetAsync($"/gestione/webinar/{webinar.Id}/materiali"), name, bytes,
        new() { ["File.Title"] = "Un titolo", ["File.ForRegisteredOnly"] = onlyRegistered ? "true" : "false" });

    private static async Task<Page> AddLinkAsync(Visitor staff, Webinar webinar, string title, string url) => await staff.SubmitAsync(
        await staff.GetAsync($"/gestione/webinar/{webinar.Id}/materiali"),
        new() { ["Link.Title"] = title, ["Link.Url"] = url }, "#modulo-link");

    private static async Task ChangeAsync(Visitor staff, Webinar webinar, int material, params (string Field, string? Value)[] fields) =>
        Assert.Equal(
        303,
        (await staff.SubmitAsync(
            await staff.GetAsync($"/gestione/webinar/{webinar.Id}/materiali"),
            fields.ToDictionary(f => f.Field, f => f.Value), $"form[action$='/materiali/{material}']")).Status);

    private async Task<string> PersonalAddressAsync(int number)
    {
        var registration = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.EmailKey == $"persona{number}@comune.example"));
        return $"/iscrizioni/{_site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(registration.Id, registration.LinkVersion))}";
    }
}
