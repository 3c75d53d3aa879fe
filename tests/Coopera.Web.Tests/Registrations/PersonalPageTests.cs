using System.Text.RegularExpressions;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Coopera.Web.Tests.Registrations;

public sealed partial class PersonalPageTests : IDisposable
{
    // Each reads the only registration of its site.
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task The_link_in_the_confirmation_opens_the_personal_page_and_opening_it_changes_nothing()
    {
        var (visitor, link, webinar) = await SignedUpAsync();

        var page = await visitor.GetAsync(link);

        Assert.Equal(200, page.Status);
        Assert.Contains("Iscrizione confermata", page.Text, StringComparison.Ordinal);
        Assert.Contains(webinar.Title, page.Text, StringComparison.Ordinal);
        Assert.Equal("Comune di Castroreale (ME)", page.ValueOf("OtherBody"));
        Assert.Equal("no-cache, no-store", string.Join(", ", page.Response.Headers.CacheControl!.ToString().Split(", ").Order()));
        Assert.Equal("no-referrer, strict-origin", page.Response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(new Uri(link).AbsolutePath, (await visitor.GetAsync($"{link}/annulla")).Location);
        Assert.Equal(RegistrationStatus.Confirmed, (await _site.ReadAsync(db => db.Registrations.SingleAsync())).Status);
    }

    [Fact]
    public async Task Cancelling_frees_the_place_says_so_and_mails_the_calendar_cancellation()
    {
        var (visitor, link, _) = await SignedUpAsync();

        var page = await visitor.FollowAsync(
            await visitor.SubmitAsync(await visitor.GetAsync(link), new() { ["reason"] = "Impegno" }, "form[action$='/annulla']"));

        Assert.Contains("Hai annullato l’iscrizione", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action$='/annulla']"));
        Assert.DoesNotContain(await _site.DeliverAsync(), m => m.Subject!.StartsWith("Iscrizione annullata", StringComparison.Ordinal));
        await _site.NobodyThinksAgainAsync();
        var mail = (await _site.DeliverAsync()).Single(m => m.Subject!.StartsWith("Iscrizione annullata", StringComparison.Ordinal));
        Assert.Equal(
            "CANCEL",
            mail.BodyParts.OfType<MimePart>().Single(p => p.ContentType.IsMimeType("text", "calendar")).ContentType.Parameters["method"]);
    }

    [Fact]
    public async Task Who_thinks_again_has_everything_back_and_a_second_click_is_done_too()
    {
        var (visitor, link, _) = await SignedUpAsync();
        const string Restore = "form[action$='/rimetti']";
        var cancelled = await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.GetAsync(link), [], "form[action$='/annulla']"));
        Assert.Equal("Rimetti la mia iscrizione", cancelled.Document.QuerySelector($"{Restore} button")!.TextContent);
        Assert.Equal(RegistrationStatus.Cancelled, (await _site.ReadAsync(db => db.Registrations.SingleAsync())).Status);

        var back = await visitor.FollowAsync(await visitor.SubmitAsync(cancelled, [], Restore));
        var again = await visitor.FollowAsync(await visitor.SubmitAsync(cancelled, [], Restore));

        Assert.Contains("L’iscrizione vale di nuovo", back.Text, StringComparison.Ordinal);
        Assert.Contains("Hai il posto di prima", again.Text, StringComparison.Ordinal);
        await _site.NobodyThinksAgainAsync();
        Assert.DoesNotContain(await _site.DeliverAsync(), m => m.Subject!.StartsWith("Iscrizione annullata", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_it_is_too_late_that_is_said_and_nothing_happens()
    {
        var (visitor, link, _) = await SignedUpAsync();
        var cancelled = await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.GetAsync(link), [], "form[action$='/annulla']"));
        await _site.NobodyThinksAgainAsync();

        var late = await visitor.SubmitAsync(cancelled, [], "form[action$='/rimetti']");

        Assert.Equal(409, late.Status);
        Assert.Contains("Sono passati più di dieci minuti", late.Text, StringComparison.Ordinal);
        Assert.Null((await visitor.GetAsync(link)).Document.QuerySelector("form[action$='/rimetti']"));
        Assert.Equal(RegistrationStatus.Cancelled, (await _site.ReadAsync(db => db.Registrations.SingleAsync())).Status);
    }

