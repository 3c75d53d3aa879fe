using System.IO.Compression;
using System.Text;
using Coopera.Core.Documents;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Coordination;

public sealed class AdhesionUploadTests : IDisposable
{
    // A body has one adhesion, and all take the same body.
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task A_signed_copy_gets_a_receipt_and_body_and_follower_are_told()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);

        var page = await visitor.FollowAsync(await visitor.UploadAsync(await visitor.GetAsync(status), "scheda firmata.pdf", TestPdf.Scan));

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
        var status = await Bodies.FillInAsync(_site, visitor);
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
        var status = await Bodies.FillInAsync(_site, visitor);
        var agrigento = await Bodies.FillInAsync(_site, _site.NewVisitor(), "Agrigento");
        var other = await visitor.Client.GetByteArrayAsync($"{agrigento}/scheda.pdf");

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
        var status = await Bodies.FillInAsync(_site, visitor);
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
        Assert.Empty(_site.StoredFiles());
    }

    [Fact]
    public async Task A_pdf_that_asks_for_a_password_is_refused_and_gets_no_receipt()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");
        var (_, _, closed) = Tool.Run("qpdf", ["--encrypt", "segreta", "altra", "256", "--", "in.pdf", "out"], ("in.pdf", scheda));

        var page = await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.pdf", closed);

        Assert.Equal(422, page.Status);
        Assert.Contains("Il PDF è protetto da una password: toglila e caricalo di nuovo.", page.Text, StringComparison.Ordinal);
        Assert.Empty(_site.StoredFiles());
    }

    [Fact]
    public async Task A_file_over_ten_megabytes_is_refused_in_words()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);

        var page = await visitor.UploadAsync(
            await visitor.GetAsync(status), "scansione.pdf", [.. TestPdf.Scan, .. new byte[SignedCopy.MaxLength]]);

        Assert.Equal(422, page.Status);
        Assert.Contains("Il file supera i 10 MB", page.Text, StringComparison.Ordinal);
        Assert.Empty(_site.StoredFiles());
    }

    [Fact]
    public async Task A_second_copy_is_a_second_version_with_the_same_receipt()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        await visitor.UploadAsync(await visitor.GetAsync(status), "prima.pdf", TestPdf.Scan);

        await visitor.UploadAsync(await visitor.GetAsync(status), "seconda.pdf", [.. TestPdf.Scan, (byte)'\n']);

        var adhesion =
            await _site.ReadAsync(db => db.Adhesions.Include(a => a.SignedCopies).SingleAsync(a => a.PublicBodyCode == Bodies.Messina));
        Assert.Equal([1, 2], adhesion.SignedCopies.Select(c => c.Version).Order());
        Assert.EndsWith("-000001", adhesion.ReceiptNumber, StringComparison.Ordinal);
        Assert.Equal(2, _site.StoredFiles().Length);
    }

    [Fact]
    public async Task An_upload_before_the_steps_are_done_is_refused_by_name_even_without_the_page_s_form()
    {
        var visitor = _site.NewVisitor();
        await Bodies.AskAsync(visitor);
        var link = await Bodies.MailedLinkAsync(_site);
        await Bodies.OpenAsync(visitor, link);
        var page = await visitor.GetAsync(link);
        Assert.Null(page.Document.QuerySelector("input[type=file]"));
        Assert.Contains("Mancano: le persone (chi firma e il referente tecnico); la rete SAI", page.Text, StringComparison.Ordinal);

        using var content = new MultipartFormDataContent();
        content.Add(new ByteArrayContent(TestPdf.Scan), "file", "scheda.pdf");
        var refused = await visitor.SendAsync($"{link}/carica", content);

        Assert.Equal(422, refused.Status);
        Assert.Contains("Mancano: le persone", refused.Text, StringComparison.Ordinal);
        Assert.Empty(_site.StoredFiles());
    }

    [Fact]
    public async Task The_sixth_copy_of_a_day_is_refused_and_not_kept()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        for (var i = 0; i < Adhesion.MostCopiesADay; i++)
        {
            Assert.Equal(303, (await visitor.UploadAsync(await visitor.GetAsync(status), $"{i}.pdf", Copy(i))).Status);
        }

        var fifthAgain = await visitor.UploadAsync(await visitor.GetAsync(status), "quinta.pdf", Copy(Adhesion.MostCopiesADay - 1));
        var refused = await visitor.UploadAsync(await visitor.GetAsync(status), "sesta.pdf", TestPdf.Scan);

        Assert.Equal((303, 422), (fifthAgain.Status, refused.Status));
        Assert.Contains("sono già arrivate 5 copie nelle ultime 24 ore", refused.Text, StringComparison.Ordinal);
        Assert.Equal(Adhesion.MostCopiesADay, _site.StoredFiles().Length);

        static byte[] Copy(int number) => TestPdf.Plain(padding: number);
    }

    public void Dispose() => _site.Dispose();
}
