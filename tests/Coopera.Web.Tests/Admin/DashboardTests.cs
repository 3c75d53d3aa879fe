using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>"What needs me today?"</summary>
public sealed class DashboardTests : IDisposable
{
    private static readonly DateTimeOffset Now = CoordinationFiles.Now;

    // Each counts everything on its site.
    private readonly CooperaSite _site = new(clock: new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now));

    [Fact]
    public async Task When_nothing_waits_it_says_so_warmly_and_tells_the_day()
    {
        var page = await (await _site.NewStaffMemberAsync()).GetAsync("/gestione");

        Assert.Equal("Oggi", page.Heading);
        Assert.Contains("giovedì 15 gennaio 2026", page.Text, StringComparison.Ordinal);
        Assert.Contains("Non c’è niente che ti aspetta", page.Text, StringComparison.Ordinal);
        Assert.Contains("Nessun webinar in programma", page.Text, StringComparison.Ordinal);
        Assert.Empty(Lines(page));
    }

    [Fact]
    public async Task Adhesions_that_wait_for_us_and_for_others_are_counted_with_the_oldest()
    {
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted, daysAgo: 3);
        await _site.FileAsync(CoordinationFiles.Cefalu, AdhesionStatus.InReview, daysAgo: 1);
        await _site.FileAsync(CoordinationFiles.Siracusa, AdhesionStatus.ChangesRequested, daysAgo: 12);

        var lines = Lines(await (await _site.NewStaffMemberAsync()).GetAsync("/gestione"));

        Assert.Contains(
            "2 adesioni aspettano la segreteria. La prima è di Comune di Messina (ME), da 3 giorni. → /gestione/adesioni?stato=ForUs: "
            + "Verifica le adesioni", lines);
        Assert.Contains(
            "1 adesione aspetta l’ente, che deve integrarla. Comune di Siracusa (SR), da 12 giorni. → "
            + "/gestione/adesioni?stato=ChangesRequested: Guarda", lines);
    }

    [Fact]
    public async Task Requests_for_the_scheda_that_led_to_nothing_wait_until_the_body_begins()
    {
        var messina = await _site.ReadAsync(db => db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == CoordinationFiles.Messina));
        await _site.WriteAsync(db =>
        {
            db.SchedaRequests.Add(
                new SchedaRequest(EmailAddress.Parse("uno@comune.example"), messina, null, "2026-01-01", Now.AddDays(-9)));
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();

        Assert.Contains(
            Lines(await staff.GetAsync("/gestione")),
            line => line.StartsWith("1 richiesta della scheda non ha avuto seguito. È del 6 gennaio 2026", StringComparison.Ordinal));
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Draft);
        Assert.DoesNotContain(Lines(await staff.GetAsync("/gestione")), line => line.Contains("richiesta", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_has_a_week_to_begin_before_its_request_counts_as_without_a_follow_up()
    {
        await _site.WriteAsync(db =>
        {
            db.SchedaRequests.Add(
                new SchedaRequest(
                    EmailAddress.Parse("ieri@comune.example"), null, "Pro loco", "2026-01-01", Now.AddDays(-6)));
            db.SchedaRequests.Add(
                new SchedaRequest(
                    EmailAddress.Parse("uno@comune.example"), null, "Consorzio", "2026-01-01", Now.AddDays(-7)));
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();

        var line = Assert.Single(Lines(await staff.GetAsync("/gestione")));

        Assert.Equal(
            "1 richiesta della scheda non ha avuto seguito. È dell’8 gennaio 2026: l’ente non ha cominciato l’adesione. → "
            + "/gestione/adesioni/richieste?fermi=true&fino-al=2026-01-08: Vedi a chi scrivere", line);
        var list = await staff.GetAsync("/gestione/adesioni/richieste?fermi=true&fino-al=2026-01-08");
        Assert.Equal("Consorzio", Assert.Single(list.Document.QuerySelectorAll("tbody th")).TextContent);
        Assert.Contains("senza seguito", list.Text, StringComparison.Ordinal);
        Assert.Equal("2026-01-08", list.ValueOf("fino-al"));
        Assert.Contains("non ancora cominciata", (await staff.GetAsync("/gestione/adesioni/richieste")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, null, null)]
    [InlineData(3, "Comincia tra 3 giorni, domenica 18 gennaio 2026 alle 15:00: non c’è ancora nessuna iscrizione.", false)]
    [InlineData(1, "Comincia domani alle 15:00: non c’è ancora nessuna iscrizione.", false)]
    [InlineData(0, "Comincia oggi alle 15:00: non c’è ancora nessuna iscrizione.", true)]
    public async Task A_webinar_without_its_link_is_told_from_three_days_before_and_in_red_on_the_day(
        int days, string? detail, bool? isUrgent)
    {
        var start = RomeTime.FromRome(2026, 1, 15 + days, 15);
        var webinar = await _site.WebinarAsync(() => new Webinar("senza-link", "Senza link", start, start.AddHours(2)));
        await _site.WebinarAsync(
            () => new Webinar("con-link", "Con il link", start, start.AddHours(2)) { JoinLink = "https://zoom.example/j/1" });

        var page = await (await _site.NewStaffMemberAsync()).GetAsync("/gestione");

        var told = page.Document.QuerySelectorAll(".todo").Where(
            todo => todo.TextContent.Contains("manca il link", StringComparison.Ordinal)).ToList();
        Assert.Equal(detail is null ? 0 : 1, told.Count);
        if (detail is not null)
        {
            Assert.Equal(
                $"A «Senza link» manca il link per collegarsi. {detail} → /gestione/webinar/{webinar.Id}/modifica: Aggiungi il link",
                Lines(page)[0]);
            Assert.Equal(isUrgent, told[0].ClassList.Contains("todo-urgent"));
        }
    }

    [Fact]
    public async Task Mails_that_failed_come_first_with_the_reasons_and_a_queue_that_stands_still_is_told()
    {
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        await MailAsync(Now.AddHours(-2), new(MailFailureKind.NoSuchMailbox, "550 no"));
        await MailAsync(Now.AddHours(-2), new(MailFailureKind.NoSuchMailbox, "550 nobody"));
        await MailAsync(Now.AddHours(-2), MailPageFiles.NoServer);
        await MailAsync(Now.AddMinutes(-40));

        var page = await (await _site.NewStaffMemberAsync()).GetAsync("/gestione");

        var lines = Lines(page);
        Assert.Equal(
            "La posta non parte. 1 email è in coda e la prima aspetta da 40 minuti: il servizio che spedisce sembra fermo. Avvisa chi "
            + "gestisce il sito. → /gestione/posta?stato=coda: Guarda la coda", lines[0]);
        Assert.Equal(
            "3 email non sono arrivate. L’indirizzo non esiste o non riceve posta (2); Il server di posta non risponde (1). → "
            + "/gestione/posta?stato=non-riuscite: Vedi perché e rimedia", lines[1]);
        Assert.StartsWith("1 adesione aspetta la segreteria.", lines[2], StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll(".todo-urgent").Length);
    }

    [Fact]
    public async Task A_mail_that_was_just_written_or_waits_for_its_next_attempt_is_no_queue_that_stands_still()
    {
        await MailAsync(Now.AddMinutes(-10));
        await _site.WriteAsync(db =>
        {
            var retrying = Mail(Now.AddHours(-1));
            retrying.MarkFailedAttempt(new(MailFailureKind.TimedOut), Now.AddMinutes(-1));
            db.OutgoingMails.Add(retrying);
            return Task.CompletedTask;
        });

        Assert.Contains(
            "Non c’è niente che ti aspetta",
            (await (await _site.NewStaffMemberAsync()).GetAsync("/gestione")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Webinars_that_are_near_full_or_closing_and_drafts_are_kept_an_eye_on()
    {
        var near = await _site.WebinarAsync(() => new Webinar("vicino", "Vicino", Now.AddDays(5), Now.AddDays(5).AddHours(1)));
        var full =
            await _site.WebinarAsync(() => new Webinar("pieno", "Pieno", Now.AddDays(30), Now.AddDays(30).AddHours(1)) { Capacity = 1 });
        await _site.WebinarAsync(() => new Webinar("chiude", "Chiude", Now.AddDays(20), Now.AddDays(20).AddHours(1))
        {
            Capacity = 9,
            RegistrationClosesAt = Now.AddDays(2),
        });
        await _site.WebinarAsync(() => new Webinar("lontano", "Lontano", Now.AddDays(60), Now.AddDays(60).AddHours(1)));
        await _site.WriteAsync(db =>
        {
            db.Webinars.Add(new Webinar("bozza", "Da finire", Now.AddDays(90), Now.AddDays(90).AddHours(1)));
            db.Registrations.AddRange(SignUp(near, 1, 9), SignUp(full, 2, 1), SignUp(full, 3, 0));
            return Task.CompletedTask;
        });

        var page = await (await _site.NewStaffMemberAsync()).GetAsync("/gestione");

        Assert.Equal(
            [
                $"«Vicino» comincia martedì 20 gennaio 2026 alle 10:00. 1 persona ha il posto. → /gestione/webinar/{near.Id}/iscritti: "
                + "Vedi le iscrizioni",
                "«Chiude» si chiudono",
                $"«Pieno» è al completo. 1 persona è in lista d’attesa. → /gestione/webinar/{full.Id}/iscritti: Vedi chi aspetta",
                "1 webinar è ancora in bozza. «Da finire». → /gestione/webinar: Completa e pubblica",
            ],
            Lines(page).Select(line => line.StartsWith("Le iscrizioni a", StringComparison.Ordinal) ? "«Chiude» si chiudono" : line));
        var meter = page.Document.QuerySelector("meter[aria-label='Posti presi: 1 su 1']");
        Assert.Equal(("1", "1"), (meter?.GetAttribute("value"), meter?.GetAttribute("max")));
        Assert.Equal(
            ["Vicino", "Chiude", "Pieno", "Lontano"],
            page.Document.QuerySelectorAll("table[role=table] tbody th").Select(th => th.TextContent));
    }

    [Fact]
    public async Task Each_chart_is_an_image_with_a_name_and_has_a_table_with_the_same_numbers()
    {
        var webinar = await _site.WebinarAsync();
        await _site.WriteAsync(db =>
        {
            db.Registrations.AddRange(SignUp(webinar, 1, 9), SignUp(webinar, 2, 9));
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.GetAsync("/gestione?periodo=Months");

        var panels = page.Document.QuerySelectorAll(".chart-panel");
        Assert.Equal(
            ["Iscrizioni nel tempo", "Adesioni al Coordinamento", "Da quale provincia", "Chi si iscrive"],
            panels.Select(panel => panel.QuerySelector("h3")!.TextContent));
        Assert.All(panels, panel =>
        {
            var drawing = panel.QuerySelector("svg[role=img]")!;
            Assert.NotNull(page.Document.GetElementById(drawing.GetAttribute("aria-labelledby")!));
            Assert.NotNull(page.Document.GetElementById(drawing.GetAttribute("aria-describedby")!));
            Assert.NotNull(panel.QuerySelector("details table caption"));
        });
        Assert.Equal("gennaio 20262", Words(panels[0].QuerySelector("tbody tr:last-child")!.TextContent));
        Assert.Equal("Messina2", Words(panels[2].QuerySelector("tbody tr")!.TextContent));
        var none = await staff.GetAsync("/gestione?webinar=99999&periodo=7");
        Assert.Equal(200, none.Status);
        Assert.Contains("2 iscrizioni nel periodo", none.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StaffRoles.Reader, "Guarda", "Guarda", "Guarda")]
    [InlineData(StaffRoles.Editor, "Vedi perché e rimedia", "Guarda", "Completa e pubblica")]
    [InlineData(StaffRoles.Secretariat, "Vedi perché e rimedia", "Verifica le adesioni", "Guarda")]
    public async Task Everybody_sees_the_same_and_is_offered_what_they_may_do(string role, string mail, string adhesion, string draft)
    {
        await _site.FileAsync(CoordinationFiles.Messina, AdhesionStatus.Submitted);
        await MailAsync(Now.AddHours(-2), MailPageFiles.NoServer);
        await _site.WriteAsync(db =>
        {
            db.Webinars.Add(new Webinar("bozza", "Da finire", Now.AddDays(90), Now.AddDays(90).AddHours(1)));
            return Task.CompletedTask;
        });

        var page = await (await _site.NewStaffMemberAsync(role)).GetAsync("/gestione");

        Assert.Equal([mail, adhesion, draft], Lines(page).Select(line => line[(line.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]));
    }

    public void Dispose() => _site.Dispose();

    /// <summary>"Sentence Detail → address: words of the link".</summary>
    private static List<string> Lines(Page page) => [.. page.Document.QuerySelectorAll(".todo").Select(todo =>
    {
        var link = todo.QuerySelector("a")!;
        var words = link.FirstChild!.TextContent;
        return $"{Words(string.Join(' ', todo.QuerySelectorAll("div > *").Select(part => part.TextContent)))} → "
            + $"{link.GetAttribute("href")}: {words}";
    })];

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private Task MailAsync(DateTimeOffset at, MailFailure? failure = null) => _site.WriteAsync(db =>
    {
        var mail = Mail(at);
        if (failure is not null)
        {
            mail.MarkFailedAttempt(failure, at, isFinal: true);
        }

        db.OutgoingMails.Add(mail);
        return Task.CompletedTask;
    });

    private static OutgoingMail Mail(DateTimeOffset at) =>
        new(MailCause.Schedule, MailKinds.YourLinks, EmailAddress.Parse("maria@comune.example"), "Maria Rossi", "{}", null, at);

    private static Registration SignUp(Webinar webinar, int number, int placesLeft) =>
        Registration.SignUp(webinar.Id, number, placesLeft, People.Number(number), People.Notice, Now);
}
