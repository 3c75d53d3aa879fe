using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain.Certificates;
using Coopera.Domain.Presence;
using Coopera.Domain.Staff;
using Coopera.Testing.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>The certificates of a webinar, as the secretariat gives them out.</summary>
public sealed class CertificatePageTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 2, 3, 9, 0, 0, TimeSpan.Zero));
    private readonly CooperaSite _site;

    public CertificatePageTests() => _site = new CooperaSite([], _clock);

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Today_says_who_waits_the_page_who_gets_one_and_why_others_do_not_and_one_button_issues_them_once()
    {
        var (webinar, _) = await _site.HeldAsync(_clock.GetUtcNow(), 120, 100, 50, -1);
        var staff = await _site.NewStaffMemberAsync();
        Assert.Contains(
            "2 persone aspettano l’attestato di «Accogliere insieme».", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
        var address = $"/gestione/webinar/{webinar.Id}/attestati";
        Assert.Contains(address, (await staff.GetAsync($"/gestione/webinar/{webinar.Id}")).Html, StringComparison.Ordinal);

        var people = await staff.GetAsync($"{address}/persone");
        Assert.Contains("50 minuti su 2 ore", people.Text, StringComparison.Ordinal);
        Assert.Contains("non arriva alla soglia", people.Text, StringComparison.Ordinal);
        Assert.Contains("non risulta presente", people.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await staff.GetAsync($"{address}/persone?chi=ricevono")).Document.QuerySelectorAll("tbody tr").Length);

        var page = await staff.GetAsync(address);
        Assert.Contains("2 persone lo ricevono", page.Text, StringComparison.Ordinal);
        var done = await staff.FollowAsync(await staff.SubmitAsync(page, [], "form[action$='/emetti']"));
        Assert.Contains("2 attestati sono emessi", done.Text, StringComparison.Ordinal);
        var again = await staff.FollowAsync(await staff.SubmitAsync(page, [], "form[action$='/emetti']"));
        Assert.Contains("attestati sono", again.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await _site.CertificatesAsync(webinar)).Count);

        Assert.Contains("2 PDF sono in preparazione", again.Text, StringComparison.Ordinal);
        await _site.MakeAsync();
        Assert.Equal(2, (await staff.GetAsync($"{address}?cerca=persona")).Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Nessun attestato corrisponde", (await staff.GetAsync($"{address}?cerca=zzz")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("aspettano l’attestato", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Presence_that_changed_after_the_page_was_drawn_is_shown_before_anything_is_issued()
    {
        var (webinar, people) = await _site.HeldAsync(_clock.GetUtcNow(), 120, 50);
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/attestati");
        await _site.WriteAsync(db => db.AddAsync(new PresenceInterval(
            people[1].Id, PresenceSource.Staff, webinar.StartsAt, webinar.EndsAt)).AsTask());

        var overtaken = await staff.SubmitAsync(page, [], "form[action$='/emetti']");

        Assert.Equal(409, overtaken.Status);
        Assert.Contains("Nel frattempo qualcosa è cambiato", overtaken.Text, StringComparison.Ordinal);
        Assert.Contains("2 persone lo ricevono", overtaken.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await staff.SubmitAsync(overtaken, [], "form[action$='/emetti']")).Status);
        Assert.Equal(2, (await _site.CertificatesAsync(webinar)).Count);
    }

    [Fact]
    public async Task A_specimen_is_looked_at_and_goes_to_oneself_and_to_nobody_else()
    {
        var (webinar, _) = await _site.HeldAsync(_clock.GetUtcNow(), 120);
        var staff = await _site.NewStaffMemberAsync();
        var address = $"/gestione/webinar/{webinar.Id}/attestati";
        using var looked = new PdfFile(await staff.Client.GetByteArrayAsync($"{address}/fac-simile.pdf"));
        Assert.Contains("FAC-SIMILE", looked.Text, StringComparison.Ordinal);

        var page = await staff.GetAsync(address);
        await staff.SubmitAsync(page, [], "form[action$='/prova']");
        await staff.SubmitAsync(page, [], "form[action$='/prova']");

        var mail = Assert.Single(await _site.DeliverAsync());
        Assert.Equal(CooperaSite.AdministratorEmail, mail.To.Mailboxes.Single().Address);
        var attached = Assert.Single(mail.Attachments.OfType<MimeKit.MimePart>());
        using var bytes = new MemoryStream();
        await attached.Content!.DecodeToAsync(bytes);
        using var paper = new PdfFile(bytes.ToArray());
        Assert.Contains("FAC-SIMILE", paper.Text, StringComparison.Ordinal);
        Assert.Empty(await _site.CertificatesAsync(webinar));
    }

    [Fact]
    public async Task Credits_stand_on_certificates_only_with_the_events_id_and_what_is_wrong_is_said()
    {
        var (webinar, _) = await _site.HeldAsync(_clock.GetUtcNow(), 120);
        var staff = await _site.NewStaffMemberAsync();
        var address = $"/gestione/webinar/{webinar.Id}/attestati";
        const string Form = "form[action$='/crediti']";
        var page = await staff.GetAsync(address);

        var wrong = await staff.SubmitAsync(
            page, new() { ["Credits.EventId"] = "CROAS-1", ["Credits.Total"] = "1", ["Credits.Deontological"] = "2" }, Form);
        Assert.Equal(422, wrong.Status);
        Assert.Contains("non possono superarlo", wrong.Text, StringComparison.Ordinal);
        Assert.Equal(
            "Scrivi quanti crediti dà l’evento.",
            (await staff.SubmitAsync(page, new() { ["Credits.EventId"] = "CROAS-1" }, Form)).ErrorOf("Credits_Total"));
        var odd = await staff.SubmitAsync(page, new() { ["Credits.Total"] = "tre" }, Form);
        Assert.Equal("Scrivi un numero da 0 a 100.", odd.ErrorOf("Credits_Total"));
        Assert.Equal("tre", odd.Document.GetElementById("Credits_Total")!.GetAttribute("value"));
        Assert.Equal(303, (await staff.SubmitAsync(
            page, new() { ["Credits.EventId"] = "CROAS-1", ["Credits.Total"] = "3", ["Credits.Deontological"] = "1" }, Form)).Status);
        Assert.Equal(409, (await staff.SubmitAsync(page, new() { ["Credits.EventId"] = "ALTRO", ["Credits.Total"] = "5" }, Form)).Status);

        var certificate = Assert.Single(await _site.IssuedAsync(webinar));
        Assert.Equal(new CertificateCredits(3, 1, "CROAS-1"), certificate.Facts.Credits);
        var csv = await staff.GetAsync($"{address}/ordine.csv?Scopo=rendicontare");
        Assert.Contains("CROAS-1;", csv.Html, StringComparison.Ordinal);
        var list = await staff.GetAsync($"{address}/elenco.csv?Scopo=rendicontare");
        Assert.Contains(certificate.FullNumber, list.Html, StringComparison.Ordinal);
        var xlsx = await staff.Client.GetAsync($"{address}/elenco.xlsx?Scopo=rendicontare");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.Content.Headers.ContentType?.MediaType);
        Assert.Equal(1, await _site.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.CreditsExported)));
    }

    [Fact]
    public async Task One_is_revoked_with_a_reason_made_anew_when_something_differs_and_sent_again()
    {
        var (webinar, people) = await _site.HeldAsync(_clock.GetUtcNow(), 120, 120);
        var issued = await _site.IssuedAsync(webinar);
        var staff = await _site.NewStaffMemberAsync();
        string Page(Certificate certificate) => $"/gestione/attestati/{certificate.Id}";
        var first = await staff.GetAsync(Page(issued[0]));
        Assert.Contains("Mario Emanuele Alvano, Segretario Generale", first.Text, StringComparison.Ordinal);

        var same = await staff.SubmitAsync(first, [], "form[action$='/rifai']");
        Assert.Equal(422, same.Status);
        Assert.Contains("non serve rifarlo", same.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await staff.SubmitAsync(first, [], "form[action$='/manda']")).Status);
        Assert.Equal(3, await _site.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.CertificateIssued)));

        await _site.WriteAsync(async db => (await db.Registrations.SingleAsync(r => r.Id == people[0].Id))
            .Change(People.Person("persona1@comune.example", "Luca", "Bianchi"), _clock.GetUtcNow()));
        Assert.Contains(
            "Nell’iscrizione il nome è «Luca Bianchi»", (await staff.GetAsync(Page(issued[0]))).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Il nome dell’iscrizione è un altro", (await staff.GetAsync($"/gestione/webinar/{webinar.Id}/attestati")).Text,
            StringComparison.Ordinal);
        var made = await staff.FollowAsync(await staff.SubmitAsync(await staff.GetAsync(Page(issued[0])), [], "form[action$='/rifai']"));
        Assert.Contains("n. 2026/000003", made.Text, StringComparison.Ordinal);

        var ask = await staff.GetAsync($"{Page(issued[1])}/revoca");
        Assert.Equal(422, (await staff.SubmitAsync(ask, [])).Status);
        var revoked = await staff.FollowAsync(await staff.SubmitAsync(ask, new() { ["Reason"] = "Non era lei." }));
        Assert.Contains("Non era lei.", revoked.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await staff.GetAsync($"{Page(issued[1])}/revoca")).Status);
        Assert.Contains(
            await _site.DeliverAsync(), mail => mail.Subject!.StartsWith("Un attestato è stato revocato", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_only_reads_sees_the_pages_without_the_buttons()
    {
        var (webinar, _) = await _site.HeldAsync(_clock.GetUtcNow(), 120);
        var certificate = Assert.Single(await _site.IssuedAsync(webinar));
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        Assert.Null((await reader.GetAsync($"/gestione/webinar/{webinar.Id}/attestati")).Document.QuerySelector("main form[method=post]"));
        Assert.Null((await reader.GetAsync($"/gestione/attestati/{certificate.Id}")).Document.QuerySelector("main form[method=post]"));
    }
}
