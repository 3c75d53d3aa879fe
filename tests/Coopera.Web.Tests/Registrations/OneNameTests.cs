using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Registrations;

/// <summary>Names as people have them, from the form to the lists.</summary>
public sealed class OneNameTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task Who_has_one_name_only_signs_up_and_is_called_by_it_everywhere()
    {
        var webinar = await _site.WebinarAsync();
        var sent = await SignUpAsync(webinar.Slug, new() { ["FirstName"] = "Suharto", ["LastName"] = "", ["NoLastName"] = "true" });

        Assert.Equal(303, sent.Status);
        var registration = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id));
        Assert.Equal(("Suharto", "", "Suharto", "suharto"),
            (registration.FirstName, registration.LastName, registration.FullName, registration.SortName));
        var mail = Assert.Single(await _site.DeliverAsync(), m => m.To.Mailboxes.Single().Name == "Suharto");
        Assert.Contains("Ciao Suharto,", mail.Plain(), StringComparison.Ordinal);
        Assert.Equal("Suharto", mail.Calendar().Events.Single()!.Attendees.Single().CommonName);
        var staff = await shared.StaffAsync();
        var list = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti");
        Assert.Equal("Suharto", list.Document.QuerySelector("th[scope=row] a")!.TextContent);
        var edit = await staff.GetAsync($"/gestione/iscrizioni/{registration.Id}/modifica");
        Assert.True(((AngleSharp.Html.Dom.IHtmlInputElement)edit.Document.QuerySelector("input[name=NoLastName][type=checkbox]")!).IsChecked);
        Assert.Equal(303, (await staff.SubmitAsync(edit, new() { ["Role"] = "Sindaca" })).Status);
    }

    [Theory]
    [InlineData("", "false", "Inserisci il tuo cognome.")]
    [InlineData("Rossi", "true", "C’è un cognome, ma anche «Non ho un cognome»: togli una delle due cose.")]
    [InlineData("vinci.it", "false", "Qui va solo il cognome: quello che hai scritto sembra un indirizzo web.")]
    [InlineData("3391234567", "false", "Qui va solo il cognome: quello che hai scritto sembra un numero di telefono.")]
    [InlineData("hai vinto un premio", "false", "Qui va solo il cognome: quello che hai scritto sembra una frase.")]
    [InlineData("a@b.it", "false", "Qui va solo il cognome: quello che hai scritto sembra un indirizzo email.")]
    [InlineData("-", "false", "Scrivi il cognome con le lettere, senza simboli come / = # e senza faccine.")]
    public async Task The_form_says_what_is_wrong_with_a_last_name_and_keeps_it(string last, string tick, string sentence)
    {
        var webinar = await _site.WebinarAsync();

        var answer = await SignUpAsync(webinar.Slug, new() { ["LastName"] = last, ["NoLastName"] = tick });

        Assert.Equal((422, sentence, last), (answer.Status, answer.ErrorOf("LastName"), answer.ValueOf("LastName")));
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));
    }

    [Fact]
    public async Task An_address_split_over_two_fields_is_seen()
    {
        var webinar = await _site.WebinarAsync();

        var answer = await SignUpAsync(webinar.Slug, new() { ["FirstName"] = "vincipremi.", ["LastName"] = "com" });

        Assert.Equal(
            (422, "Qui va solo il nome e il cognome: quello che hai scritto sembra un indirizzo web."),
            (answer.Status, answer.ErrorOf("LastName")));
    }

    [Theory]
    [InlineData("Role", "Chiama 091 1234567", "Qui va solo il ruolo: quello che hai scritto sembra un numero di telefono.")]
    [InlineData("OtherBody", "www.premi.example", "Qui va solo il nome dell’ente: quello che hai scritto sembra un indirizzo web.")]
    public async Task So_are_role_and_body(string field, string value, string sentence)
    {
        var webinar = await _site.WebinarAsync();

        var answer = await SignUpAsync(webinar.Slug, new() { ["ParticipantKind"] = "Partner", [field] = value });

        Assert.Equal((422, sentence), (answer.Status, answer.ErrorOf(field)));
    }

    [Theory]
    [InlineData("علی\u200Cرضا", "D’Angelo")]
    [InlineData("José María", "N'Diayé")]
    public async Task A_name_is_stored_as_it_is_written(string first, string last)
    {
        var webinar = await _site.WebinarAsync();

        Assert.Equal(303, (await SignUpAsync(webinar.Slug, new() { ["FirstName"] = first, ["LastName"] = last })).Status);

        var stored = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id));
        Assert.Equal((first, last), (stored.FirstName, stored.LastName));
    }

    private async Task<Page> SignUpAsync(string slug, Dictionary<string, string?> changes)
    {
        var visitor = _site.NewVisitor();
        var form = SignUpPageTests.Form($"{Guid.NewGuid():N}@comune.example");
        foreach (var (name, value) in changes)
        {
            form[name] = value;
        }

        return await visitor.SubmitAsync(await visitor.GetAsync($"/webinar/{slug}/iscrizione"), form);
    }
}
