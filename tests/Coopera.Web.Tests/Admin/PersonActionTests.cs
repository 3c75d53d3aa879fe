using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>What the secretariat does from the page of one registration.</summary>
public sealed class PersonActionTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task A_mistyped_address_is_corrected_and_the_old_mailbox_loses_the_event_without_a_word_of_the_new()
    {
        var (_, id) = await _site.SignedUpAsync("maria.rosi@comune.example");
        var staff = await shared.StaffAsync();

        var done = await staff.SubmitAsync(
            await staff.GetAsync($"/gestione/iscrizioni/{id}/modifica"), new() { ["Email"] = $"giusta-{id:N}@comune.example" });

        Assert.Contains("Dati salvati.", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        var mails = await _site.ReadAsync(
            db => db.OutgoingMails.Where(m => m.RegistrationId == id).Select(m => new { m.Kind, m.Recipient }).ToListAsync());
        Assert.Equal($"giusta-{id:N}@comune.example", Assert.Single(mails, m => m.Kind == MailKinds.RegistrationMoved).Recipient.Display);
        Assert.Equal("maria.rosi@comune.example", Assert.Single(mails, m => m.Kind == MailKinds.AddressReplaced).Recipient.Display);
        Assert.Equal(3, mails.Count);
        var entry = await _site.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.SubjectKey == $"iscrizione/{id}"));
        Assert.Equal(
            (AuditAction.RegistrationCorrected, "Email: maria.rosi@comune.example", $"Email: giusta-{id:N}@comune.example"),
            (entry.Action, entry.Before, entry.After));
    }

    [Theory]
    [InlineData("modifica", "Email", "non un indirizzo", "Email")]
    [InlineData("modifica", "FirstName", "", "FirstName")]
    [InlineData("sostituisci", "LastName", "", "LastName")]
    [InlineData("sostituisci", "Reason", "", "Reason")]
    [InlineData("sostituisci", "Informed", "per magia", "Informed")]
    [InlineData("annulla", "Reason", "  ", "Reason")]
    public async Task What_is_wrong_is_told_and_nothing_typed_is_lost(string action, string field, string value, string error)
    {
        var (_, id) = await _site.SignedUpAsync();
        var staff = await shared.StaffAsync();
        var form = new Dictionary<string, string?>
        {
            ["FirstName"] = "Anna",
            ["LastName"] = "Verdi",
            ["Email"] = $"{id:N}@comune.example",
            ["Informed"] = "telefono",
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

        Assert.Equal(
            ("Maria Rossi", 0), ((await _site.FindRegistrationAsync(id)).FullName, (await _site.FindRegistrationAsync(id)).Revision));
    }

    [Fact]
    public async Task An_address_with_a_registration_of_its_own_is_refused_in_words()
    {
        var (webinar, id) = await _site.SignedUpAsync();
        await _site.SignUpAsync(webinar, "altra@comune.example");
        var staff = await shared.StaffAsync();

        var page = await staff.SubmitAsync(
            await staff.GetAsync($"/gestione/iscrizioni/{id}/modifica"), new() { ["Email"] = "ALTRA@comune.example" });

        Assert.Equal((422, "Questo indirizzo ha già un’iscrizione attiva a questo webinar."), (page.Status, page.ErrorOf("Email")));
    }

    [Fact]
    public async Task A_substitution_voids_the_links_of_who_leaves()
    {
        var (_, id) = await _site.SignedUpAsync();
        var link = $"/iscrizioni/{_site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(id, 0))}";
        var staff = await shared.StaffAsync();

        var done = await staff.SubmitAsync(await staff.GetAsync($"/gestione/iscrizioni/{id}/sostituisci"), new()
        {
            ["FirstName"] = "Anna",
            ["LastName"] = "Verdi",
            ["Email"] = $"{id:N}@comune.example",
            ["Informed"] = "persona",
            ["Reason"] = "Lo chiede il Comune",
        });

        Assert.Contains("Persona sostituita", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await _site.NewVisitor().GetAsync(link)).Status);
        var registration = await _site.FindRegistrationAsync(id);
        Assert.Equal(("Anna Verdi", null), (registration.FullName, registration.Role));
        var mail = (await _site.DeliverAsync()).Last(m => m.To.ToString().Contains("maria.rossi", StringComparison.Ordinal));
        Assert.Contains("la segreteria ha annullato la tua iscrizione", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_is_cancelled_without_a_mail_when_that_is_wished()
    {
        var (_, id) = await _site.SignedUpAsync();
        var staff = await shared.StaffAsync();

        var done = await staff.SubmitAsync(
            await staff.GetAsync($"/gestione/iscrizioni/{id}/annulla"),
            new() { ["Reason"] = "Iscrizione di prova", ["SendMail"] = "false" });

        Assert.Contains("Iscrizione annullata.", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        await _site.NobodyThinksAgainAsync();
        Assert.Equal(RegistrationStatus.Cancelled, (await _site.FindRegistrationAsync(id)).Status);
        Assert.False(await _site.ReadAsync(
            db => db.OutgoingMails.AnyAsync(m => m.RegistrationId == id && m.Kind == MailKinds.RegistrationCancelled)));
        var own = await _site.NewVisitor()
            .GetAsync($"/iscrizioni/{_site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(id, 0))}");
        Assert.Contains("La segreteria ha annullato l’iscrizione", own.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_cancelled_by_mistake_is_put_back_from_the_page_and_the_register_says_so()
    {
        var (_, id) = await _site.SignedUpAsync();
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/iscrizioni/{id}/annulla");
        Assert.Contains("Il posto resta suo per dieci minuti", form.Text, StringComparison.Ordinal);
        var page = await staff.FollowAsync(await staff.SubmitAsync(form, new() { ["Reason"] = "Sbaglio" }));

        const string Restore = "form[action$='/rimetti']";
        var back = await staff.FollowAsync(await staff.SubmitAsync(page, [], Restore));
        var twice = await staff.FollowAsync(await staff.SubmitAsync(page, [], Restore));

        Assert.Contains("L’iscrizione vale di nuovo, come prima.", back.Text, StringComparison.Ordinal);
        Assert.Contains("L’iscrizione vale di nuovo, come prima.", twice.Text, StringComparison.Ordinal);
        Assert.Equal(RegistrationStatus.Confirmed, (await _site.FindRegistrationAsync(id)).Status);
        Assert.False(await _site.ReadAsync(
            db => db.OutgoingMails.AnyAsync(m => m.RegistrationId == id && m.Kind == MailKinds.RegistrationCancelled)));
        Assert.Equal(
            [AuditAction.RegistrationCancelled, AuditAction.RegistrationRestored],
            await _site.ReadAsync(db => db.AuditEntries
                .Where(e => e.SubjectKey == $"iscrizione/{id}").OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task That_somebody_wants_no_more_invitations_is_recorded_with_a_reason()
    {
        var (webinar, _) = await _site.SignedUpAsync("altra@comune.example");
        var id = await _site.SignUpAsync(webinar, $"inviti-{Guid.NewGuid():N}@comune.example");
        await _site.WriteAsync(db => db.Registrations.Where(r => r.Id == id)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.FutureInvitations, true)));
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/iscrizioni/{id}/inviti");

        var refused = await staff.SubmitAsync(form, new() { ["Reason"] = " " });
        var done = await staff.FollowAsync(await staff.SubmitAsync(form, new() { ["Reason"] = "Email del 3 marzo" }));

        Assert.Equal(422, refused.Status);
        Assert.Contains("non si mandano più inviti", done.Text, StringComparison.Ordinal);
        Assert.Contains("questo indirizzo non li vuole", done.Text, StringComparison.Ordinal);
        Assert.Contains("Non vuole più gli inviti ai prossimi webinar", done.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await staff.GetAsync($"/gestione/iscrizioni/{id}/inviti")).Status);
    }

    [Fact]
    public async Task Who_waits_is_given_a_place_after_it_is_confirmed_that_it_goes_beyond()
    {
        var webinar = await _site.WebinarAsync(() => new Webinar(
            $"pieno-{Guid.NewGuid():N}", "Pieno", DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(10))
        { Capacity = 1 });
        await _site.SignUpAsync(webinar, "prima@comune.example");
        var id = await _site.SignUpAsync(webinar, "seconda@comune.example");
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/iscrizioni/{id}/lista-attesa");

        var refused = await staff.SubmitAsync(form, new() { ["Reason"] = "Relatrice" });
        var done = await staff.SubmitAsync(refused, new() { ["Reason"] = "Relatrice", ["Beyond"] = "true" });

        Assert.Contains("I posti sono esauriti", form.Text, StringComparison.Ordinal);
        Assert.Equal(422, refused.Status);
        Assert.NotEqual("", refused.ErrorOf("Beyond"));
        Assert.Contains("Posto assegnato", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        Assert.Equal(RegistrationStatus.Confirmed, (await _site.FindRegistrationAsync(id)).Status);
    }

    [Theory]
    [InlineData("modifica")]
    [InlineData("sostituisci")]
    [InlineData("annulla")]
    public async Task Who_was_overtaken_is_told_what_happened_and_changes_nothing(string action)
    {
        var (_, id) = await _site.SignedUpAsync();
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/iscrizioni/{id}/{action}");
        await ChangeAsync(id);
        var fields = new Dictionary<string, string?>
        {
            ["FirstName"] = "Anna",
            ["Email"] = $"{id:N}@comune.example",
            ["LastName"] = "Verdi",
            ["Informed"] = "telefono",
            ["Reason"] = "Perché sì",
        };

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
        var (_, id) = await _site.SignedUpAsync();
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/iscrizioni/{id}/annulla");
        var page = await staff.GetAsync($"/gestione/iscrizioni/{id}");
        await staff.SubmitAsync(form, new() { ["Reason"] = "Prima" });

        var second = await staff.FollowAsync(await staff.SubmitAsync(form, new() { ["Reason"] = "Prima" }));
        var again = await staff.SubmitAsync(form, new() { ["Reason"] = "Seconda" });
        var confirmed = await staff.SubmitAsync(page, []);

        Assert.Contains("Iscrizione annullata.", second.Text, StringComparison.Ordinal);
        Assert.Equal([409, 409], [again.Status, confirmed.Status]);
        Assert.Contains("Ora è: annullata", again.Text, StringComparison.Ordinal);
        Assert.Equal("Prima", (await _site.FindRegistrationAsync(id)).CancellationReason);
    }

    [Fact]
    public async Task The_confirmation_goes_out_again_and_the_diary_says_who_asked()
    {
        var (_, id) = await _site.SignedUpAsync();
        var staff = await shared.StaffAsync();

        var page = await staff.FollowAsync(await staff.SubmitAsync(await staff.GetAsync($"/gestione/iscrizioni/{id}"), []));

        Assert.Contains("La conferma è di nuovo in partenza.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Conferma richiesta di nuovo", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, await _site.ReadAsync(
            db => db.OutgoingMails.CountAsync(m => m.RegistrationId == id && m.Kind == MailKinds.RegistrationConfirmed)));
    }

    /// <summary>As the person does on their own page.</summary>
    private async Task ChangeAsync(Guid id)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ChangeRegistration>()
            .RunAsync(await _site.FindRegistrationAsync(id), People.Person() with { Role = "Altro ruolo" });
    }
}
