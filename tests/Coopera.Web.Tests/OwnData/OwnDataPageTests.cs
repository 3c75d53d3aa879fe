using System.Text.Json;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.OwnData;
using Coopera.Domain.Registrations;
using Coopera.Web.Tests.Hosting;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Coopera.Web.Tests.OwnData;

/// <summary>From the address that somebody types to everything under it, and nothing for anybody else.</summary>
public sealed class OwnDataPageTests : IDisposable
{
    private const string Ask = "/i-miei-dati";
    private const string Maria = "maria.rossi@comune.example";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site;

    public OwnDataPageTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task The_answer_is_byte_for_byte_the_same_for_a_known_address_and_an_unknown_one()
    {
        var visitor = _site.NewVisitor();
        await SignUpAsync(visitor);
        await _site.DeliverAsync();

        var known = await AskAsync(visitor, Maria);
        var unknown = await AskAsync(visitor, "nessuno.x@comune.example"); // as long as the other

        Assert.Equal((303, 303), (known.Status, unknown.Status));
        Assert.Equal(known.Onward, unknown.Onward);
        Assert.Equal(
            (await visitor.FollowAsync(known)).Html.Replace(Maria, "", StringComparison.Ordinal),
            (await visitor.FollowAsync(unknown)).Html.Replace("nessuno.x@comune.example", "", StringComparison.Ordinal));
        var mails = await _site.DeliverAsync();
        Assert.Equal([Maria], mails.Where(m => m.Subject == "Il link ai tuoi dati").Select(m => m.To.Mailboxes.Single().Address));
    }

    [Fact]
    public async Task The_link_opens_everything_changes_nothing_and_is_kept_by_no_cache()
    {
        var visitor = _site.NewVisitor();
        await SignUpAsync(visitor);
        var link = await LinkAsync(visitor);
        var before = await DatabasePrint.OfAsync(_site);

        var page = await visitor.GetAsync(link);
        var pdf = await visitor.Client.GetAsync($"{link}/dati.pdf");
        var json = await visitor.Client.GetAsync($"{link}/dati.json");
        await visitor.GetAsync($"{link}/cancella");

        Assert.Equal(before, await DatabasePrint.OfAsync(_site));
        Assert.Contains("Assistente sociale", page.Text, StringComparison.Ordinal);
        Assert.True(page.Response.Headers.CacheControl!.NoStore);
        Assert.Equal("noindex", page.Response.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("no-referrer, strict-origin", page.Response.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(page.Response.Headers.Contains("Set-Cookie"));
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
        Assert.True(pdf.Headers.CacheControl!.NoStore);
        using var paper = new PdfFile(await pdf.Content.ReadAsByteArrayAsync());
        Assert.Empty(Accessibility.Faults(paper));
        Assert.Equal(
            Maria, JsonDocument.Parse(await json.Content.ReadAsStringAsync()).RootElement.GetProperty("address").GetString());
        Assert.Equal("attachment", json.Content.Headers.ContentDisposition!.DispositionType);
        var own = page.Document.QuerySelector("main a[href^='/iscrizioni/']")!.GetAttribute("href")!;
        Assert.Equal(200, (await visitor.GetAsync(own)).Status);
    }

    [Fact]
    public async Task It_opens_nothing_when_it_is_over_cut_of_another_use_or_closed()
    {
        var visitor = _site.NewVisitor();
        await SignUpAsync(visitor);
        var link = await LinkAsync(visitor);

        Assert.Equal(404, (await visitor.GetAsync(link[..^3])).Status);
        var registration = await _site.ReadAsync(db => db.Registrations.SingleAsync());
        var personal = _site.Services.GetRequiredService<PersonalLinks>()
            .Token(new PersonalLink(registration.Id, registration.LinkVersion));
        Assert.Equal(404, (await visitor.GetAsync($"{Ask}/{personal}")).Status);

        var closed = await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.GetAsync(link), [], "form[action$='/chiudi']"));
        Assert.Equal("Il link è chiuso", closed.Heading);
        foreach (var part in new[] { "", "/dati.pdf", "/dati.json", "/cancella" })
        {
            Assert.Equal(404, (await visitor.GetAsync(link + part)).Status);
        }

        _clock.Advance(TimeSpan.FromMinutes(3));
        var second = await LinkAsync(visitor);
        _clock.Advance(DataLink.Life);
        var over = await visitor.GetAsync(second);
        Assert.Equal((404, "Questo link non funziona più"), (over.Status, over.Heading));
        Assert.NotNull(over.Document.QuerySelector($"main a[href='{Ask}']"));
    }