    [Fact]
    public async Task Invitations_are_seen_taken_back_and_wanted_again_also_once_it_is_cancelled()
    {
        var (visitor, link, _) = await SignedUpAsync();
        const string Choose = "form[action$='/inviti']";
        var page = await visitor.GetAsync(link);
        Assert.Contains("Non mandiamo inviti ai prossimi webinar a maria.rossi@comune.example", page.Text, StringComparison.Ordinal);

        var yes = await visitor.FollowAsync(await visitor.SubmitAsync(page, [], Choose));
        Assert.Contains("Ti inviteremo ai prossimi webinar", yes.Text, StringComparison.Ordinal);
        var gone = await visitor.FollowAsync(await visitor.SubmitAsync(yes, [], "form[action$='/annulla']"));
        Assert.True((await _site.ReadAsync(db => db.Registrations.SingleAsync())).FutureInvitations);
        var no = await visitor.FollowAsync(await visitor.SubmitAsync(gone, [], Choose));

        Assert.Contains("Non riceverai più inviti ai prossimi webinar", no.Text, StringComparison.Ordinal);
        Assert.False((await _site.ReadAsync(db => db.Registrations.SingleAsync())).FutureInvitations);
    }

    [Fact]
    public async Task Own_data_can_be_corrected_and_errors_keep_what_was_typed()
    {
        var (visitor, link, _) = await SignedUpAsync();
        const string Edit = "form[action$='/modifica']";

        var wrong = await visitor.SubmitAsync(await visitor.GetAsync(link), new() { ["FirstName"] = "", ["Role"] = "Dirigente" }, Edit);
        Assert.Equal(422, wrong.Status);
        Assert.Equal("Dirigente", wrong.ValueOf("Role"));
        var saved = await visitor.FollowAsync(await visitor.SubmitAsync(wrong, new() { ["FirstName"] = "Maria Grazia" }, Edit));

        Assert.Contains("Modifiche salvate", saved.Text, StringComparison.Ordinal);
        var stored = await _site.ReadAsync(db => db.Registrations.SingleAsync());
        Assert.Equal(("Maria Grazia", "Dirigente", "083016"), (stored.FirstName, stored.Role, stored.PublicBodyCode));
    }

    [Fact]
    public async Task Another_address_voids_the_link_and_the_new_one_works()
    {
        var (visitor, link, _) = await SignedUpAsync();

        var answer = await visitor.SubmitAsync(
            await visitor.GetAsync(link), new() { ["Email"] = "nuova@comune.example" }, "form[action$='/modifica']");

        Assert.Contains("nuova@comune.example", (await visitor.FollowAsync(answer)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await visitor.GetAsync(link)).Status);
        var mails = await _site.DeliverAsync();
        var left = Assert.Single(mails, m => m.To.Mailboxes.Single().Address == "maria.rossi@comune.example" && m.Subject!.StartsWith(
            "Il tuo indirizzo è stato sostituito", StringComparison.Ordinal));
        var calendar = left.BodyParts.OfType<MimePart>().Single(p => p.ContentType.IsMimeType("text", "calendar"));
        Assert.Equal("CANCEL", calendar.ContentType.Parameters["method"]);
        Assert.Contains("SEQUENCE:1", MailReading.Content(calendar), StringComparison.Ordinal);
        Assert.DoesNotContain("nuova@", left.TextBody + left.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("/iscrizioni/", left.TextBody, StringComparison.Ordinal);
        var moved = mails.Single(m => m.To.Mailboxes.Single().Address == "nuova@comune.example");
        Assert.Equal(200, (await visitor.GetAsync(LinkIn(moved))).Status);
    }

    [Fact]
    public async Task A_tampered_or_foreign_link_gets_a_kind_page_that_leads_to_a_new_one()
    {
        var (visitor, link, _) = await SignedUpAsync();

        foreach (var bad in new[] { link[..^3], $"{link[..^4]}AAAA", "/iscrizioni/qualunque-cosa" })
        {
            var page = await visitor.GetAsync(bad);
            Assert.Equal(404, page.Status);
            Assert.NotNull(page.Document.QuerySelector("main a[href='/iscrizioni/recupera']"));
        }
    }

    [Fact]
    public async Task A_link_expires_two_months_after_the_webinar()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var site = new CooperaSite(clock: clock);
        var (visitor, link, _) = await SignedUpAsync(site);
        clock.Advance(TimeSpan.FromDays(30));
        Assert.Contains("si è concluso", (await visitor.GetAsync(link)).Text, StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromDays(60));

        Assert.Equal(404, (await visitor.GetAsync(link)).Status);
    }

