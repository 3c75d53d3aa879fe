using System.Text;
using Coopera.Domain.Coordination;
using Coopera.Testing.Samples;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Coordination;

/// <summary>What whoever sends the signed scheda is asked and told about the file, and what the secretariat sees of it.</summary>
public sealed class CopyQuestionTests : IDisposable
{
    private const string Question = "Il file è quello non firmato: vuoi mandarlo lo stesso?";

    private readonly CooperaSite _site = new();

    [Fact]
    public async Task The_scheda_as_it_leaves_the_site_is_asked_about_before_it_counts_as_sent()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");

        var question = await visitor.UploadAsync(await visitor.GetAsync(status), "scheda-messina.pdf", scheda);

        Assert.Equal((200, Question), (question.Status, question.Heading));
        Assert.Contains("scheda-messina.pdf", question.Text, StringComparison.Ordinal);
        var asked = await AdhesionAsync();
        Assert.Equal((AdhesionStatus.Draft, 0), (asked.Status, asked.SignedCopies.Count));
        Assert.DoesNotContain(await _site.DeliverAsync(), mail => mail.Subject!.StartsWith("Scheda ricevuta", StringComparison.Ordinal));

        var sent = await visitor.FollowAsync(await visitor.SubmitAsync(question, []));

        Assert.Contains("Abbiamo ricevuto la scheda", sent.Text, StringComparison.Ordinal);
        Assert.Contains("Il file è quello non firmato", sent.Text, StringComparison.Ordinal);
        Assert.Contains("La scheda è arrivata, ma non è firmata", sent.Text, StringComparison.Ordinal);
        Assert.Contains("Il testo del file corrisponde alla scheda", sent.Text, StringComparison.Ordinal);
        Assert.Equal(scheda, await visitor.Client.GetByteArrayAsync($"{status}/copie/1"));
    }

    [Fact]
    public async Task A_second_click_on_the_answer_sends_nothing_again()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");
        var question = await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.pdf", scheda);

        var answers = await Task.WhenAll(visitor.SubmitAsync(question, []), visitor.SubmitAsync(question, []));
        var later = await visitor.SubmitAsync(question, []);

        Assert.All([.. answers, later], answer => Assert.Equal(303, answer.Status));
        Assert.Single((await AdhesionAsync()).SignedCopies);
        Assert.Single(await _site.DeliverAsync(), mail => mail.Subject!.StartsWith("Scheda ricevuta", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_that_wait_for_an_answer_count_like_copies_and_an_answered_one_counts_once()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");
        Page question = default!;
        for (var i = 0; i < Adhesion.MostCopiesADay; i++)
        {
            question = await AskAsync();
            Assert.Equal((200, Question), (question.Status, question.Heading));
        }

        var refused = await AskAsync();
        var sent = await visitor.SubmitAsync(question, []);
        scheda = [.. scheda, (byte)'\n']; // what was received already is not asked about
        var still = await AskAsync();

        Assert.Equal((422, 303, 422), (refused.Status, sent.Status, still.Status));
        Assert.Contains("il massimo: riprova domani", refused.Text, StringComparison.Ordinal);
        Assert.Equal(Adhesion.MostCopiesADay, Directory.GetFiles(Path.Combine(_site.Folder, "uploads")).Count(IsStored));
        Assert.Single((await AdhesionAsync()).SignedCopies);
        Assert.Contains("chiesto se mandarla lo stesso", (await visitor.GetAsync(status)).Text, StringComparison.Ordinal);

        async Task<Page> AskAsync() => await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.pdf", scheda);
        static bool IsStored(string file) => !Path.GetFileName(file).Contains('.', StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_does_not_say_where_the_form_comes_from_presses_once_more()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");
        var question = await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.pdf", scheda);
        var bare = new Visitor(_site.CreateClient(new() { AllowAutoRedirect = false })) { SaysWhereFormsComeFrom = false };

        var again = await bare.PostAsync($"{status}/carica/non-firmata", ("ticket", question.ValueOf("ticket")!));
        var sent = await bare.SubmitAsync(again, []);

        Assert.Equal((422, 303), (again.Status, sent.Status));
        Assert.Single((await AdhesionAsync()).SignedCopies);
    }

    [Fact]
    public async Task An_answer_for_another_adhesion_or_without_a_file_is_refused_in_words()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var other = await Bodies.FillInAsync(_site, _site.NewVisitor(), "Agrigento");
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");
        var question = await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.pdf", scheda);
        var ticket = question.ValueOf("ticket")!;
        var foreign = await visitor.UploadAsync(
            await visitor.GetAsync(other), "scheda.pdf", await visitor.Client.GetByteArrayAsync($"{other}/scheda.pdf"));

        foreach (var wrong in (string[])["", "abc", ticket[..^3], ticket])
        {
            var answer = await visitor.SubmitAsync(foreign, new() { ["ticket"] = wrong });

            Assert.Equal(422, answer.Status);
            Assert.Contains("sceglilo di nuovo", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_signed_scheda_is_not_asked_about_and_the_signer_stands_beside_who_represents_the_body()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");

        var page = await visitor.FollowAsync(
            await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.p7m.p7m", TestCms.Cades(scheda, TestIdentity.Mario)));

        var representative = (await AdhesionAsync()).LegalRepresentative.FullName;
        Assert.Contains(
            $"Ha firmato Mario Rossi; nella scheda chi rappresenta l’ente è {representative}.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Copia 1: scheda.pdf.p7m", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_mail_the_scheda_in_it_is_kept_under_a_name_that_opens()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var envelope = TestCms.Cades(await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf"), TestIdentity.Mario);

        var page = await visitor.FollowAsync(await visitor.UploadAsync(
            await visitor.GetAsync(status), "POSTA CERTIFICATA.msg", TestOutlook.Mail(("scheda Messina.pdf.p7m", envelope))));

        Assert.Contains("Copia 1: scheda Messina.pdf.p7m", page.Text, StringComparison.Ordinal);
        Assert.Contains("Il file era dentro un messaggio di posta", page.Text, StringComparison.Ordinal);
        Assert.Equal(envelope, await visitor.Client.GetByteArrayAsync($"{status}/copie/1"));
    }

    [Fact]
    public async Task Another_document_is_kept_with_a_hint_and_a_scan_without_one()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);

        var other = await visitor.FollowAsync(
            await visitor.UploadAsync(await visitor.GetAsync(status), "fattura.pdf", TestPdf.Plain("Fattura n. 12")));
        var scan = await visitor.FollowAsync(await visitor.UploadAsync(await visitor.GetAsync(status), "scansione.pdf", TestPdf.Scan));

        Assert.Contains("Questo PDF non sembra la scheda", other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Questo PDF non sembra la scheda", scan.Document.QuerySelector("#copie ~ article")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await AdhesionAsync()).SignedCopies.Count);
    }

    [Fact]
    public async Task A_file_that_takes_too_much_work_is_kept_and_told_and_red_for_the_secretariat()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var file = TestCms.Indefinite(TestCms.Cades(TestPdf.Plain(padding: 500_000), TestIdentity.Mario), piece: 1);

        var page = await visitor.FollowAsync(await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.pdf.p7m", file));

        Assert.Contains("Non siamo riusciti a esaminare il file fino in fondo", page.Text, StringComparison.Ordinal);
        Assert.Equal(file, await visitor.Client.GetByteArrayAsync($"{status}/copie/1"));
        var staff = await _site.NewStaffMemberAsync();
        var review = await staff.GetAsync($"/gestione/adesioni/{(await AdhesionAsync()).Id}");
        Assert.Contains(
            "Non siamo riusciti a esaminare", review.Document.QuerySelector(".notice-bad")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "application/zip", (await staff.Client.GetAsync($"/gestione/adesioni/{(await AdhesionAsync()).Id}/protocollo.zip"))
                .Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_mail_with_several_documents_is_named_for_what_it_is_and_nothing_is_kept()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);

        var page = await visitor.UploadAsync(
            await visitor.GetAsync(status),
            "posta.msg",
            TestOutlook.Mail(("scheda.pdf", TestPdf.Plain()), ("atto.pdf", TestPdf.Plain("Atto"))));

        Assert.Equal(422, page.Status);
        Assert.Contains("Questo è un messaggio di posta con più documenti.", page.Text, StringComparison.Ordinal);
        Assert.Empty((await AdhesionAsync()).SignedCopies);
    }

    [Fact]
    public async Task An_unsigned_scheda_is_red_for_the_secretariat()
    {
        var visitor = _site.NewVisitor();
        var status = await Bodies.FillInAsync(_site, visitor);
        var scheda = await visitor.Client.GetByteArrayAsync($"{status}/scheda.pdf");
        await visitor.SubmitAsync(await visitor.UploadAsync(await visitor.GetAsync(status), "scheda.pdf", scheda), []);

        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync($"/gestione/adesioni/{(await AdhesionAsync()).Id}");

        Assert.Contains("Il file è quello non firmato", page.Document.QuerySelector(".notice-bad")!.TextContent, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private Task<Adhesion> AdhesionAsync() =>
        _site.ReadAsync(db => db.Adhesions.Include(a => a.SignedCopies).SingleAsync(a => a.PublicBodyCode == Bodies.Messina));
}
