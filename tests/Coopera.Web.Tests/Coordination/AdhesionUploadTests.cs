using System.IO.Compression;
using System.Text;
using Coopera.Core.Documents;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Coordination;

public sealed class AdhesionUploadTests : IDisposable
{
    /// <summary>What a scanner makes: a PDF without fields and without a signature.</summary>
    private static readonly byte[] Scan = Encoding.Latin1.GetBytes(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF\n");

    // A body has one adhesion, and all take the same body.
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task A_signed_copy_gets_a_receipt_and_body_and_follower_are_told()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(visitor);

        var page = await visitor.FollowAsync(await visitor.UploadAsync(await visitor.GetAsync(status), "scheda firmata.pdf", Scan));

        var year = DateTimeOffset.UtcNow.Year;
        Assert.Contains($"Ricevuta COOP-{year}-000001", page.Text, StringComparison.Ordinal);
        Assert.Contains("La scheda è arrivata", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nessuna firma digitale trovata", page.Text, StringComparison.Ordinal);
        Assert.Contains("Il file non contiene campi leggibili", page.Text, StringComparison.Ordinal);
        var mails = await _site.DeliverAsync();
        Assert.Contains(
            mails, m => m.Subject == $"Scheda ricevuta, Comune di Messina (ME): COOP-{year}-000001"
                && m.To.Mailboxes.Single().Address == "ufficio.sai@comune.example");
        var copies = mails.Where(m => m.Subject == "Adesione al Coordinamento dei Comuni della rete SAI: Comune di Messina (ME)").ToList();
        Assert.Equal(
            ["protocollo@pec.comune.example", "protocollo@pec.comune.messina.it"],
            copies.Select(m => m.To.Mailboxes.Single().Address).Order());
        Assert.All(copies, copy => Assert.DoesNotContain("/coordinamento/adesione/", copy.TextBody, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pre_filled_scheda_comes_back_as_the_same_text_and_the_original_bytes_are_kept()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");

        var question = await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.pdf", scheda);
        var page = await visitor.FollowAsync(await visitor.SubmitAsync(question, []));

        Assert.Contains("Il testo del file corrisponde alla scheda che abbiamo preparato.", page.Text, StringComparison.Ordinal);
        var response = await visitor.Client.GetAsync($"{status}/copie/1");
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(scheda, await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_scheda_of_another_body_is_shown_to_be_different()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(visitor);
        var other = await visitor.Client.GetByteArrayAsync($"{await Bodies.FillInAsync(_site.NewVisitor(), "Agrigento")}/scheda.pdf");

        var question = await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.pdf", other);
        var page = await visitor.FollowAsync(await visitor.SubmitAsync(question, []));

        Assert.Contains("Il testo del file è diverso dalla scheda che abbiamo preparato", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Nome dell’ente: nel file c’è «Agrigento», nella scheda che abbiamo preparato «Messina»", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_scheda_is_refused_with_what_to_do_and_nothing_is_kept()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(visitor);
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("scheda.pdf");
        }

        var page = await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.zip", zip.ToArray());

        Assert.Equal(422, page.Status);
        Assert.Contains("Questo è un archivio compresso. Estrai la scheda firmata", page.Text, StringComparison.Ordinal);
        var adhesion =
            await _site.ReadAsync(db => db.Adhesions.Include(a => a.SignedCopies).SingleAsync(a => a.PublicBodyCode == Bodies.Messina));
        Assert.Equal((AdhesionStatus.Draft, 0), (adhesion.Status, adhesion.SignedCopies.Count));
        Assert.Empty(Uploads());
    }

    [Fact]
    public async Task A_pdf_that_asks_for_a_password_is_refused_and_gets_no_receipt()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");
        var (_, _, closed) = Tool.Run("qpdf", ["--encrypt", "segreta", "altra", "256", "--", "in.pdf", "out"], ("in.pdf", scheda));

        var page = await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.pdf", closed);

        Assert.Equal(422, page.Status);
        Assert.Contains("Il PDF è protetto da una password: toglila e caricalo di nuovo.", page.Text, StringComparison.Ordinal);
        Assert.Empty(Uploads());
    }

    [Fact]
    public async Task A_file_over_ten_megabytes_is_refused_in_words()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(visitor);

        var page = await visitor.UploadAsync(await visitor.GetAsync(status), "scansione.pdf", [.. Scan, .. new byte[SignedCopy.MaxLength]]);

        Assert.Equal(422, page.Status);
        Assert.Contains("Il file supera i 10 MB", page.Text, StringComparison.Ordinal);
        Assert.Empty(Uploads());
    }

    [Fact]
    public async Task A_second_copy_is_a_second_version_with_the_same_receipt()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(visitor);
        await visitor.UploadAsync(await visitor.GetAsync(status), "prima.pdf", Scan);

        await visitor.UploadAsync(await visitor.GetAsync(status), "seconda.pdf", [.. Scan, (byte)'\n']);

        var adhesion =
            await _site.ReadAsync(db => db.Adhesions.Include(a => a.SignedCopies).SingleAsync(a => a.PublicBodyCode == Bodies.Messina));
        Assert.Equal([1, 2], adhesion.SignedCopies.Select(c => c.Version).Order());
        Assert.EndsWith("-000001", adhesion.ReceiptNumber, StringComparison.Ordinal);
        Assert.Equal(2, Uploads().Length);
    }

    [Fact]
    public async Task A_blank_scheda_filled_in_by_another_program_becomes_a_draft_to_check()
    {
        var visitor = _site.NewVisitor();
        var blank = await visitor.Client.GetByteArrayAsync("/coordinamento/scheda.pdf");
        var filled = Tool.FillWithPdftk(blank, new Dictionary<string, string>
        {
            [AdhesionSchedaFields.BodyName] = "Rodi Milici",
            [AdhesionSchedaFields.Pec] = "comune@pec.example",
            [AdhesionSchedaFields.RepresentativeFirstName] = "Lucia",
            [AdhesionSchedaFields.RepresentativeLastName] = "D’Angelo",
            [AdhesionSchedaFields.TechnicalEmail] = "non un indirizzo",
            [AdhesionSchedaFields.Places] = "25",
        });

        // Rodì Milici is a member since 2022: its neighbour is not.
        var member = await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", filled, Sender());
        var answer = await visitor.UploadAsync(
            await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", filled, Sender("Messina"));
        var summary = await visitor.FollowAsync(answer);

        Assert.Equal("Comune di Rodì Milici (ME) fa già parte del Coordinamento", member.Heading);
        Assert.Equal("Controlla e prepara la firma", summary.Heading);
        Assert.Contains("Manca ancora qualcosa", summary.Text, StringComparison.Ordinal);
        Assert.Contains("Lucia D’Angelo", summary.Text, StringComparison.Ordinal);
        Assert.Contains("comune@pec.example", summary.Text, StringComparison.Ordinal);
        Assert.Empty(Uploads());
    }

    [Fact]
    public async Task A_signed_scan_that_comes_first_waits_until_the_person_has_checked_the_data()
    {
        var visitor = _site.NewVisitor();

        var summary = await visitor.FollowAsync(
            await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scansione.pdf", Scan, Sender("Messina")));
        var sent = await visitor.FollowAsync(await visitor.SubmitAsync(summary, [], "form[action$=invia]"));

        Assert.Contains("scansione.pdf", summary.Text, StringComparison.Ordinal);
        Assert.Contains("Ricevuta COOP-", sent.Text, StringComparison.Ordinal);
        Assert.Equal(
            AdhesionStatus.Submitted,
            (await _site.ReadAsync(db => db.Adhesions.SingleAsync(a => a.PublicBodyCode == Bodies.Messina))).Status);
    }

    [Fact]
    public async Task A_scan_without_a_body_asks_for_it_and_keeps_the_rest()
    {
        var visitor = _site.NewVisitor();

        var again = await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scansione.pdf", Scan, Sender());

        Assert.Equal(422, again.Status);
        Assert.Contains("Dal file non riusciamo a leggere il nome dell’ente", again.Text, StringComparison.Ordinal);
        Assert.Equal("ufficio.sai@comune.example", again.ValueOf("Email"));
    }

    [Fact]
    public async Task A_pre_filled_scheda_sent_by_the_wrong_door_leads_its_follower_back_and_starts_nothing()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");

        var page = await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", scheda, Sender());

        Assert.Equal("Questa scheda ha già la sua pagina", page.Heading);
        Assert.Empty(Uploads());
        Assert.Equal(1, await _site.ReadAsync(db => db.Adhesions.CountAsync(a => a.Status == AdhesionStatus.Draft)));
    }

    public void Dispose() => _site.Dispose();

    private static Dictionary<string, string?> Sender(string? body = null) => new()
    {
        ["BodyName"] = body ?? "",
        ["Email"] = "ufficio.sai@comune.example",
        ["PrivacyNoticeRead"] = "true",
    };

    private string[] Uploads()
    {
        var folder = Path.Combine(_site.Folder, "uploads");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }
}
