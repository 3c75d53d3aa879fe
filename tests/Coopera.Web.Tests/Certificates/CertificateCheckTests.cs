using Coopera.Core;
using Coopera.Core.Certificates;
using Coopera.Core.Changes;
using Coopera.Core.Documents;
using Coopera.Core.Links;
using Coopera.Domain.Certificates;
using Coopera.Domain.Webinars;
using Coopera.Testing.Reading;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Certificates;

/// <summary>What somebody with a code, a file or a link sees.</summary>
public sealed class CertificateCheckTests : IDisposable
{
    private const string ByCode = "form:not([enctype])[action$='/attestati']";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 2, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly CooperaSite _site;
    private readonly Visitor _visitor;

    public CertificateCheckTests()
    {
        _site = new CooperaSite([], _clock);
        _visitor = _site.NewVisitor();
    }

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task The_code_shows_every_fact_of_the_paper_its_state_and_no_address()
    {
        var (_, certificate) = await IssuedAsync();
        var form = await _visitor.GetAsync("/attestati");
        var typed = CertificateCode.Grouped(certificate.Code).ToLowerInvariant().Replace('-', ' ');

        var page = await _visitor.FollowAsync(await _visitor.SubmitAsync(form, new() { ["Code"] = typed }, ByCode));

        Assert.Equal($"Attestato n. {certificate.FullNumber}", page.Heading);
        Assert.Equal("Valido", page.Document.QuerySelector("main .tag")!.TextContent);
        Assert.All(
            CertificateWords.Of(certificate.Facts, certificate.FullNumber, certificate.Code).SelectMany(fact => fact.Lines),
            line => Assert.Contains(Words(line), Words(page.Text), StringComparison.Ordinal));
        Assert.DoesNotContain(certificate.Email.Display, page.Html, StringComparison.OrdinalIgnoreCase);
        Assert.True(page.Response.Headers.CacheControl!.NoStore);
        Assert.Equal("noindex", page.Response.Headers.GetValues("X-Robots-Tag").Single());

        var paper = await _visitor.Client.GetAsync($"/attestati/{certificate.Code}/attestato.pdf");
        using var file = new PdfFile(await paper.Content.ReadAsByteArrayAsync());
        Assert.Contains(Words(certificate.Facts.Person), Words(file.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_are_answered_alike_and_looking_changes_nothing()
    {
        var (_, certificate) = await IssuedAsync();
        var before = await DatabasePrint.OfAsync(_site);

        var pages = new[]
        {
            await _visitor.GetAsync($"/attestati/{CertificateCode.New()}"),
            await _visitor.GetAsync("/attestati/non-un-codice"),
            await _visitor.GetAsync($"/attestati/{certificate.Code[..^1]}"),
            await _visitor.GetAsync($"/attestati/{CertificateCode.New()}/attestato.pdf"),
        };

        Assert.All(pages, page => Assert.Equal((404, pages[0].Text), (page.Status, page.Text)));
        Assert.Equal(200, (await _visitor.GetAsync($"/attestati/{certificate.Code}")).Status);
        Assert.Equal(before, await DatabasePrint.OfAsync(_site));
    }

    [Fact]
    public async Task A_form_with_nothing_or_a_slip_in_it_says_what_is_wrong_and_keeps_what_was_typed()
    {
        var form = await _visitor.GetAsync("/attestati");

        var empty = await _visitor.SubmitAsync(form, [], ByCode);
        var slip = await _visitor.SubmitAsync(form, new() { ["Code"] = "7K2M-9QFX" }, ByCode);
        var noFile = await _visitor.SubmitAsync(form, [], "main form[enctype]");

        Assert.Equal((422, "Scrivi il codice che è sull’attestato."), (empty.Status, empty.ErrorOf("Code")));
        Assert.Equal((422, "7K2M-9QFX"), (slip.Status, slip.ValueOf("Code")));
        Assert.StartsWith("Il codice non è scritto bene", slip.ErrorOf("Code"), StringComparison.Ordinal);
        Assert.Equal(422, noFile.Status);
        Assert.Contains("Scegli il file", noFile.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_told_the_original_changed_or_not_ours()
    {
        var (_, certificate) = await IssuedAsync();
        var paper = await _visitor.Client.GetByteArrayAsync($"/attestati/{certificate.Code}/attestato.pdf");
        var form = await _visitor.GetAsync("/attestati");
        var changed = (byte[])paper.Clone();
        changed[^20] ^= 1;

        var original = await _visitor.UploadAsync(form, "attestato.pdf", paper);
        Assert.Equal((200, "Il file è identico all’originale"), (original.Status, original.Heading));
        Assert.Contains("Valido", original.Text, StringComparison.Ordinal);
        var other = await _visitor.UploadAsync(form, "attestato.pdf", changed);
        Assert.Equal("Il file è stato modificato", other.Heading);
        Assert.Contains(certificate.Facts.Person, other.Text, StringComparison.Ordinal);
        Assert.Equal("Il file non è nostro", (await _visitor.UploadAsync(form, "altro.pdf", TestPdf.Plain())).Heading);
        var large = await _visitor.UploadAsync(form, "grande.pdf", new byte[CheckPaper.Largest + 1]);
        Assert.Equal(422, large.Status);
        Assert.Single(_site.StoredFiles()); // nothing of them is kept
    }

    [Fact]
    public async Task Codes_are_not_tried_without_end()
    {
        using var site = new CooperaSite(new() { ["RateLimits:LinkRequestsPerMinute"] = "5" });
        var visitor = site.NewVisitor();
        var answers = new List<int>();
        for (var i = 0; i < 7; i++)
        {
            answers.Add((await visitor.GetAsync($"/attestati/{CertificateCode.New()}")).Status);
        }

        Assert.Equal([404, 404, 404, 404, 404, 429, 429], answers);
    }

    [Fact]
    public async Task One_that_was_put_right_or_revoked_says_so_and_is_not_given_out_again()
    {
        var (webinar, certificate) = await IssuedAsync();
        var (own, _) = await OwnPageAsync(certificate);
        await _visitor.FollowAsync(await _visitor.SubmitAsync(
            await _visitor.GetAsync(own), new() { ["Form.LastName"] = "Numero" }));
        await _site.MakeAsync();
        var made = (await _site.CertificatesAsync(webinar))[^1];

        var old = await _visitor.GetAsync($"/attestati/{certificate.Code}");
        Assert.Contains($"Sostituito il 3 febbraio 2026 dall’attestato n. {made.FullNumber}", old.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(CertificateCode.Grouped(made.Code), old.Html, StringComparison.Ordinal);
        Assert.Equal(303, (await _visitor.GetAsync($"/attestati/{certificate.Code}/attestato.pdf")).Status);

        Assert.Equal(ChangeVerdict.Done, (await _site.InScopeAsync(services => services.GetRequiredService<RevokeCertificate>().RunAsync(
            new(made.Id, ChangedCertificate.Version(made), "segreteria@anci.example"), "Motivo riservato.", sendMail: false))).Verdict);
        var revoked = await _visitor.GetAsync($"/attestati/{made.Code}");
        Assert.Contains("Revocato il 3 febbraio 2026", revoked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("riservato", revoked.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_ones_own_page_the_name_is_put_right_and_anothers_is_refused_with_what_was_typed()
    {
        var (_, certificate) = await IssuedAsync();
        var (own, registrationPage) = await OwnPageAsync(certificate);
        Assert.Contains(
            "Apri l’attestato di partecipazione", (await _visitor.GetAsync(registrationPage)).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Apri l’attestato di partecipazione", (await _visitor.GetAsync($"{registrationPage}/entra")).Text, StringComparison.Ordinal);
        var page = await _visitor.GetAsync(own);

        var refused = await _visitor.SubmitAsync(page, new() { ["Form.FirstName"] = "Luca", ["Form.LastName"] = "Bianchi" });
        Assert.Equal(422, refused.Status);
        Assert.Equal(CertificatePhrases.NameTooDifferent, refused.ErrorOf("Form_FirstName"));
        Assert.Contains("value=\"Bianchi\"", refused.Html, StringComparison.Ordinal);
        var empty = await _visitor.SubmitAsync(page, new() { ["Form.FirstName"] = "" });
        Assert.Equal((422, "Inserisci il tuo nome."), (empty.Status, empty.ErrorOf("Form_FirstName")));

        var done = await _visitor.FollowAsync(await _visitor.SubmitAsync(page, new() { ["Form.LastName"] = "Numero" }));
        Assert.Contains("Il nome è corretto", done.Text, StringComparison.Ordinal);
        Assert.Contains("Rilasciato a Persona Numero Ente", done.Text, StringComparison.Ordinal);
        Assert.Contains("l’attestato n. 2026/000001, che non vale più", done.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_certificates_of_a_mailbox_come_by_its_link_and_the_page_says_the_same_to_everybody()
    {
        var (_, certificate) = await IssuedAsync();
        var form = await _visitor.GetAsync("/attestati/miei");
        var asked = await AskAsync(certificate.Email.Display);
        var nobody = await AskAsync("nessuno@comune.example");
        Assert.Equal(
            asked.Text.Replace(certificate.Email.Display, "", StringComparison.Ordinal),
            nobody.Text.Replace("nessuno@comune.example", "", StringComparison.Ordinal));
        Assert.Equal(422, (await _visitor.SubmitAsync(form, new() { ["Email"] = "maria@" })).Status);

        var mail = Assert.Single(await _site.DeliverAsync(), one => one.Subject == "Il link al tuo attestato");
        var link = mail.Plain().Split('\n').Single(line => line.Contains("/attestati/miei/", StringComparison.Ordinal)).Trim();
        var list = await _visitor.GetAsync(link);
        Assert.Contains($"n. {certificate.FullNumber}, {certificate.Facts.Person}", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(certificate.Email.Display, list.Html, StringComparison.OrdinalIgnoreCase);

        _clock.Advance(TimeSpan.FromDays(SendCertificates.LinkDays + 1));
        var dead = await _visitor.GetAsync(link);
        Assert.Equal((404, "Questo link non funziona più"), (dead.Status, dead.Heading));
        Assert.Equal(404, (await _visitor.GetAsync("/attestati/miei/inventato")).Status);

        async Task<Page> AskAsync(string address) =>
            await _visitor.FollowAsync(await _visitor.SubmitAsync(form, new() { ["Email"] = address }));
    }

    [Fact]
    public async Task The_mail_brings_the_paper_and_the_link_or_the_link_alone_as_the_site_is_set()
    {
        var (_, certificate) = await IssuedAsync();
        var mail = Assert.Single(await _site.DeliverAsync());
        var attached = Assert.Single(mail.Attachments.OfType<MimeKit.MimePart>());
        Assert.Equal("attestato-2026-000001.pdf", attached.FileName);
        using var bytes = new MemoryStream();
        await attached.Content!.DecodeToAsync(bytes);
        Assert.Equal(certificate.Length, bytes.Length);
        Assert.Contains($"/attestati/{CertificateCode.Grouped(certificate.Code)}", mail.Plain(), StringComparison.Ordinal);

        using var other = new CooperaSite(new() { ["Certificates:AttachToMail"] = "false" }, _clock);
        var (webinar, _) = await other.HeldAsync(_clock.GetUtcNow(), 120);
        await other.IssuedAsync(webinar);
        var linked = Assert.Single(await other.DeliverAsync());
        Assert.Empty(linked.Attachments);
        Assert.Contains("Lo scarichi dalla sua pagina", linked.Plain(), StringComparison.Ordinal);
    }

    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private async Task<(Webinar Webinar, Certificate Certificate)> IssuedAsync()
    {
        var (webinar, _) = await _site.HeldAsync(_clock.GetUtcNow(), 120);
        return (webinar, Assert.Single(await _site.IssuedAsync(webinar)));
    }

    private async Task<(string Own, string Registration)> OwnPageAsync(Certificate certificate)
    {
        var registration = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.Id == certificate.RegistrationId));
        var token = _site.Services.GetRequiredService<PersonalLinks>().Token(new(registration.Id, registration.LinkVersion));
        return ($"/iscrizioni/{token}/attestato", $"/iscrizioni/{token}");
    }
}
