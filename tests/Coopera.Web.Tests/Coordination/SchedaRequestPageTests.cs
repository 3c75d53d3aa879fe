using Coopera.Core.Documents;
using Coopera.Core.Registrations;
using Coopera.Pdf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Coopera.Web.Tests.Coordination;

/// <summary>"Ricevi la scheda via email", as people use it.</summary>
public sealed class SchedaRequestPageTests : IDisposable
{
    private const string Address = "/coordinamento/richiesta-scheda";
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    // Each moves the clock and counts the requests of its site.
    private readonly CooperaSite _site;

    public SchedaRequestPageTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task Who_asks_is_recorded_and_gets_the_scheda_with_the_links()
    {
        var visitor = _site.NewVisitor();

        var answer = await AskAsync(visitor, "Ufficio.SAI@comune.example", "castoreale");

        Assert.Equal($"{Address}/inviata", answer.Onward);
        var sent = await visitor.FollowAsync(answer);
        Assert.Equal("Abbiamo ricevuto la richiesta", sent.Heading);
        Assert.Contains("Ufficio.SAI@comune.example", sent.Text, StringComparison.Ordinal);
        Assert.Contains("Comune di Castroreale (ME)", sent.Text, StringComparison.Ordinal);
        Assert.NotNull(sent.Document.QuerySelector("main a[href='/coordinamento/adesione?ente=083016']"));
        Assert.Equal(sent.Text, (await visitor.GetAsync(answer.Location!)).Text);
        var stored = await _site.ReadAsync(db => db.SchedaRequests.SingleAsync());
        Assert.Equal(
            ("Ufficio.SAI@comune.example", "083016", PrivacyNotice.Day),
            (stored.Email.Display, stored.PublicBodyCode, stored.PrivacyNoticeVersion));
        Assert.Null(stored.OtherBody);
        Assert.Contains("castroreale", stored.SearchText, StringComparison.Ordinal);

        var mail = Assert.Single(await _site.DeliverAsync());
        Assert.Equal("Ufficio.SAI@comune.example", mail.To.Mailboxes.Single().Address);
        Assert.Equal("La scheda di adesione al Coordinamento, Comune di Castroreale (ME)", mail.Subject);
        foreach (var link in new[]
        {
            "/coordinamento/scheda.pdf", "/coordinamento/scheda/carica", "/coordinamento/adesione?ente=083016", "/coordinamento",
        })
        {
            Assert.Contains($"http://localhost{link}\n", mail.Plain() + "\n", StringComparison.Ordinal);
            Assert.NotNull(mail.Html().QuerySelector($"a[href='http://localhost{link}']"));
        }

        Assert.Contains("dal sito qualcuno ha chiesto di mandare la scheda a questo indirizzo", mail.Plain(), StringComparison.Ordinal);
        Assert.Contains(
            "dal sito qualcuno ha chiesto di mandare la scheda a questo indirizzo",
            mail.Html().Body!.TextContent,
            StringComparison.Ordinal);
        Assert.DoesNotContain("webinar", mail.Html().Body!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_scheda_travels_as_an_attachment_that_can_be_filled_in()
    {
        await AskAsync(_site.NewVisitor(), "ufficio@comune.example");

        var attachment = Assert.IsType<MimePart>(Assert.Single((await _site.DeliverAsync()).Single().Attachments));

        Assert.Equal(("application/pdf", AdhesionScheda.BlankFileName), (attachment.ContentType.MimeType, attachment.FileName));
        using var file = new MemoryStream();
        await attachment.Content!.DecodeToAsync(file);
        Assert.Equal(AdhesionSchedaContent.Blank, AdhesionSchedaFields.Read(PdfFormReader.Read(file.ToArray())));
        Assert.NotEmpty(PdfFormReader.Read(file.ToArray()));
    }

    [Fact]
    public async Task The_body_may_be_left_out()
    {
        var visitor = _site.NewVisitor();

        var sent = await visitor.FollowAsync(await AskAsync(visitor, "ufficio@comune.example"));
        Assert.Equal("Abbiamo ricevuto la richiesta", sent.Heading);

        var stored = await _site.ReadAsync(db => db.SchedaRequests.SingleAsync());
        Assert.Equal((null, null), (stored.PublicBodyCode, stored.OtherBody));
        Assert.Equal("La scheda di adesione al Coordinamento", (await _site.DeliverAsync()).Single().Subject);
    }

    [Fact]
    public async Task A_body_that_could_be_several_is_asked_for_and_one_elsewhere_is_taken_as_written()
    {
        var visitor = _site.NewVisitor();

        var doubt = await AskAsync(visitor, "ufficio@comune.example", "santa ma");
        Assert.Equal(422, doubt.Status);
        Assert.Contains("Più enti corrispondono", doubt.ErrorOf("PublicBodyCode"), StringComparison.Ordinal);
        Assert.Equal(("ufficio@comune.example", "santa ma"), (doubt.ValueOf("Email"), doubt.ValueOf("BodyName")));
        Assert.Equal(303, (await visitor.SubmitAsync(doubt, new() { ["PublicBodyCode"] = "084038" })).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(303, (await visitor.SubmitAsync(doubt, new() { ["PublicBodyCode"] = "altro" })).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(303, (await AskAsync(visitor, "ufficio@comune.example", "Unione dei Comuni delle Madonie")).Status);

        var stored = await _site.ReadAsync(db => db.SchedaRequests.OrderBy(r => r.RequestedAt).ToListAsync());
        Assert.Equal(["084038", null, null], stored.Select(r => r.PublicBodyCode));
        Assert.Equal([null, "santa ma", "Unione dei Comuni delle Madonie"], stored.Select(r => r.OtherBody));
    }

    [Theory]
    [InlineData("", null, "Email", "Inserisci l’indirizzo email")]
    [InlineData("ufficio@", null, "Email", "per esempio nome@comune.it")]
    [InlineData("ufficio@comune.example", "<b>Messina</b>", "BodyName", "su una sola riga")]
    public async Task What_is_wrong_is_told_in_words_and_nothing_typed_is_lost(string email, string? body, string field, string sentence)
    {
        var answer = await AskAsync(_site.NewVisitor(), email, body);

        Assert.Equal(422, answer.Status);
        Assert.StartsWith("Errore: ", answer.Document.Title, StringComparison.Ordinal);
        Assert.Contains(sentence, answer.ErrorOf(field), StringComparison.Ordinal);
        Assert.Equal((email, body ?? ""), (answer.ValueOf("Email"), answer.ValueOf("BodyName")));
        Assert.NotNull(answer.Document.QuerySelector("[name=PrivacyNoticeRead][checked]"));
        Assert.NotNull(answer.Document.QuerySelector($".error-summary a[href='#{field}']"));
        Assert.False(await _site.ReadAsync(db => db.SchedaRequests.AnyAsync()));
    }

    [Fact]
    public async Task The_notice_must_have_been_read_a_very_long_name_is_nobodys_and_an_unknown_code_is_told()
    {
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync(Address);

        var unread = await visitor.SubmitAsync(form, new() { ["Email"] = "ufficio@comune.example" });
        var endless = await visitor.SubmitAsync(form, Form("ufficio@comune.example", new string('a', 161)));
        var unknown = await visitor.SubmitAsync(form, new(Form("ufficio@comune.example", "Messina")) { ["PublicBodyCode"] = "999999" });

        Assert.Contains("Leggi l’informativa sulla privacy", unread.ErrorOf("PrivacyNoticeRead"), StringComparison.Ordinal);
        Assert.Contains("al massimo 160 caratteri", endless.ErrorOf("BodyName"), StringComparison.Ordinal);
        Assert.Contains("Non troviamo questo ente nel registro", unknown.ErrorOf("BodyName"), StringComparison.Ordinal);
        Assert.False(await _site.ReadAsync(db => db.SchedaRequests.AnyAsync()));
    }

    [Fact]
    public async Task An_address_that_asked_a_moment_ago_reads_the_same_page_and_is_not_mailed_again()
    {
        var first = await ReadAnswerAsync();
        var second = await ReadAnswerAsync();

        Assert.Equal(first.Text, second.Text);
        Assert.Single(await _site.DeliverAsync());
        Assert.Equal(1, await _site.ReadAsync(db => db.SchedaRequests.CountAsync()));
        _clock.Advance(TimeSpan.FromMinutes(11));
        await ReadAnswerAsync();
        Assert.Equal(2, (await _site.DeliverAsync()).Count);
        Assert.Equal(2, await _site.ReadAsync(db => db.SchedaRequests.CountAsync()));

        async Task<Page> ReadAnswerAsync()
        {
            var visitor = _site.NewVisitor();
            return await visitor.FollowAsync(await AskAsync(visitor, "ufficio@comune.example"));
        }
    }

    [Fact]
    public async Task A_double_click_is_one_request()
    {
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync(Address);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => visitor.SubmitAsync(form, Form("ufficio@comune.example"))));

        Assert.All(answers, answer => Assert.Equal($"{Address}/inviata", answer.Onward));
        Assert.Equal(1, await _site.ReadAsync(db => db.SchedaRequests.CountAsync()));
        Assert.Single(await _site.DeliverAsync());
    }

    [Fact]
    public async Task A_page_left_open_for_days_is_taken()
    {
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync(Address);
        _clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(303, (await visitor.SubmitAsync(form, Form("ufficio@comune.example", "Messina"))).Status);
    }

    [Fact]
    public async Task Too_many_requests_from_one_network_are_asked_to_wait()
    {
        using var site = new CooperaSite(new() { ["RateLimits:LinkRequestsPerMinute"] = "2" });
        var visitor = site.NewVisitor();
        await AskAsync(visitor, "uno@comune.example");
        await AskAsync(visitor, "due@comune.example");

        Assert.Equal(429, (await AskAsync(visitor, "tre@comune.example")).Status);
        Assert.Equal(2, await site.ReadAsync(db => db.SchedaRequests.CountAsync()));
    }

    [Fact]
    public async Task The_body_of_a_link_is_filled_in_and_the_page_without_a_request_says_nothing_wrong()
    {
        var visitor = _site.NewVisitor();

        var form = await visitor.GetAsync($"{Address}?ente=083016");
        var sent = await visitor.GetAsync($"{Address}/inviata");

        Assert.Equal(("Comune di Castroreale (ME)", "083016"), (form.ValueOf("BodyName"), form.ValueOf("PublicBodyCode")));
        Assert.Equal(200, (await visitor.GetAsync($"{Address}?ente=nessuno")).Status);
        Assert.Contains("all’indirizzo che hai indicato", sent.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private static Dictionary<string, string?> Form(string email, string? body = null) =>
        new() { ["Email"] = email, ["BodyName"] = body ?? "", ["PrivacyNoticeRead"] = "true" };

    private static async Task<Page> AskAsync(Visitor visitor, string email, string? body = null) =>
        await visitor.SubmitAsync(await visitor.GetAsync(Address), Form(email, body));
}
