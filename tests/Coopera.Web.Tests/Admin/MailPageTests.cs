using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Coopera.Web.Admin.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>Every outgoing mail, and one of them as it was sent.</summary>
public sealed class MailPageTests : IDisposable
{
    private static readonly DateTimeOffset Now = MailPageFiles.Now;

    // Each counts the mails of its site.
    private readonly CooperaSite _site = new(clock: new FakeTimeProvider(Now));

    [Fact]
    public void No_two_kinds_of_mail_have_one_label() => Assert.Equal(MailPhrases.Kinds.Count, MailPhrases.Kinds.Values.Distinct().Count());

    [Fact]
    public void Every_way_to_fail_is_told_in_words_with_what_to_do() => Assert.All(Enum.GetValues<MailFailureKind>(), kind =>
    {
        var reason = MailReason.Of(new MailFailure(kind, "550 {no}"));
        Assert.NotEmpty(reason.Words);
        Assert.EndsWith(".", reason.Advice, StringComparison.Ordinal);
    });

    [Fact]
    public async Task Each_mail_tells_who_what_state_and_why()
    {
        await _site.ConfirmationAsync("a@comune.example", MailPageFiles.GivenUp(MailPageFiles.NoMailbox));
        await _site.ConfirmationAsync("b@comune.example", mail => mail.MarkFailedAttempt(MailPageFiles.NoServer, Now));
        await _site.ConfirmationAsync("c@comune.example", MailPageFiles.Sent);
        await _site.ConfirmationAsync("d@comune.example");

        var page = await (await _site.NewStaffMemberAsync()).GetAsync("/gestione/posta");

        var rows = page.Document.QuerySelectorAll("tbody tr")
            .Select(row => Words(string.Join(' ', row.Children.Select(cell => cell.TextContent)))).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(
            [
                "Nicolò D’Angeloa@comune.example conferma dell’iscrizioneAccogliere insieme non riuscita 15 gennaio 2026 alle 10:00 "
                + "L’indirizzo non esiste o non riceve posta 1 tentativo",
                "Nicolò D’Angelob@comune.example conferma dell’iscrizioneAccogliere insieme in riprova 15 gennaio 2026 alle 10:00 Il "
                + "server di posta non risponde 1 tentativo, il prossimo il 15 gennaio 2026 alle 10:01",
                "Nicolò D’Angeloc@comune.example conferma dell’iscrizioneAccogliere insieme spedita 15 gennaio 2026 alle 10:00 consegnata "
                + "al server il 15 gennaio 2026 alle 10:00",
                "Nicolò D’Angelod@comune.example conferma dell’iscrizioneAccogliere insieme in coda 15 gennaio 2026 alle 10:00 parte al "
                + "prossimo giro",
            ],
            rows);
        Assert.Equal(
            ["Tutte", "Non riuscite 1", "In coda 1", "In riprova 1", "Spedite", "Chiuse senza spedire"],
            page.Document.QuerySelectorAll(".shelves a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task A_day_that_nobody_can_read_is_told_and_takes_nothing_away()
    {
        await _site.ConfirmationAsync();

        var page = await (await _site.NewStaffMemberAsync()).GetAsync("/gestione/posta?dal=ieri&stato=boh&dopo=xx");

        Assert.Contains("Non abbiamo capito una delle date", page.Text, StringComparison.Ordinal);
        Assert.Equal("ieri", page.ValueOf("dal"));
        Assert.Single(page.Document.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_also_when_many_were_written_in_the_same_moment()
    {
        await _site.WriteAsync(db =>
        {
            db.OutgoingMails.AddRange(Enumerable.Range(0, 120).Select(i =>
                new OutgoingMail(
                    MailCause.Schedule, MailKinds.YourLinks, EmailAddress.Parse($"persona{i}@comune.example"), "Persona", "{}", null,
                    Now.AddSeconds(-(i / 80)))));
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();
        var seen = new List<string>();
        for (var address = "/gestione/posta?cerca=persona"; address is not null;)
        {
            var page = await staff.GetAsync(address);
            seen.AddRange(page.Document.QuerySelectorAll("tbody th .sub").Select(sub => sub.TextContent));
            Assert.Equal(
                seen.Count > MailController.PageSize,
                page.Document.QuerySelector(".pages a[href='/gestione/posta?cerca=persona']") is not null);
            address = page.Document.QuerySelectorAll(".pages a")
                .FirstOrDefault(a => a.TextContent == "Email più vecchie")?.GetAttribute("href");
        }

        Assert.Equal((120, 120), (seen.Count, seen.Distinct().Count()));
        Assert.True(
            seen.Take(80).All(mail => int.Parse(
                mail[7..mail.IndexOf('@', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture) < 80),
            "Newest first.");
    }

    [Fact]
    public async Task The_top_tells_how_old_the_oldest_waiting_mail_is_and_warns_when_nobody_sends()
    {
        var staff = await _site.NewStaffMemberAsync();
        Assert.Contains(
            "In coda non c’è niente: tutta la posta è partita.", (await staff.GetAsync("/gestione/posta")).Text, StringComparison.Ordinal);

        await _site.WriteAsync(db =>
        {
            db.OutgoingMails.Add(
                new OutgoingMail(
                    MailCause.Schedule, MailKinds.YourLinks, EmailAddress.Parse("a@comune.example"), "Maria", "{}", null,
                    Now.AddMinutes(-5)));
            return Task.CompletedTask;
        });
        Assert.Contains(
            "C’è un’email da spedire, scritta 5 minuti fa. Il servizio di posta lavora.",
            (await staff.GetAsync("/gestione/posta")).Text,
            StringComparison.Ordinal);

        await _site.WriteAsync(db =>
        {
            db.OutgoingMails.Add(
                new OutgoingMail(
                    MailCause.Schedule, MailKinds.YourLinks, EmailAddress.Parse("b@comune.example"), "Maria", "{}", null,
                    Now.AddHours(-3)));
            return Task.CompletedTask;
        });
        var page = await staff.GetAsync("/gestione/posta");
        Assert.Contains("La posta è ferma", page.Text, StringComparison.Ordinal);
        Assert.Contains("aspetta da 3 ore", page.Text, StringComparison.Ordinal);
        Assert.Contains("Ci sono 2 email da spedire; la più vecchia è stata scritta 3 ore fa.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Il servizio di posta lavora", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_shown_as_it_was_sent_with_its_attachments_and_no_link_that_works()
    {
        var (registration, mail) = await _site.ConfirmationAsync(then: MailPageFiles.Sent);
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.OpenAsync(mail);

        Assert.Equal("Iscrizione confermata: Accogliere insieme", page.Heading);
        var frame = page.Document.QuerySelector("iframe")!;
        Assert.Equal("", frame.GetAttribute("sandbox"));
        var shown = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(frame.GetAttribute("srcdoc")!);
        Assert.Contains("Ciao Nicolò,", shown.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("http://localhost/iscrizioni/…", shown.QuerySelectorAll("a").Select(a => a.TextContent));
        Assert.Contains("http://localhost/iscrizioni/…", page.Document.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("invito.ics", page.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/gestione/iscrizioni/{registration.Id}\"", page.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?<!gestione/)iscrizioni/[A-Za-z0-9_-]{30}", System.Net.WebUtility.HtmlDecode(page.Html));
    }

    [Fact]
    public async Task The_policy_of_the_page_lets_the_one_style_of_the_frame_through_and_nothing_else()
    {
        var (_, mail) = await _site.ConfirmationAsync(then: MailPageFiles.Sent);
        var page = await (await _site.NewStaffMemberAsync()).OpenAsync(mail);

        var shown = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page.Document.QuerySelector("iframe")!.GetAttribute("srcdoc")!);
        var style = Assert.Single(shown.QuerySelectorAll("style")).TextContent;
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));
        Assert.Empty(shown.QuerySelectorAll("[style], script"));
        Hosting.AnswerHeadersTests.AssertStrict(page.Response);
        Assert.Contains(
            $"style-src 'self' 'sha256-{hash}';",
            page.Response.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_mail_can_be_shown_and_one_that_cannot_be_read_says_so()
    {
        var staff = await _site.NewStaffMemberAsync();
        var mails = MailSamples.All.Values.Select(content => MailSamples.Row(content)).Append(
            new OutgoingMail(
                MailCause.Schedule, MailKinds.YourLinks, EmailAddress.Parse("a@comune.example"), "Maria",
                "{\"$type\":\"MailOfTheFuture\"}", null, Now)).ToList();
        await _site.WriteAsync(db =>
        {
            db.OutgoingMails.AddRange(mails);
            return Task.CompletedTask;
        });

        foreach (var mail in mails)
        {
            var page = await staff.OpenAsync(mail);
            Assert.Equal(200, page.Status);
            Assert.Equal(mail == mails[^1], page.Text.Contains("non si può leggere", StringComparison.Ordinal));
            Assert.DoesNotMatch("((?<!gestione/)iscrizioni|adesione|password)/[A-Za-z0-9_-]{30}", System.Net.WebUtility.HtmlDecode(page.Html));
        }

        Assert.Equal(404, (await staff.GetAsync($"/gestione/posta/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task The_message_is_a_file_for_who_may_export_without_the_secret_and_the_register_says_who_took_it()
    {
        var (_, mail) = await _site.ConfirmationAsync(then: MailPageFiles.Sent);
        var exporter = await _site.NewStaffMemberAsync(StaffRoles.Reader, StaffRoles.Export);

        using var answer = await exporter.Client.GetAsync($"/gestione/posta/{mail.Id}/messaggio.eml");

        var message = await MimeKit.MimeMessage.LoadAsync(await answer.Content.ReadAsStreamAsync());
        Assert.Equal("message/rfc822", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("maria.rossi@comune.example", message.To.Mailboxes.Single().Address);
        Assert.Contains("http://localhost/iscrizioni/…", message.TextBody, StringComparison.Ordinal);
        Assert.Equal(AuditAction.MailTaken, await _site.ReadAsync(
            db => db.AuditEntries.Where(e => e.SubjectKey == "posta/" + mail.Id).Select(e => e.Action).SingleAsync()));
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);
        var file = $"/gestione/posta/{mail.Id}/messaggio.eml";
        Assert.Equal(403, (await reader.GetAsync((await reader.GetAsync(file)).Location ?? file)).Status);
        Assert.DoesNotContain("messaggio.eml", (await reader.OpenAsync(mail)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stored_reason_is_told_in_plain_words_with_what_to_do()
    {
        Exception[] failures = [
            new TimeoutException(), new IOException("disco pieno"),
            new InvalidOperationException("x"), new System.Net.Sockets.SocketException(111)];

        Assert.All(failures.Select(failure => MailReason.Of(MailFailures.Of(failure))), reason =>
        {
            Assert.DoesNotContain(':', reason.Words);
            Assert.EndsWith(".", reason.Advice, StringComparison.Ordinal);
        });
        Assert.Equal(
            ("L’indirizzo non esiste o non riceve posta", "550 5.1.1 user unknown"),
            (MailReason.Of(MailPageFiles.NoMailbox).Words, MailReason.Of(MailPageFiles.NoMailbox).Said));
    }

    public void Dispose() => _site.Dispose();

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
