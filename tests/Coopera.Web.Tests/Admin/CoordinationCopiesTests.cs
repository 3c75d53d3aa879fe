using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Web.Tests.Admin;

/// <summary>Signed copies that staff upload or take as sent, and how they leave: as they are, or packed for the protocol.</summary>
public sealed class CoordinationCopiesTests : IDisposable
{
    private readonly CooperaSite _site = CoordinationFiles.Site();

    [Fact]
    public async Task A_file_that_cannot_be_a_scheda_is_refused_with_a_sentence_and_not_kept()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft);
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.OpenAsync(adhesion);

        var nothing = await staff.PressAsync(page, "copie");
        var picture = await staff.UploadAsync(page, "scheda.pdf", [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[40]]);

        Assert.Equal((422, 422), (nothing.Status, picture.Status));
        Assert.Contains("Scegli il file della scheda firmata", nothing.Text, StringComparison.Ordinal);
        Assert.Contains("Questa è una fotografia", picture.Text, StringComparison.Ordinal);
        Assert.True(picture.Document.QuerySelector("input[type=file]")!.ParentElement!.ParentElement!.ParentElement!.ParentElement!.HasAttribute("open"));
        Assert.Equal(AdhesionStatus.Draft, (await _site.AdhesionAsync(adhesion.Id)).Status);
        Assert.Empty(_site.StoredFiles());
    }

    [Fact]
    public async Task A_scan_for_an_adhesion_that_was_just_accepted_changes_nothing_and_is_left_to_the_sweep()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.InReview);
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.OpenAsync(adhesion);
        await _site.WriteAsync(
            async db => (await db.LockAdhesionAsync(adhesion.Id))!.Accept(CoordinationFiles.Colleague, CoordinationFiles.Now));

        var answer = await staff.UploadAsync(page, "scheda.pdf", TestPdf.Plain());

        Assert.Equal(409, answer.Status);
        Assert.Contains("Adesione accolta", answer.Text, StringComparison.Ordinal);
        Assert.Single((await _site.AdhesionAsync(adhesion.Id)).SignedCopies);
        Assert.Single(_site.StoredFiles());
    }

    [Fact]
    public async Task A_copy_that_the_body_uploaded_and_forgot_to_send_is_taken_as_sent()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft, more: (a, _) => a.AttachCopy(
            new StoredFile("00000000000000000000000000000002", "mia.pdf", "application/pdf", 1, new string('c', 64)),
            "{}", Actor.Body, CoordinationFiles.Now));
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.FollowAsync(await staff.PressAsync(await staff.OpenAsync(adhesion), "copie/invia"));

        Assert.Contains("vale come inviata", page.Text, StringComparison.Ordinal);
        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal((AdhesionStatus.Submitted, "COOP-2026-000001"), (stored.Status, stored.ReceiptNumber));
        Assert.Equal(
            ["considera inviata la copia caricata dall’ente | Comune di Messina (ME) | COOP-2026-000001"], await _site.RegisterAsync());
        Assert.Null(page.Document.QuerySelector("form[action$='/copie/invia']"));
    }

    [Fact]
    public async Task The_original_bytes_come_back_as_an_attachment()
    {
        var (staff, adhesion, bytes) = await UploadedAsync();

        var answer = await staff.Client.GetAsync($"/gestione/adesioni/{adhesion.Id}/copie/1");

        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("attachment; filename=", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(404, (await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/copie/2")).Status);
        Assert.Equal(302, (await _site.NewVisitor().GetAsync($"/gestione/adesioni/{adhesion.Id}/copie/1")).Status);
    }

    [Theory]
    [InlineData("scheda.pdf")]
    [InlineData("scheda.pdf.p7m")]
    public async Task The_pdf_is_drawn_by_the_browser_in_a_frame_of_this_page_alone(string name)
    {
        var pdf = TestPdf.Plain(padding: 5_000);
        var isEnvelope = name.EndsWith("p7m", StringComparison.Ordinal);
        var (staff, adhesion, _) = await UploadedAsync(name, isEnvelope ? TestCms.Cades(pdf, TestIdentity.Mario) : pdf);
        var page = await staff.OpenAsync(adhesion);
        var address = page.Document.QuerySelector("[data-draws-pdf]")!.GetAttribute("data-draws-pdf")!;

        var answer = await staff.Client.GetAsync(address);

        Assert.Equal(pdf, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline; filename=scheda.pdf; filename*=UTF-8''scheda.pdf", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
            answer.Headers.GetValues("Content-Security-Policy").Single());
        var policy = page.Response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.EndsWith("; frame-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        var list = await staff.GetAsync("/gestione/adesioni");
        Assert.DoesNotContain("frame-src", list.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_pdf_any_more_is_not_shown()
    {
        var (staff, adhesion, _) = await UploadedAsync();
        var stored = Directory.EnumerateFiles(Path.Combine(_site.Folder, "uploads")).Single();
        await File.WriteAllTextAsync(stored, "<!doctype html><script>alert(1)</script>");

        var answer = await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/copie/1/scheda.pdf");

        Assert.Equal(404, answer.Status);
        var policy = answer.Response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_handle_adhesions_reads_about_the_copy_and_not_the_copy()
    {
        var (_, adhesion, _) = await UploadedAsync();
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        var page = await reader.OpenAsync(adhesion);

        Assert.Contains("Nessuna firma digitale trovata.", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("[data-draws-pdf]"));
        Assert.NotEqual(200, (await reader.GetAsync($"/gestione/adesioni/{adhesion.Id}/copie/1/scheda.pdf")).Status);
    }

    [Fact]
    public async Task The_package_for_the_protocol_holds_copy_report_and_metadata_and_is_registered()
    {
        var (staff, adhesion, bytes) = await UploadedAsync();

        var answer = await staff.Client.GetAsync($"/gestione/adesioni/{adhesion.Id}/protocollo.zip");

        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("protocollo-COOP-2026-000001.zip", answer.Content.Headers.ContentDisposition.FileName);
        await using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.Equal(["scheda però firmata.pdf", "rapporto-firma.txt", "metadati.json"], archive.Entries.Select(entry => entry.Name));
        Assert.Equal(bytes, Read(archive, "scheda però firmata.pdf"));
        var report = Encoding.UTF8.GetString(Read(archive, "rapporto-firma.txt"));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.StartsWith(
            "Adesione del Comune di Messina (ME) al Coordinamento dei Comuni della rete SAI\r\n", report, StringComparison.Ordinal);
        Assert.Contains($"SHA-256: {hash}", report, StringComparison.Ordinal);
        Assert.Contains("Nessuna firma digitale trovata.", report, StringComparison.Ordinal);
        using var metadata = JsonDocument.Parse(Read(archive, "metadati.json"));
        var root = metadata.RootElement;
        Assert.Equal(
            "Adesione del Comune di Messina (ME) al Coordinamento dei Comuni della rete SAI", root.GetProperty("oggetto").GetString());
        Assert.Equal("Comune di Messina (ME)", root.GetProperty("mittente").GetProperty("denominazione").GetString());
        Assert.Equal("2026-01-15T10:00:00+01:00", root.GetProperty("dataRicezione").GetString());
        Assert.Equal(hash, root.GetProperty("documento").GetProperty("sha256").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("protocollo").ValueKind);
        Assert.Equal(
            $"scarica il pacchetto per il protocollo | Comune di Messina (ME) | versione 1, SHA-256 {hash}",
            (await _site.RegisterAsync())[^1]);
    }

    [Fact]
    public async Task The_package_of_an_envelope_holds_the_pdf_inside_too()
    {
        var pdf = TestPdf.Plain(padding: 5_000);
        var (staff, adhesion, envelope) = await UploadedAsync("scheda.pdf.p7m", TestCms.Cades(pdf, TestIdentity.Mario));

        await using var archive = new ZipArchive(await staff.Client.GetStreamAsync($"/gestione/adesioni/{adhesion.Id}/protocollo.zip"));

        Assert.Equal(["scheda.pdf.p7m", "scheda.pdf", "rapporto-firma.txt", "metadati.json"], archive.Entries.Select(entry => entry.Name));
        Assert.Equal(envelope, Read(archive, "scheda.pdf.p7m"));
        Assert.Equal(pdf, Read(archive, "scheda.pdf"));
        Assert.Contains(
            "Firma integra. Firmatario:", Encoding.UTF8.GetString(Read(archive, "rapporto-firma.txt")), StringComparison.Ordinal);
        Assert.Contains(
            "La validità legale del certificato non è stata verificata.", (await staff.OpenAsync(adhesion)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_gone_from_the_store_are_not_found()
    {
        var (staff, adhesion, _) = await UploadedAsync();
        Directory.Delete(Path.Combine(_site.Folder, "uploads"), recursive: true);
        Assert.Contains("Il file non è più nell’archivio", (await staff.OpenAsync(adhesion)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/copie/1/scheda.pdf")).Status);

        Assert.Equal(404, (await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/copie/1")).Status);
        Assert.Equal(404, (await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/protocollo.zip")).Status);
        Assert.DoesNotContain(await _site.RegisterAsync(), line => line.StartsWith("scarica", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_copy_there_is_no_package()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft);

        Assert.Equal(404, (await (await _site.NewStaffMemberAsync()).GetAsync($"/gestione/adesioni/{adhesion.Id}/protocollo.zip")).Status);
        Assert.Empty(await _site.RegisterAsync());
    }

    public void Dispose() => _site.Dispose();

    private static byte[] Read(ZipArchive archive, string name)
    {
        using var content = archive.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private async Task<(Visitor Staff, Adhesion Adhesion, byte[] Bytes)> UploadedAsync(
        string name = "scheda però firmata.pdf", byte[]? bytes = null)
    {
        bytes ??= TestPdf.Plain(padding: 100_000);
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft);
        var staff = await _site.NewStaffMemberAsync();
        await staff.FollowAsync(await staff.UploadAsync(await staff.OpenAsync(adhesion), name, bytes));
        return (staff, adhesion, bytes);
    }
}
