using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Adhesions that come by certified mail or on paper, and what staff correct, upload and take away.</summary>
public sealed class CoordinationRecordingTests : IDisposable
{
    private readonly CooperaSite _site = CoordinationFiles.Site();

    [Fact]
    public async Task A_scheda_that_came_by_certified_mail_is_recorded_filled_in_uploaded_and_gets_its_receipt()
    {
        var staff = await _site.NewStaffMemberAsync();

        var data = await staff.FollowAsync(await staff.RecordAsync(Arrived("messina")));
        Assert.Equal("Dati dell’adesione", data.Heading);
        var page = await staff.FollowAsync(await staff.PressAsync(
            data, "dati", ("People.RepresentativeFirstName", "Agata"),
            ("People.RepresentativeLastName", "D’Amico"), ("People.RepresentativeOffice", "Mayor"),
            ("People.TechnicalFirstName", "Nicolò"), ("People.TechnicalLastName", "Lo Bue"),
            ("People.TechnicalEmail", "nicolo@comune.example"),
            ("Network.Project", "Yes"), ("Network.Places", "40"), ("Network.ActKind", "ToBeAdopted")));
        Assert.NotNull(page.Document.QuerySelector("details[open] input[type=file]"));
        Assert.Contains("La scheda l’abbiamo noi", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            "Comune di Messina (ME)", (await staff.GetAsync("/gestione/adesioni")).Document.QuerySelector("tbody th")!.TextContent);
        page = await staff.FollowAsync(await staff.UploadAsync(page, "scheda firmata.pdf", TestPdf.Plain()));

        Assert.Contains("COOP-2026-000001", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nessuna firma digitale trovata", page.Text, StringComparison.Ordinal);
        var adhesion = await _site.AdhesionAsync(await _site.ReadAsync(
            db => db.Adhesions.Where(a => a.PublicBodyCode == CoordinationFiles.Messina).Select(a => a.Id).SingleAsync()));
        Assert.Equal(
            (AdhesionStatus.Submitted, "COOP-2026-000001", 40), (adhesion.Status, adhesion.ReceiptNumber, adhesion.Network.Places));
        Assert.Equal(
            ["Arrivata per PEC il 12 gennaio 2026", "legale rappresentante, referente tecnico, progetto SAI, atto di "
                + "adesione", "scheda firmata.pdf"],
            adhesion.Events.OrderBy(e => e.Id).Select(e => e.Note));
        Assert.Equal(CooperaSite.AdministratorEmail, adhesion.SignedCopies.Single().ReceivedFrom);
        var suggested = await _site.ReadAsync(
            db => db.PublicBodies.Where(b => b.Code == CoordinationFiles.Messina).Select(b => b.SuggestedPec).SingleAsync());
        Assert.Equal(suggested, adhesion.Pec);
        Assert.Equal(
            [
                $"{suggested}: Adesione al Coordinamento dei Comuni della rete SAI: Comune di Messina (ME)",
                "ufficio@comune.example: Adesione al Coordinamento, Comune di Messina (ME): l’abbiamo registrata",
                "ufficio@comune.example: Scheda ricevuta, Comune di Messina (ME): COOP-2026-000001",
            ],
            await _site.MailsAsync(adhesion.Id));
        var register = await _site.RegisterAsync();
        Assert.Equal(
            ["registra un’adesione", "corregge i dati dell’adesione", "carica la scheda firmata"],
            register.Select(line => line.Split(" | ")[0]));
    }

    [Fact]
    public async Task What_is_missing_or_impossible_is_told_and_nothing_typed_is_lost()
    {
        var staff = await _site.NewStaffMemberAsync();

        var page =
            await staff.RecordAsync(new() { ["BodyName"] = "", ["ArrivedOn"] = "16/1/2026", ["Email"] = "ufficio", ["Pec"] = "pec@" });

        Assert.Equal(422, page.Status);
        Assert.Equal(
            ["Scrivi il nome dell’ente, per esempio "
                + "Castroreale.", "Scegli come è arrivata la scheda.", "La data di arrivo non può essere nel futuro."],
            [page.ErrorOf("BodyName"), page.ErrorOf("Arrival"), page.ErrorOf("ArrivedOn")]);
        Assert.NotEqual("", page.ErrorOf("Email"));
        Assert.NotEqual("", page.ErrorOf("Pec"));
        Assert.Equal("pec@", page.ValueOf("Pec"));
        var doubt = await staff.RecordAsync(Arrived("castell"), page);
        Assert.Equal(422, doubt.Status);
        Assert.True(doubt.Document.QuerySelectorAll("input[name=PublicBodyCode][type=radio]").Length > 1);
        Assert.Equal(15, await _site.ReadAsync(db => db.Adhesions.CountAsync()));
    }

    [Fact]
    public async Task A_body_that_has_an_adhesion_gets_no_second_one_and_staff_are_led_to_the_first()
    {
        var there = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        var staff = await _site.NewStaffMemberAsync();

        var answer = await staff.RecordAsync(Arrived("Comune di Messina (ME)"));

        Assert.Equal($"/gestione/adesioni/{there.Id}", answer.Location);
        Assert.Contains(
            "Di questo ente c’è già una scheda firmata: è questa", (await staff.FollowAsync(answer)).Text, StringComparison.Ordinal);
        Assert.Equal(16, await _site.ReadAsync(db => db.Adhesions.CountAsync()));
    }

    [Fact]
    public async Task Paper_of_a_body_that_has_only_a_draft_on_line_gets_an_adhesion_of_its_own_and_goes_before_the_draft()
    {
        var draft = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft);
        var staff = await _site.NewStaffMemberAsync();

        await staff.RecordAsync(Arrived("Comune di Messina (ME)"));
        var page = await staff.OpenAsync(draft);
        var refused = await staff.UploadAsync(page, "scansione.pdf", TestPdf.Plain());

        Assert.Contains("Per questo ente c’è già un’altra scheda firmata", page.Text, StringComparison.Ordinal);
        Assert.Equal(422, refused.Status);
        Assert.Contains("Di questo ente c’è già un’altra scheda firmata", refused.ErrorOf("file"), StringComparison.Ordinal);
        Assert.Equal(AdhesionStatus.Draft, (await _site.AdhesionAsync(draft.Id)).Status);
    }

