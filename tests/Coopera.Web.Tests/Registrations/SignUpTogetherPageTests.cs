using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Registrations;

/// <summary>Several colleagues by one form, over HTTP.</summary>
public sealed class SignUpTogetherPageTests : IDisposable
{
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task Each_reads_a_mail_of_their_own_with_where_the_data_come_from_and_no_word_of_who_wrote_them()
    {
        var webinar = await _site.WebinarAsync(Webinar);
        var visitor = _site.NewVisitor();

        var sent = await SendAsync(visitor, webinar, Three());
        var page = await visitor.FollowAsync(sent);

        Assert.Equal($"/webinar/{webinar.Slug}/iscrizione/colleghi/inviata", sent.Onward);
        Assert.False(sent.Response.Headers.Contains("Set-Cookie"));
        Assert.Equal("Abbiamo ricevuto 3 iscrizioni", page.Heading);
        Assert.Equal(
            [
                "Anna Verdi: anna@comune.example: Arriva la conferma, con l’invito per il calendario.",
                "Luca Bianchi: ufficio@comune.example: Arriva la conferma, con l’invito per il calendario.",
                "Suharto: ufficio@comune.example: Da confermare: apri entro un’ora il link che arriva a questa casella.",
            ],
            page.Document.QuerySelectorAll("tbody tr").Select(row => string.Join(": ", row.Children.Select(cell => cell.TextContent))));
        var mails = await _site.DeliverAsync();
        Assert.Equal(
            ["Anna Verdi", "Luca Bianchi", "Suharto"], mails.Select(mail => mail.To.Mailboxes.Single().Name).Order());
        var anna = mails.Single(mail => mail.To.Mailboxes.Single().Name == "Anna Verdi").TextBody!;
        Assert.Contains("li ha scritti chi lo ha compilato", anna, StringComparison.Ordinal);
        Assert.Contains("/privacy", anna, StringComparison.Ordinal);
        Assert.DoesNotContain("ufficio@", anna, StringComparison.Ordinal);
        var staff = await _site.NewStaffMemberAsync();
        var id = await _site.ReadAsync(db => db.Registrations.Where(r => r.FirstName == "Anna").Select(r => r.Id).SingleAsync());
        Assert.Contains("Dal modulo per più persone", (await staff.GetAsync($"/gestione/iscrizioni/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_in_the_shared_mailbox_names_those_it_confirms_and_confirms_all_of_them()
    {
        var webinar = await _site.WebinarAsync(Webinar);
        var visitor = _site.NewVisitor();
        var form = Three();
        form["Rows[0].Email"] = "";
        await SendAsync(visitor, webinar, form);
        var mail = (await _site.DeliverAsync()).Single(one => one.Subject == "Conferma 2 iscrizioni: Accogliere insieme");
        var link = mail.TextBody!.Split('\n').First(line => line.Contains("/conferma", StringComparison.Ordinal));

        var page = await visitor.GetAsync(new Uri(link).AbsolutePath);
        var mine = await visitor.FollowAsync(await visitor.SubmitAsync(page, []));

        Assert.Contains("- Luca Bianchi", mail.TextBody!, StringComparison.Ordinal);
        Assert.Equal("Conferma 2 iscrizioni", page.Heading);
        Assert.Equal(["Luca Bianchi", "Suharto"], page.Document.QuerySelectorAll("main li").Select(item => item.TextContent));
        Assert.Equal(200, mine.Status);
        Assert.Equal(
            [RegistrationStatus.Confirmed, RegistrationStatus.Confirmed, RegistrationStatus.Confirmed],
            await _site.ReadAsync(db => db.Registrations.Select(r => r.Status).ToListAsync()));
        Assert.Equal(
            ["Anna Verdi", "Luca Bianchi", "Suharto"],
            (await _site.DeliverAsync()).Where(one => one.Subject == "Iscrizione confermata: Accogliere insieme")
                .Select(one => one.To.Mailboxes.Single().Name).Order());
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_row_by_row_and_nothing_typed_is_lost()
    {
        var webinar = await _site.WebinarAsync(Webinar);
        var form = Three();
        (form["Rows[0].LastName"], form["Rows[1].Email"], form["Rows[2].Role"]) = ("", "luca@", "Chiama 091 1234567");
        (form["PrivacyNoticeRead"], form["ParticipantKind"]) = (null, null);

        var answer = await SendAsync(_site.NewVisitor(), webinar, form);

        Assert.Equal(422, answer.Status);
        Assert.StartsWith("Errore: ", answer.Document.Title, StringComparison.Ordinal);
        Assert.Equal(
            [
                "Scegli come partecipano.",
                "Persona 1: inserisci il cognome.",
                "Persona 2: manca la parte dopo la chiocciola (@), per esempio nome@comune.it.",
                "Persona 3: qui va solo il ruolo: quello che hai scritto sembra un numero di telefono.",
                "Leggi l’informativa sulla privacy e conferma di averla letta.",
            ],
            answer.Document.QuerySelectorAll(".error-summary a").Select(link => link.TextContent));
        Assert.All(
            answer.Document.QuerySelectorAll(".error-summary a"), link => Assert.NotNull(answer.Document.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal(("Anna", "luca@"), (answer.ValueOf("'Rows[0].FirstName'"), answer.ValueOf("'Rows[1].Email'")));
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync()));
    }

    [Fact]
    public async Task The_same_person_twice_nobody_at_all_and_more_than_twenty_are_told()
    {
        var webinar = await _site.WebinarAsync(Webinar);
        var visitor = _site.NewVisitor();
        var twice = Three();
        (twice["Rows[2].FirstName"], twice["Rows[2].LastName"], twice["Rows[2].NoLastName"]) = ("bianchi", "Lùca", null);
        var nobody = Three();
        foreach (var name in nobody.Keys.Where(name => name.StartsWith("Rows", StringComparison.Ordinal)).ToList())
        {
            nobody[name] = null;
        }

        var many = Three();
        foreach (var number in Enumerable.Range(0, 21))
        {
            (many[$"Rows[{number}].FirstName"], many[$"Rows[{number}].LastName"]) = ("Persona", $"Numero{(char)('a' + number)}");
        }

        Assert.Equal("Persona 3: è già alla riga 2.", (await SendAsync(visitor, webinar, twice)).ErrorOf("Rows_2__FirstName"));
        Assert.StartsWith(
            "Persona 1: scrivi il nome", (await SendAsync(visitor, webinar, nobody)).ErrorOf("Rows_0__FirstName"),
            StringComparison.Ordinal);
        using var content = new FormUrlEncodedContent(many.Where(pair => pair.Value is not null).ToDictionary()!);
        var tooMany = await visitor.SendAsync($"/webinar/{webinar.Slug}/iscrizione/colleghi", content);
        Assert.Equal(422, tooMany.Status);
        Assert.Contains("fino a 20 persone", tooMany.Text, StringComparison.Ordinal);
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync()));
    }

    [Fact]
    public async Task More_rows_come_without_scripts_and_from_the_form_for_one_person_what_was_typed_comes_along()
    {
        var webinar = await _site.WebinarAsync(Webinar);
        var visitor = _site.NewVisitor();
        var one = SignUpPageTests.Form();
        one["Step"] = "apri";
        using var typed = new FormUrlEncodedContent(one.Where(pair => pair.Value is not null).ToDictionary()!);

        var opened = await visitor.SendAsync($"/webinar/{webinar.Slug}/iscrizione/colleghi", typed);
        var more = await visitor.SubmitAsync(opened, new() { ["Rows[2].FirstName"] = "Ida" });

        Assert.Equal(200, opened.Status);
        Assert.Equal(
            ("Maria", "Rossi", "maria.rossi@comune.example", "castoreale"),
            (opened.ValueOf("'Rows[0].FirstName'"), opened.ValueOf("'Rows[0].LastName'"), opened.ValueOf("Email"),
                opened.ValueOf("OtherBody")));
        Assert.Empty(opened.Document.QuerySelectorAll(".error-summary"));
        Assert.Equal(422, more.Status); // the button that sends
        using var rows = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Step"] = "righe",
            ["Rows[0].FirstName"] = "Anna",
            ["Rows[17].FirstName"] = "Mancano le righe prima",
            ["Email"] = "x@",
        });
        var grown = await visitor.SendAsync($"/webinar/{webinar.Slug}/iscrizione/colleghi", rows);
        Assert.Equal(200, grown.Status);
        Assert.Equal(("Anna", "x@", 4), (
            grown.ValueOf("'Rows[0].FirstName'"), grown.ValueOf("Email"), grown.Document.QuerySelectorAll("fieldset[data-row]").Length));
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync()));
    }

    [Theory]
    [InlineData("apri")]
    [InlineData("righe")]
    [InlineData("")]
    public async Task However_many_rows_are_sent_the_page_has_no_more_than_people_may_be(string step)
    {
        var webinar = await _site.WebinarAsync(Webinar);
        var typed = Enumerable.Range(0, 60).ToDictionary(number => $"Rows[{number}].FirstName", number => $"Persona {number}");
        (typed["Step"], typed["FirstName"], typed["LastName"]) = (step, "Maria", "Rossi");
        using var rows = new FormUrlEncodedContent(typed);

        var page = await _site.NewVisitor().SendAsync($"/webinar/{webinar.Slug}/iscrizione/colleghi", rows);

        Assert.Equal(step.Length > 0 ? 200 : 422, page.Status);
        Assert.Equal(20, page.Document.QuerySelectorAll("fieldset[data-row]").Length);
    }

    [Fact]
    public async Task Each_row_counts_as_a_form_of_its_own_towards_what_a_network_may_send_in_a_minute()
    {
        using var site = new CooperaSite(new() { ["RateLimits:SignUpsPerMinute"] = "7" });
        var webinar = await site.WebinarAsync(Webinar);
        var visitor = site.NewVisitor();

        var first = await SendAsync(visitor, webinar, Three());
        var second = await SendAsync(visitor, webinar, Three("Ida", "altri@comune.example"));
        var third = await SendAsync(visitor, webinar, Three("Eva", "terzi@comune.example"));

        Assert.Equal((303, 303, 429), (first.Status, second.Status, third.Status));
        Assert.Equal(6, await site.ReadAsync(db => db.Registrations.CountAsync()));
    }

    [Fact]
    public async Task Sent_twice_and_at_once_it_is_the_same_rows_and_the_same_page()
    {
        var webinar = await _site.WebinarAsync(Webinar);
        var visitor = _site.NewVisitor();

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SendAsync(visitor, webinar, Three())));
        var pages = await Task.WhenAll(answers.Select(visitor.FollowAsync));

        Assert.All(pages, page => Assert.Equal(pages[0].Text, page.Text));
        Assert.Equal(3, await _site.ReadAsync(db => db.Registrations.CountAsync()));
        Assert.Equal(3, (await _site.DeliverAsync()).Count);
    }

    [Fact]
    public async Task Twenty_people_with_the_longest_names_have_a_page_that_a_server_can_be_asked_for()
    {
        var webinar = await _site.WebinarAsync(Webinar);
        var form = Three();
        foreach (var number in Enumerable.Range(0, 20))
        {
            form[$"Rows[{number}].FirstName"] = new string('è', 80);
            form[$"Rows[{number}].LastName"] = $"Ò{new string('à', 60)}{(char)('a' + number)}";
            (form[$"Rows[{number}].Email"], form[$"Rows[{number}].NoLastName"]) = ($"{new string('x', 60)}{number}@comune.example", null);
        }

        using var content = new FormUrlEncodedContent(form.Where(pair => pair.Value is not null).ToDictionary()!);
        var sent = await _site.NewVisitor().SendAsync($"/webinar/{webinar.Slug}/iscrizione/colleghi", content);

        Assert.Equal(303, sent.Status);
        Assert.InRange(sent.Location!.Length, 1000, 7000);
        Assert.Equal(20, (await _site.NewVisitor().GetAsync(sent.Location)).Document.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task A_full_webinar_says_so_row_by_row()
    {
        var full = await _site.WebinarAsync(() => Webinar(1));
        var visitor = _site.NewVisitor();
        await SendAsync(visitor, full, Three());

        var page = await visitor.FollowAsync(await SendAsync(visitor, full, Three("Altra", "altri@comune.example")));

        Assert.Contains("I posti sono esauriti: entra in lista d’attesa.", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, await _site.ReadAsync(db => db.Registrations.CountAsync(r => r.Status == RegistrationStatus.Confirmed)));
    }

    public void Dispose() => _site.Dispose();

    private static Webinar Webinar() => Webinar(null);

    private static Webinar Webinar(int? capacity) => new(
        $"prova-{Guid.NewGuid():N}", "Accogliere insieme", DateTimeOffset.UtcNow.AddDays(3), DateTimeOffset.UtcNow.AddDays(3).AddHours(2))
    {
        Capacity = capacity,
    };

    private static Dictionary<string, string?> Three(string first = "Anna", string shared = "ufficio@comune.example") => new()
    {
        ["ParticipantKind"] = "Staff",
        ["OtherBody"] = "castroreale",
        ["Email"] = shared,
        ["Rows[0].FirstName"] = first,
        ["Rows[0].LastName"] = "Verdi",
        ["Rows[0].Email"] = $"{first}@comune.example".ToLowerInvariant(),
        ["Rows[1].FirstName"] = "Luca",
        ["Rows[1].LastName"] = "Bianchi",
        ["Rows[2].FirstName"] = "Suharto",
        ["Rows[2].NoLastName"] = "true",
        ["PrivacyNoticeRead"] = "true",
    };

    private static async Task<Page> SendAsync(Visitor visitor, Webinar webinar, Dictionary<string, string?> form) =>
        await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione/colleghi"), form);
}