    [Fact]
    public async Task The_calendar_of_the_personal_page_leads_to_the_way_in_and_to_where_one_cancels()
    {
        var (visitor, link, webinar) = await SignedUpAsync();

        var response = await visitor.Client.GetAsync($"{link}/calendario.ics");

        Assert.Equal("text/calendar", response.Content.Headers.ContentType!.MediaType);
        var ics = (await response.Content.ReadAsStringAsync()).Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains($"/webinar/{webinar.Slug}", ics, StringComparison.Ordinal);
        Assert.Contains($"{link}/entra\r\n", ics, StringComparison.Ordinal);
        Assert.Contains($"annulla da qui, così il posto va a un’altra persona:\\n", ics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recovering_the_link_answers_the_same_for_every_address_and_mails_all_live_links_at_once()
    {
        var (visitor, _, _) = await SignedUpAsync();
        await SignedUpAsync(_site, "Secondo webinar");

        var known = await AskAsync("maria.rossi@comune.example");
        var unknown = await AskAsync("nessuno@comune.example");

        Assert.Equal(
            known.Text.Replace("maria.rossi@", "", StringComparison.Ordinal),
            unknown.Text.Replace("nessuno@", "", StringComparison.Ordinal));
        var mail = (await _site.DeliverAsync()).Single(m => m.Subject == "I link alle tue iscrizioni");
        var links = LinkPattern().Matches(mail.TextBody ?? "").Select(m => m.Value).ToList();
        Assert.Equal(2, links.Count);
        Assert.All(links, link => Assert.Equal(200, visitor.GetAsync(new Uri(link).AbsolutePath).Result.Status));

        async Task<Page> AskAsync(string email) =>
            await visitor.FollowAsync(
                await visitor.SubmitAsync(await visitor.GetAsync("/iscrizioni/recupera"), new() { ["Email"] = email }));
    }

    public void Dispose() => _site.Dispose();

    private Task<(Visitor Visitor, string Link, Webinar Webinar)> SignedUpAsync() => SignedUpAsync(_site);

    private static async Task<(Visitor Visitor, string Link, Webinar Webinar)> SignedUpAsync(
        CooperaSite site, string title = "Accogliere insieme")
    {
        var now = DateTimeOffset.UtcNow;
        var webinar =
            await site.WebinarAsync(() => new Webinar($"prova-{Guid.NewGuid():N}", title, now.AddDays(14), now.AddDays(14).AddHours(2)));
        var visitor = site.NewVisitor();
        await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), SignUpPageTests.Form());
        var mail = (await site.DeliverAsync()).Single(m => m.Subject == $"Iscrizione confermata: {title}");
        return (visitor, LinkIn(mail), webinar);
    }

    private static string LinkIn(MimeMessage mail) => new Uri(LinkPattern().Match(mail.TextBody ?? "").Value).AbsolutePath;

    [GeneratedRegex(@"http://localhost/iscrizioni/[\w-]{35,}")]
    private static partial Regex LinkPattern();
}