    [Fact]
    public async Task Invitations_end_with_one_press_for_the_whole_address()
    {
        var visitor = _site.NewVisitor();
        await SignUpAsync(visitor, invitations: true);
        await SignUpAsync(visitor, invitations: true);
        var page = await visitor.GetAsync(await LinkAsync(visitor));

        var after = await visitor.FollowAsync(await visitor.SubmitAsync(page, [], "form[action$='/inviti']"));

        Assert.Contains("Niente più inviti", after.Text, StringComparison.Ordinal);
        Assert.Null(after.Document.QuerySelector("form[action$='/inviti']"));
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.FutureInvitations)));
    }

    [Fact]
    public async Task A_correction_that_says_nothing_comes_back_and_one_that_does_is_answered_to()
    {
        var visitor = _site.NewVisitor();
        await SignUpAsync(visitor);
        var page = await visitor.GetAsync(await LinkAsync(visitor));
        const string Form = "form[action$='/correzione']";

        var empty = await visitor.SubmitAsync(page, new() { ["Message"] = " " }, Form);
        var tooLong = await visitor.SubmitAsync(page, new() { ["Message"] = new string('a', DataRequest.MessageMaxLength + 1) }, Form);
        var done = await visitor.FollowAsync(await visitor.SubmitAsync(page, new() { ["Message"] = "Il cognome è Russo" }, Form));

        Assert.Equal((422, 422), (empty.Status, tooLong.Status));
        Assert.Contains("com", empty.ErrorOf("Message"), StringComparison.Ordinal);
        Assert.Contains(new string('a', 50), tooLong.Html, StringComparison.Ordinal);
        Assert.Contains("Richiesta ricevuta", done.Text, StringComparison.Ordinal);
        Assert.Contains("Il cognome è Russo", done.Text, StringComparison.Ordinal);
        var mail = (await _site.DeliverAsync()).Single(m => m.Subject == "Abbiamo ricevuto la tua richiesta di correzione");
        Assert.DoesNotContain("Russo", mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erasure_is_told_first_agreed_to_and_then_nothing_is_there()
    {
        var visitor = _site.NewVisitor();
        await SignUpAsync(visitor);
        var link = await LinkAsync(visitor);
        var ask = await visitor.GetAsync($"{link}/cancella");
        Assert.Contains("Non si può tornare indietro", ask.Text, StringComparison.Ordinal);
        Assert.Contains(Core.Mail.Mails.DataRequestPhrases.Sentence(StaysBehind.Backups), ask.Text, StringComparison.Ordinal);

        var notAgreed = await visitor.SubmitAsync(ask, new() { ["Agreed"] = "false" });
        Assert.Equal(422, notAgreed.Status);
        Assert.False(await _site.ReadAsync(db => db.DataRequests.AnyAsync()));

        var after = await visitor.FollowAsync(await visitor.SubmitAsync(ask, new() { ["Agreed"] = "true" }));
        var twice = await visitor.SubmitAsync(ask, new() { ["Agreed"] = "true" });

        Assert.Equal(303, twice.Status);
        Assert.Contains("Richiesta di cancellazione ricevuta", after.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Assistente sociale", after.Text, StringComparison.Ordinal);
        Assert.Equal(1, await _site.ReadAsync(db => db.DataRequests.CountAsync()));
        var registration = await _site.ReadAsync(db => db.Registrations.SingleAsync());
        Assert.Equal((RegistrationStatus.Cancelled, Registration.ForgottenName), (registration.Status, registration.FullName));
        var mails = await _site.DeliverAsync();
        var told = mails.Single(m => m.Subject == "I tuoi dati sono stati cancellati");
        Assert.Contains("Che cosa resta, e perché", told.TextBody, StringComparison.Ordinal);
        var cancelled = mails.Single(m => m.Subject!.StartsWith("Iscrizione annullata", StringComparison.Ordinal));
        Assert.Contains(cancelled.BodyParts.OfType<MimePart>(), part => part.ContentType.IsMimeType("text", "calendar"));
    }

    [Fact]
    public async Task Staff_see_what_waits_answer_it_and_what_is_gone_breaks_no_page_of_theirs()
    {
        var visitor = _site.NewVisitor();
        await SignUpAsync(visitor);
        await _site.DeliverAsync();
        var webinar = await _site.ReadAsync(db => db.Registrations.Select(r => r.WebinarId).SingleAsync());
        var registration = await _site.ReadAsync(db => db.Registrations.Select(r => r.Id).SingleAsync());
        await _site.WriteAsync(db => db.DataRequests.AddAsync(new DataRequest(
            DataRequestKind.Erasure, EmailAddress.Parse(Maria), null, null, _clock.GetUtcNow())).AsTask());
        var id = await _site.ReadAsync(db => db.DataRequests.Select(r => r.Id).SingleAsync());
        var staff = await _site.NewStaffMemberAsync(Core.Data.StaffRoles.Secretariat);
        Assert.Contains(
            "1 richiesta sui dati personali aspetta una risposta", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
        var page = await staff.GetAsync($"/gestione/richieste-dati/{id}");

        var nobody = await staff.SubmitAsync(page, [], "form[action$='/cancella']");
        var done = await staff.FollowAsync(await staff.SubmitAsync(
            page, new() { ["Chosen"] = $"{registration}" }, "form[action$='/cancella']"));
        var noVerdict = await staff.SubmitAsync(done, new() { ["Answer"] = "Fatto, grazie." }, "form[action$='/chiudi']");
        var stale = await staff.SubmitAsync(
            page, new() { ["Answer"] = "Fatto.", ["Verdict"] = "Done" }, "form[action$='/chiudi']");
        var closed = await staff.FollowAsync(await staff.SubmitAsync(
            done, new() { ["Answer"] = "Fatto, grazie.", ["Verdict"] = "Done" }, "form[action$='/chiudi']"));

        Assert.Equal((422, 422, 409), (nobody.Status, noVerdict.Status, stale.Status));
        Assert.Contains("Fatto, grazie.", noVerdict.Html, StringComparison.Ordinal);
        Assert.Contains("1 iscrizione svuotata", done.Text, StringComparison.Ordinal);
        Assert.Contains("fatta", closed.Text, StringComparison.Ordinal);
        var told = (await _site.DeliverAsync()).Single(m => m.Subject == "I tuoi dati sono stati cancellati");
        Assert.Contains("Fatto, grazie.", told.TextBody, StringComparison.Ordinal);
        var mails = await _site.ReadAsync(db => db.OutgoingMails.Select(m => m.Id).ToListAsync());
        var administrator = await _site.NewStaffMemberAsync();
        foreach (var address in new[]
        {
            $"/gestione/webinar/{webinar}/iscritti", $"/gestione/iscrizioni/{registration}", "/gestione/posta", "/gestione/registro",
            "/gestione/richieste-dati", $"/gestione/webinar/{webinar}", "/gestione",
        }.Concat(mails.Select(mail => $"/gestione/posta/{mail}")))
        {
            Assert.Equal((address, 200), (address, (await administrator.GetAsync(address)).Status));
        }

        var list = (await administrator.GetAsync("/gestione/posta")).Document.QuerySelectorAll("main tbody th a");
        Assert.Contains(list, link => link.TextContent == "(destinatario cancellato)");
        Assert.All(list, link => Assert.NotEqual("", link.TextContent.Trim()));
    }

    [Fact]
    public async Task A_request_that_came_by_letter_is_written_down_with_its_own_day_and_the_mailbox_is_told()
    {
        var staff = await _site.NewStaffMemberAsync(Core.Data.StaffRoles.Secretariat);
        var page = await staff.GetAsync("/gestione/richieste-dati/nuova");
        var today = RomeTime.Today(_clock);
        var arrived = today.AddDays(-10);
        Dictionary<string, string?> form = new()
        {
            ["Kind"] = "Erasure",
            ["Email"] = Maria,
            ["Arrival"] = "Letter",
            ["ArrivedOn"] = RomeTime.ShortDate(arrived),
            ["What"] = "Non vuole più comparire negli elenchi.",
        };

        var tomorrow = await staff.SubmitAsync(page, new(form) { ["ArrivedOn"] = RomeTime.ShortDate(today.AddDays(1)) });
        var recorded = await staff.SubmitAsync(page, form);
        var again = await staff.SubmitAsync(page, form);
        var shown = await staff.FollowAsync(recorded);

        Assert.Equal((422, 303, 303), (tomorrow.Status, recorded.Status, again.Status));
        Assert.Contains("La data di arrivo non può essere nel futuro.", tomorrow.Text, StringComparison.Ordinal);
        Assert.Contains("Non vuole più comparire", tomorrow.Html, StringComparison.Ordinal);
        var request = await _site.ReadAsync(db => db.DataRequests.AsNoTracking().SingleAsync());
        Assert.Equal((arrived.AddMonths(1), true), (request.DueOn, request.IsOpen));
        Assert.Contains("Arrivata per lettera", shown.Text, StringComparison.Ordinal);
        var told = Assert.Single(await _site.DeliverAsync());
        Assert.Equal("Abbiamo ricevuto la tua richiesta di cancellazione", told.Subject);
        Assert.DoesNotContain("comparire", told.TextBody, StringComparison.Ordinal);
        Assert.Equal(1, await _site.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == "data-request.recorded")));
    }

    public void Dispose() => _site.Dispose();

    private static async Task<Page> AskAsync(Visitor visitor, string email) =>
        await visitor.SubmitAsync(await visitor.GetAsync(Ask), new() { ["Email"] = email });

    private async Task SignUpAsync(Visitor visitor, bool invitations = false)
    {
        var webinar = await _site.WebinarAsync();
        var form = new Dictionary<string, string?>(SignUpPageTests.Form(Maria));
        if (invitations)
        {
            form["FutureInvitations"] = "true";
        }

        Assert.Equal(303, (await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form)).Status);
    }

    private async Task<string> LinkAsync(Visitor visitor)
    {
        await AskAsync(visitor, Maria);
        var mail = (await _site.DeliverAsync()).Last(m => m.Subject == "Il link ai tuoi dati");
        return new Uri(mail.TextBody!
            .Split('\n').Select(line => line.Trim()).First(line => line.Contains(Ask + "/", StringComparison.Ordinal)))
            .AbsolutePath;
    }
}
