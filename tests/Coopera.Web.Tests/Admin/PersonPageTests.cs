using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Data;
using Coopera.Web.Features.Registrations;
using Coopera.Web.Infrastructure;
using Coopera.Web.Tests.Registrations;
using Coopera.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>The page of one registration, and what the secretariat does from it.</summary>
public sealed class PersonPageTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task It_tells_everything_about_the_person_and_what_happened()
    {
        var (webinar, id) = await SignedUpAsync();
        var other = await _site.WebinarAsync();
        await SignUpAsync(other);
        await _site.DeliverAsync();
        var staff = await shared.StaffAsync();
        await staff.SubmitAsync(await staff.GetAsync($"/gestione/iscrizioni/{id}/modifica"), new() { ["Role"] = "Dirigente" });

        var page = await staff.GetAsync($"/gestione/iscrizioni/{id}");

        Assert.Equal("Maria Rossi", page.Heading);
        foreach (var text in new[] { "confermata", "maria.rossi@comune.example", "Comune di Castroreale (ME), codice 083016, provincia di Messina", "Dirigente", "personale di un ente", "non li vuole", "versione del 1° novembre 2026, letta " })
        {
            Assert.Contains(text, page.Text, StringComparison.Ordinal);
        }

        var diary = page.Document.QuerySelectorAll(".timeline li strong").Select(line => line.TextContent).ToList();
        Assert.Equal(["Dati corretti", $"Email «Iscrizione confermata: {webinar.Title}»", "Iscrizione dal sito"], diary);
        Assert.Contains(CooperaSite.AdministratorEmail, page.Document.QuerySelector(".timeline li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("consegnata al server, a maria.rossi@comune.example", page.Document.QuerySelectorAll(".timeline li")[1].TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/gestione/posta/", page.Document.QuerySelector(".timeline a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"a[href='/gestione/webinar/{webinar.Id}/iscritti']"));
        Assert.Contains(page.Document.QuerySelectorAll("aside .plain-list a"), link => link.TextContent == other.Title);
    }

    [Fact]
    public async Task What_the_person_did_alone_is_in_the_diary_without_what_they_wrote()
    {
        var (webinar, id) = await SignedUpAsync();
        var registration = await FindAsync(id);
        var visitor = _site.NewVisitor();
        var address = $"/iscrizioni/{_site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(id, registration.LinkVersion))}";
        await visitor.SubmitAsync(await visitor.GetAsync(address), new() { ["Role"] = "Ruolo segreto" });
        await visitor.SubmitAsync(await visitor.GetAsync(address), new() { ["reason"] = "Ho un impegno." }, "main form[action$=annulla]");

        var page = await (await shared.StaffAsync()).GetAsync($"/gestione/iscrizioni/{id}");

        var diary = page.Document.QuerySelectorAll(".timeline li").Select(line => line.TextContent).Where(line => !line.Contains("Email", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, diary.Count);
        Assert.Contains("Ho un impegno.", diary[0], StringComparison.Ordinal);
        Assert.Contains("la persona iscritta", diary[0], StringComparison.Ordinal);
        Assert.Contains("ruolo", diary[1], StringComparison.Ordinal);
        Assert.DoesNotContain("segreto", diary[1], StringComparison.Ordinal);
        Assert.Contains("aggiungila di nuovo", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll($"a[href='/gestione/iscrizioni/{id}/modifica']"));
        Assert.Equal(webinar.Id, registration.WebinarId);
    }

    [Fact]
    public async Task Answers_stand_with_the_question_as_it_was_asked()
    {
        var (webinar, id) = await SignedUpAsync();
        await _site.WriteAsync(async db =>
        {
            var key = Guid.NewGuid();
            var old = new Question(webinar.Id, key, 1, 1, QuestionKind.YesNo, "Pranzi con noi?") { RetiredAt = DateTimeOffset.UtcNow };
            db.Questions.AddRange(old, new Question(webinar.Id, key, 2, 1, QuestionKind.YesNo, "Ti fermi a pranzo?"));
            await db.SaveChangesAsync();
            db.Answers.Add(new Answer(id, old.Id, "sì"));
        });
        var staff = await shared.StaffAsync();

        var page = await staff.GetAsync($"/gestione/iscrizioni/{id}");
        var list = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti");

        Assert.Contains("Pranzi con noi?sì (a una versione precedente della domanda)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Ti fermi a pranzo?", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pranzi con noi?", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_address_is_corrected_and_only_the_new_one_is_written_to()
    {
        var (_, id) = await SignedUpAsync("maria.rosi@comune.example");
        var staff = await shared.StaffAsync();

        var done = await staff.SubmitAsync(await staff.GetAsync($"/gestione/iscrizioni/{id}/modifica"), new() { ["Email"] = $"giusta-{id:N}@comune.example" });

        Assert.Contains("Dati salvati.", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        var mails = await _site.ReadAsync(db => db.OutgoingMails.Where(m => m.RegistrationId == id).Select(m => new { m.Kind, m.Recipient }).ToListAsync());
        Assert.Equal($"giusta-{id:N}@comune.example", Assert.Single(mails, m => m.Kind == "RegistrationMoved").Recipient);
        Assert.Equal(2, mails.Count);
        var entry = await _site.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.SubjectKey == $"iscrizione/{id}"));
        Assert.Equal(("corregge i dati di un’iscrizione", "Email: maria.rosi@comune.example", $"Email: giusta-{id:N}@comune.example"), (entry.Action, entry.Before, entry.After));
    }

    [Theory]
    [InlineData("modifica", "Email", "non un indirizzo", "Email")]
    [InlineData("modifica", "FirstName", "", "FirstName")]
    [InlineData("sostituisci", "LastName", "", "LastName")]
    [InlineData("sostituisci", "Reason", "", "Reason")]
    [InlineData("sostituisci", "Told", "per magia", "Told")]
    [InlineData("annulla", "Reason", "  ", "Reason")]
    public async Task What_is_wrong_is_told_and_nothing_typed_is_lost(string action, string field, string value, string error)
    {
        var (_, id) = await SignedUpAsync();
        var staff = await shared.StaffAsync();
        var form = new Dictionary<string, string?>
        {
            ["FirstName"] = "Anna",
            ["LastName"] = "Verdi",
            ["Email"] = $"{id:N}@comune.example",
            ["Told"] = "telefono",
            ["Reason"] = "Una ragione",
            ["Role"] = "Ruolo scritto",
            [field] = value,
        };

        var page = await staff.SubmitAsync(await staff.GetAsync($"/gestione/iscrizioni/{id}/{action}"), form);

        Assert.Equal(422, page.Status);
        Assert.Matches("^Errore: (Modifica|Sostituisci|Annulla).*: Maria Rossi – Coopera$", page.Document.Title);
        Assert.NotEqual("", page.ErrorOf(error));
        Assert.NotNull(page.Document.QuerySelector($".error-summary a[href='#{error}']"));
        if (action != "annulla")
        {
            Assert.Equal("Ruolo scritto", page.ValueOf("Role"));
        }

        Assert.Equal(("Maria Rossi", 0), ((await FindAsync(id)).FullName, (await FindAsync(id)).Revision));
    }

    [Fact]
    public async Task An_address_with_a_registration_of_its_own_is_refused_in_words()
    {
        var (webinar, id) = await SignedUpAsync();
        await SignUpAsync(webinar, "altra@comune.example");
        var staff = await shared.StaffAsync();

        var page = await staff.SubmitAsync(await staff.GetAsync($"/gestione/iscrizioni/{id}/modifica"), new() { ["Email"] = "ALTRA@comune.example" });

        Assert.Equal((422, "Questo indirizzo ha già un’iscrizione attiva a questo webinar."), (page.Status, page.ErrorOf("Email")));
    }

    [Fact]
    public async Task A_substitution_voids_the_links_of_who_leaves()
    {
        var (_, id) = await SignedUpAsync();
        var link = $"/iscrizioni/{_site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(id, 0))}";
        var staff = await shared.StaffAsync();

        var done = await staff.SubmitAsync(await staff.GetAsync($"/gestione/iscrizioni/{id}/sostituisci"), new()
        {
            ["FirstName"] = "Anna",
            ["LastName"] = "Verdi",
            ["Email"] = $"{id:N}@comune.example",
            ["Told"] = "persona",
            ["Reason"] = "Lo chiede il Comune",
        });

        Assert.Contains("Persona sostituita", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await _site.NewVisitor().GetAsync(link)).Status);
        var registration = await FindAsync(id);
        Assert.Equal(("Anna Verdi", null), (registration.FullName, registration.Role));
        var mail = (await _site.DeliverAsync()).Last(m => m.To.ToString().Contains("maria.rossi", StringComparison.Ordinal));
        Assert.Contains("la segreteria ha annullato la tua iscrizione", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_is_cancelled_without_a_mail_when_that_is_wished()
    {
        var (_, id) = await SignedUpAsync();
        var staff = await shared.StaffAsync();

        var done = await staff.SubmitAsync(await staff.GetAsync($"/gestione/iscrizioni/{id}/annulla"), new() { ["Reason"] = "Iscrizione di prova", ["SendMail"] = "false" });

        Assert.Contains("Iscrizione annullata.", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        Assert.Equal(RegistrationStatus.Cancelled, (await FindAsync(id)).Status);
        Assert.False(await _site.ReadAsync(db => db.OutgoingMails.AnyAsync(m => m.RegistrationId == id && m.Kind == "RegistrationCancelled")));
        var own = await _site.NewVisitor().GetAsync($"/iscrizioni/{_site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(id, 0))}");
        Assert.Contains("La segreteria ha annullato l’iscrizione", own.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_is_given_a_place_after_it_is_confirmed_that_it_goes_beyond()
    {
        var webinar = await _site.WebinarAsync(() => new Webinar($"pieno-{Guid.NewGuid():N}", "Pieno", DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(10)) { Capacity = 1 });
        await SignUpAsync(webinar, "prima@comune.example");
        var id = await SignUpAsync(webinar, "seconda@comune.example");
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/iscrizioni/{id}/lista-attesa");

        var refused = await staff.SubmitAsync(form, new() { ["Reason"] = "Relatrice" });
        var done = await staff.SubmitAsync(refused, new() { ["Reason"] = "Relatrice", ["Beyond"] = "true" });

        Assert.Contains("I posti sono esauriti", form.Text, StringComparison.Ordinal);
        Assert.Equal(422, refused.Status);
        Assert.NotEqual("", refused.ErrorOf("Beyond"));
        Assert.Contains("Posto assegnato", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        Assert.Equal(RegistrationStatus.Confirmed, (await FindAsync(id)).Status);
    }

    [Theory]
    [InlineData("modifica")]
    [InlineData("sostituisci")]
    [InlineData("annulla")]
    public async Task Who_was_overtaken_is_told_what_happened_and_changes_nothing(string action)
    {
        var (_, id) = await SignedUpAsync();
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/iscrizioni/{id}/{action}");
        await ChangeAsync(id);
        var fields = new Dictionary<string, string?> { ["FirstName"] = "Anna", ["Email"] = $"{id:N}@comune.example", ["LastName"] = "Verdi", ["Told"] = "telefono", ["Reason"] = "Perché sì" };

        var overtaken = await staff.SubmitAsync(form, fields);
        var again = await staff.SubmitAsync(overtaken, []);

        Assert.Equal(409, overtaken.Status);
        Assert.Contains("Nel frattempo l’iscrizione è cambiata", overtaken.Text, StringComparison.Ordinal);
        Assert.Contains("Dati corretti (la persona iscritta)", overtaken.Text, StringComparison.Ordinal);
        Assert.Equal(303, again.Status); // what was typed is still there, and now they know
    }

    [Fact]
    public async Task Who_is_overtaken_by_a_cancellation_sees_the_page_as_it_is_now()
    {
        var (_, id) = await SignedUpAsync();
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/iscrizioni/{id}/annulla");
        var page = await staff.GetAsync($"/gestione/iscrizioni/{id}");
        await staff.SubmitAsync(form, new() { ["Reason"] = "Prima" });

        var again = await staff.SubmitAsync(form, new() { ["Reason"] = "Seconda" });
        var confirmed = await staff.SubmitAsync(page, []);

        Assert.Equal([409, 409], [again.Status, confirmed.Status]);
        Assert.Contains("Ora è: annullata", again.Text, StringComparison.Ordinal);
        Assert.Equal("Prima", (await FindAsync(id)).CancellationReason);
    }

    [Fact]
    public async Task The_confirmation_goes_out_again_and_the_diary_says_who_asked()
    {
        var (_, id) = await SignedUpAsync();
        var staff = await shared.StaffAsync();

        var page = await staff.FollowAsync(await staff.SubmitAsync(await staff.GetAsync($"/gestione/iscrizioni/{id}"), []));

        Assert.Contains("La conferma è di nuovo in partenza.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Conferma richiesta di nuovo", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, await _site.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.RegistrationId == id && m.Kind == "RegistrationConfirmed")));
    }

    [Fact]
    public async Task Who_may_only_look_sees_the_page_and_no_action()
    {
        var (_, id) = await SignedUpAsync();
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        var page = await reader.GetAsync($"/gestione/iscrizioni/{id}");

        Assert.Equal(200, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("main form[method=post]"));
        Assert.DoesNotContain("Che cosa si può fare", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/modifica")]
    [InlineData("/annulla")]
    public async Task A_registration_that_is_not_there_is_not_found(string action) =>
        Assert.Equal(404, (await (await shared.StaffAsync()).GetAsync($"/gestione/iscrizioni/{Guid.NewGuid()}{action}")).Status);

    private async Task<(Webinar Webinar, Guid Id)> SignedUpAsync(string email = "maria.rossi@comune.example")
    {
        var webinar = await _site.WebinarAsync();
        return (webinar, await SignUpAsync(webinar, email));
    }

    private async Task<Guid> SignUpAsync(Webinar webinar, string email = "maria.rossi@comune.example")
    {
        await using var scope = _site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Person(email), People.Notice, Guid.NewGuid());
        return await _site.ReadAsync(db => db.Registrations.Where(r => r.WebinarId == webinar.Id && r.Email == email).Select(r => r.Id).SingleAsync());
    }

    /// <summary>As the person does on their own page.</summary>
    private async Task ChangeAsync(Guid id)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ChangeRegistration>().RunAsync(await FindAsync(id), People.Person() with { Role = "Altro ruolo" });
    }

    private Task<Registration> FindAsync(Guid id) => _site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.Id == id));
}