    [Fact]
    public async Task Contacts_of_a_member_are_completed_and_the_diary_says_what_and_why()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Accepted);
        var staff = await _site.NewStaffMemberAsync();
        var form = await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/dati");
        Assert.Equal("Lo Bue", form.Document.QuerySelector("#Form_People_TechnicalLastName")!.GetAttribute("value"));

        var wrong = await staff.PressAsync(form, "dati", ("People.TechnicalPhone", "chiedere"), ("People.TechnicalUnit", "Welfare"));
        Assert.Equal(422, wrong.Status);
        Assert.Contains("numero di telefono", wrong.ErrorOf("Form_People_TechnicalPhone"), StringComparison.Ordinal);
        Assert.NotNull(wrong.Document.QuerySelector(".error-summary a[href='#Form_People_TechnicalPhone']"));
        var page = await staff.FollowAsync(
            await staff.PressAsync(wrong, "dati", ("People.TechnicalPhone", "+39 090 7654321"), ("Why", "Detto al telefono")));

        Assert.Contains("referente tecnico. Detto al telefono", page.Text, StringComparison.Ordinal);
        var stored = await _site.AdhesionAsync(adhesion.Id);
        Assert.Equal(
            ("+39 090 7654321", "Welfare", AdhesionStatus.Accepted),
            (stored.TechnicalContact.Phone, stored.TechnicalContact.Unit, stored.Status));
        Assert.Equal(["corregge i dati dell’adesione | Comune di Messina (ME) | referente tecnico"], await _site.RegisterAsync());
        await staff.FollowAsync(await staff.PressAsync(await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/dati"), "dati"));
        Assert.Single(await _site.RegisterAsync());
    }

    [Fact]
    public async Task Who_corrects_while_the_body_writes_sees_it_first_and_keeps_what_they_typed()
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft);
        var staff = await _site.NewStaffMemberAsync();
        var form = await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/dati");
        await _site.WriteAsync(async db => (await db.LockAdhesionAsync(adhesion.Id))!.TellNetworkAndAct(
            new SaiNetwork(SaiProject.No, SaiKinds.None, null), AdhesionAct.Unknown, Actor.Body, CoordinationFiles.Now));

        var told = await staff.PressAsync(form, "dati", ("People.TechnicalUnit", "Welfare"));

        Assert.Equal(409, told.Status);
        Assert.Contains("Nel frattempo l’adesione è cambiata", told.Text, StringComparison.Ordinal);
        Assert.Equal("Welfare", told.Document.QuerySelector("#Form_People_TechnicalUnit")!.GetAttribute("value"));
        Assert.Equal("Servizi sociali", (await _site.AdhesionAsync(adhesion.Id)).TechnicalContact.Unit);
        Assert.Equal(303, (await staff.PressAsync(told, "dati")).Status);
        Assert.Equal("Welfare", (await _site.AdhesionAsync(adhesion.Id)).TechnicalContact.Unit);
    }

    [Theory]
    [InlineData(AdhesionStatus.Refused)]
    [InlineData(AdhesionStatus.Withdrawn)]
    public async Task A_closed_file_is_not_corrected_any_more(AdhesionStatus status)
    {
        var adhesion = await _site.FileAsync(CoordinationFiles.Messina, status);
        var staff = await _site.NewStaffMemberAsync();

        Assert.Contains(
            "La pratica è chiusa",
            (await staff.FollowAsync(await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}/dati"))).Text,
            StringComparison.Ordinal);
        Assert.Null((await staff.OpenAsync(adhesion)).Document.QuerySelector("a[href$='/dati'], input[type=file]"));
    }

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
        Assert.Empty(Uploads());
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
        Assert.Single(Uploads());
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

    private static Dictionary<string, string?> Arrived(string body) => new()
    {
        ["BodyName"] = body,
        ["Arrival"] = "Pec",
        ["ArrivedOn"] = "12/1/2026",
        ["Email"] = "ufficio@comune.example",
        ["Pec"] = "",
    };

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

    private List<string> Uploads() => Directory.Exists(Path.Combine(_site.Folder, "uploads"))
        ? [.. Directory.EnumerateFiles(Path.Combine(_site.Folder, "uploads"), "*", SearchOption.AllDirectories)]
        : [];
}
