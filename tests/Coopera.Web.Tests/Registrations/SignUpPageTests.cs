using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Registrations;

public sealed class SignUpPageTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task Who_signs_up_reads_what_was_recorded_and_what_to_expect_and_reloading_does_not_repeat_it()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();

        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), Form());

        Assert.Equal($"/webinar/{webinar.Slug}/iscrizione/inviata", answer.Onward);
        var receipt = await visitor.FollowAsync(answer);
        Assert.Contains("Maria Rossi", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("maria.rossi@comune.example", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("Comune di Castroreale (ME)", receipt.Text, StringComparison.Ordinal);
        Assert.Contains("Controlla la posta", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(receipt.Text, (await visitor.GetAsync(answer.Location!)).Text);
        var stored = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id));
        Assert.Equal(RegistrationStatus.Confirmed, stored.Status);
        Assert.Equal("083016", stored.PublicBodyCode);
        Assert.True(stored.PrivacyNoticeReadAt > DateTimeOffset.MinValue);
        Assert.False(stored.FutureInvitations);
    }

    [Fact]
    public async Task Nothing_typed_is_lost_when_something_is_wrong()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = Form();
        form["Email"] = "maria.rossi@";
        form["LastName"] = "";
        form["PrivacyNoticeRead"] = null;
        form["FutureInvitations"] = "true";

        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);

        Assert.Equal(422, answer.Status);
        Assert.StartsWith("Errore: ", answer.Document.Title, StringComparison.Ordinal);
        Assert.Equal("Maria", answer.ValueOf("FirstName"));
        Assert.Equal("maria.rossi@", answer.ValueOf("Email"));
        Assert.Equal("castoreale", answer.ValueOf("OtherBody"));
        Assert.Equal("Assistente sociale", answer.ValueOf("Role"));
        Assert.NotNull(answer.Document.QuerySelector("[name=ParticipantKind][value=Staff][checked]"));
        Assert.NotNull(answer.Document.QuerySelector("[name=FutureInvitations][checked]"));
        Assert.Equal("Manca la parte dopo la chiocciola (@), per esempio nome@comune.it.", answer.ErrorOf("Email"));
        Assert.Equal("Inserisci il tuo cognome.", answer.ErrorOf("LastName"));
        var links = answer.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Equal(["#LastName", "#Email", "#PrivacyNoticeRead"], links);
        Assert.All(links, link => Assert.NotNull(answer.Document.QuerySelector(link!)));
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));
    }

    [Fact]
    public async Task A_known_address_reads_the_same_page_and_gets_a_mail_with_the_link()
    {
        var webinar = await _site.WebinarAsync();
        var email = $"{Guid.NewGuid():N}@comune.example";
        var first = await SignUpAsync(webinar, email);

        var second = await SignUpAsync(webinar, email, role: "Assessora");

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(1, await _site.ReadAsync(db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id)));
        var mails = await _site.DeliverAsync();
        Assert.Equal(
            ["Iscrizione confermata: Accogliere insieme", "La tua iscrizione c’è già: Accogliere insieme"],
            mails.Where(m => m.To.Mailboxes.Single().Address == email).Select(m => m.Subject).Order());
    }

    [Fact]
    public async Task A_full_webinar_says_so_and_puts_the_person_on_the_waiting_list()
    {
        var webinar = await _site.WebinarAsync(() => Soon(capacity: 1));
        var visitor = _site.NewVisitor();
        var openBefore = await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione");
        await SignUpAsync(webinar);

        var page = await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione");
        Assert.Contains("I posti sono esauriti", page.Text, StringComparison.Ordinal);
        var form = Form();
        form["Email"] = "altra@comune.example";
        var receipt = await visitor.FollowAsync(await visitor.SubmitAsync(openBefore, form));

        Assert.Equal("Sei in lista d’attesa", receipt.Heading);
        Assert.Contains("non devi fare altro", receipt.Text, StringComparison.Ordinal);
        Assert.Equal(RegistrationStatus.Waiting, (await _site.ReadAsync(
            db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id && r.EmailKey == "altra@comune.example"))).Status);
    }

    [Fact]
    public async Task A_page_that_is_open_while_registration_closes_answers_kindly()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var site = new CooperaSite(clock: clock);
        var webinar =
            await site.WebinarAsync(() => new Webinar("breve", "Breve", clock.GetUtcNow().AddHours(1), clock.GetUtcNow().AddHours(2)));
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync("/webinar/breve/iscrizione");
        clock.Advance(TimeSpan.FromMinutes(70));

        var answer = await visitor.SubmitAsync(form, Form());

        Assert.Contains("Le iscrizioni sono chiuse", answer.Text, StringComparison.Ordinal);
        Assert.Contains("Non abbiamo registrato nessun dato", answer.Text, StringComparison.Ordinal);
        Assert.False(await site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));
    }

    [Fact]
    public async Task A_body_that_could_be_several_is_asked_for_and_what_was_typed_stays()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = Form();
        form["OtherBody"] = "santa ma";

        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);

        Assert.Equal(422, answer.Status);
        Assert.Contains("Più enti corrispondono", answer.ErrorOf("PublicBodyCode"), StringComparison.Ordinal);
        var choices = answer.Document.QuerySelectorAll("[name=PublicBodyCode]").Select(input => input.GetAttribute("value")).ToList();
        Assert.Contains("084038", choices);
        Assert.Contains("altro", choices);
        var accepted = await visitor.SubmitAsync(answer, new() { ["PublicBodyCode"] = "084038", ["PrivacyNoticeRead"] = "true" });
        Assert.Equal(303, accepted.Status);
        Assert.Equal("084038", (await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id))).PublicBodyCode);
    }

    [Fact]
    public async Task A_misspelt_body_is_offered_and_one_elsewhere_is_taken_as_written()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = Form();
        form["OtherBody"] = "Caltagironne";

        var offered = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);
        Assert.Equal("Conferma il tuo ente: intendi Comune di Caltagirone (CT)?", offered.ErrorOf("PublicBodyCode"));
        form["OtherBody"] = "Comune di Torino";
        Assert.Equal(303, (await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form)).Status);

        Assert.Equal(
            "Comune di Torino", (await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id))).OtherBody);
    }

    [Fact]
    public async Task An_unknown_body_code_is_told_in_words()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = Form();
        form["PublicBodyCode"] = "999999";

        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);

        Assert.Equal(422, answer.Status);
        Assert.Contains("Non troviamo questo ente nel registro", answer.ErrorOf("OtherBody"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nicolò", "D’Angelo")]
    [InlineData("Søren", "De Blasi-Øster")]
    [InlineData("Maria Rosaria", "Lo Bue")]
    [InlineData("太郎", "日本")]
    public async Task People_keep_their_names(string first, string last)
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var email = $"{Guid.NewGuid():N}@comune.example";
        var form = Form(email);
        (form["FirstName"], form["LastName"]) = ($"  {first} ", last);

        var receipt =
            await visitor.FollowAsync(await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form));

        Assert.Contains($"{first} {last}", receipt.Text, StringComparison.Ordinal);
        var mail = (await _site.DeliverAsync()).Single(m => m.To.Mailboxes.Single().Address == email);
        Assert.Equal($"{first} {last}", mail.To.Mailboxes.Single().Name);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("Maria\r\nBcc: altri@comune.example")]
    [InlineData("Maria\u0007")]
    public async Task Markup_control_characters_and_line_breaks_are_no_name(string name)
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = Form();
        form["FirstName"] = name;

        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);

        Assert.Equal(422, answer.Status);
        Assert.Contains("su una sola riga", answer.ErrorOf("FirstName"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", answer.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phone_is_asked_only_when_the_webinar_wants_it()
    {
        var plain = await _site.WebinarAsync();
        var asking =
            await _site.WebinarAsync(() => new Webinar(
                "telefono", "Con telefono", DateTimeOffset.UtcNow.AddDays(3), DateTimeOffset.UtcNow.AddDays(4))
            { AsksPhone = true });
        var visitor = _site.NewVisitor();
        var form = Form();
        form["Phone"] = "+39 091 1234567";

        Assert.Null((await visitor.GetAsync($"/webinar/{plain.Slug}/iscrizione")).Document.QuerySelector("[name=Phone]"));
        await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{plain.Slug}/iscrizione"), form);
        await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{asking.Slug}/iscrizione"), form);
        form["Phone"] = "chiamami";
        var wrong = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{asking.Slug}/iscrizione"), form);

        Assert.Null((await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == plain.Id))).Phone);
        Assert.Equal("+39 091 1234567", (await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == asking.Id))).Phone);
        Assert.Contains("+39 091 1234567", wrong.ErrorOf("Phone"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invented_kind_of_participant_is_told_in_italian()
    {
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = Form();
        form["ParticipantKind"] = "Emperor";

        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), form);

        Assert.Equal(422, answer.Status);
        Assert.DoesNotContain("not valid", answer.Html, StringComparison.OrdinalIgnoreCase);
    }

    internal static Dictionary<string, string?> Form(string email = "maria.rossi@comune.example") => new()
    {
        ["FirstName"] = "Maria",
        ["LastName"] = "Rossi",
        ["Email"] = email,
        ["ParticipantKind"] = "Staff",
        ["OtherBody"] = "castoreale",
        ["Role"] = "Assistente sociale",
        ["PrivacyNoticeRead"] = "true",
    };

    private static Webinar Soon(int capacity) =>
        new(
            $"prova-{Guid.NewGuid():N}",
            "Accogliere insieme",
            DateTimeOffset.UtcNow.AddDays(3),
            DateTimeOffset.UtcNow.AddDays(3).AddHours(2))
        { Capacity = capacity };

    private async Task<Page> SignUpAsync(
        Webinar webinar, string email = "maria.rossi@comune.example", string role = "Assistente sociale")
    {
        var visitor = _site.NewVisitor();
        return await visitor.FollowAsync(await visitor.SubmitAsync(
            await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"), new(Form(email)) { ["Role"] = role }));
    }
}
