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
        var status = await Bodies.FillInAsync(_site, visitor);

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
        Assert.Empty(Uploads());
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
        Assert.Empty(Uploads());
    }

    [Fact]
    public async Task A_file_over_ten_megabytes_is_refused_in_words()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);

        var page = await visitor.UploadAsync(await visitor.GetAsync(status), "scansione.pdf", [.. Scan, .. new byte[SignedCopy.MaxLength]]);

        Assert.Equal(422, page.Status);
        Assert.Contains("Il file supera i 10 MB", page.Text, StringComparison.Ordinal);
        Assert.Empty(Uploads());
    }

    [Fact]
    public async Task A_second_copy_is_a_second_version_with_the_same_receipt()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
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

        // Rodì Milici is a member since 2022: its neighbour is not. Who sent the file sees no difference.
        var member = await visitor.FollowAsync(
            await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", filled, Sender()));
        var answer = await visitor.FollowAsync(
            await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", filled, Sender("Messina")));
        Assert.Equal(("Controlla la posta", "Controlla la posta"), (member.Heading, answer.Heading));
        Assert.Contains((await _site.DeliverAsync()), m => m.Subject == "Adesione al Coordinamento: Comune di Rodì Milici (ME) ne fa già parte");
        var link = await Bodies.MailedLinkAsync(_site);
        await Bodies.OpenAsync(visitor, link);
        var summary = await visitor.GetAsync($"{link}/riepilogo");

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

        await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scansione.pdf", Scan, Sender("Messina"));
        var link = await Bodies.MailedLinkAsync(_site);
        var unopened = await visitor.GetAsync(link);
        var summary = await visitor.FollowAsync(await visitor.SubmitAsync(unopened, [], "form[action$=conferma]"));
        var tooSoon = await visitor.PostAsync($"{link}/invia", await TokenOfAsync(visitor, link));
        await visitor.SubmitAsync(await visitor.GetAsync($"{link}/persone"), Bodies.People());
        await visitor.SubmitAsync(await visitor.GetAsync($"{link}/rete-sai"), Bodies.Network());
        var sent = await visitor.FollowAsync(
            await visitor.SubmitAsync(await visitor.GetAsync($"{link}/riepilogo"), [], "form[action$=invia]"));

        Assert.Contains("scansione.pdf", unopened.Text, StringComparison.Ordinal);
        Assert.Null(summary.Document.QuerySelector("form[action$=invia]"));
        Assert.Equal(422, tooSoon.Status);
        Assert.Contains(
            "Mancano: le persone (chi firma e il referente tecnico); la rete SAI e l’atto di adesione.", tooSoon.Text,
            StringComparison.Ordinal);
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
        var status = await Bodies.FillInAsync(_site, visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");
        await _site.WriteAsync(db => db.OutgoingMails.ExecuteUpdateAsync( // longer ago than the pause between two links
            m => m.SetProperty(x => x.CreatedAt, DateTimeOffset.UtcNow.AddHours(-1))));

        var page = await visitor.FollowAsync(
            await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", scheda, Sender()));

        Assert.Equal("Controlla la posta", page.Heading);
        Assert.Empty(Uploads());
        Assert.Equal(1, await _site.ReadAsync(db => db.Adhesions.CountAsync(a => a.Status == AdhesionStatus.Draft)));
        Assert.Contains(
            await _site.DeliverAsync(),
            m => m.TextBody!.Contains("Il file che hai caricato poco fa non è ancora nella scheda", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pre_filled_scheda_from_another_address_writes_to_that_address_and_to_nobody_else()
    {
        var visitor = _site.NewVisitor();
        var scheda = await visitor.Client.GetByteArrayAsync($"{await Bodies.FillInAsync(_site, visitor)}/scheda.pdf");
        var before = (await _site.DeliverAsync()).Count;
        var sender = Sender();
        sender["Email"] = "altra.persona@comune.example";

        await visitor.UploadAsync(await visitor.GetAsync("/coordinamento/scheda/carica"), "scheda.pdf", scheda, sender);

        var mail = Assert.Single((await _site.DeliverAsync()).Skip(before));
        Assert.Equal("altra.persona@comune.example", mail.To.Mailboxes.Single().Address);
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
        var (name, value) = await TokenOfAsync(visitor, link);
        content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(Scan), "file", "scheda.pdf");
        var refused = await visitor.Client.PostAsync($"{link}/carica", content);

        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("Mancano: le persone", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(Uploads());
    }

    [Fact]
    public async Task The_sixth_copy_of_a_day_is_refused_and_not_kept()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        for (var i = 0; i < Adhesion.MostCopiesADay; i++)
        {
            Assert.Equal(303, (await visitor.UploadAsync(await visitor.GetAsync(status), $"{i}.pdf", Scan)).Status);
        }

        var refused = await visitor.UploadAsync(await visitor.GetAsync(status), "sesta.pdf", Scan);

        Assert.Equal(422, refused.Status);
        Assert.Contains("sono già arrivate 5 copie nelle ultime 24 ore", refused.Text, StringComparison.Ordinal);
        Assert.Equal(Adhesion.MostCopiesADay, Uploads().Length);
    }

    public void Dispose() => _site.Dispose();

    private static Dictionary<string, string?> Sender(string? body = null) => new()
    {
        ["BodyName"] = body ?? "",
        ["Email"] = "ufficio.sai@comune.example",
        ["PrivacyNoticeRead"] = "true",
    };

    /// <summary>The token that forms carry: for a form that the page does not show.</summary>
    private static async Task<(string Name, string Value)> TokenOfAsync(Visitor visitor, string link)
    {
        const string Name = "__RequestVerificationToken";
        return (Name, (await visitor.GetAsync(link)).ValueOf(Name));
    }

    private string[] Uploads()
    {
        var folder = Path.Combine(_site.Folder, "uploads");
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];
    }
}
