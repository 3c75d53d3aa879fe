using System.Text;
using Coopera.Core.Exports;
using Coopera.Core.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>The secretariat signs up a whole list: paste or file, dry run, all at once, and back.</summary>
public sealed class RegistrationImportTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task Three_hundred_pasted_people_are_signed_up_in_two_pages_and_taken_back_on_the_third()
    {
        var webinar = await _site.WebinarAsync();
        var staff = await shared.StaffAsync();
        var list = "Cognome\tNome\tE-mail\tEnte\tQualifica\n" + string.Join('\n', Enumerable.Range(1, 300).Select(
            i => $"Rossi {(char)('A' + (i % 26))}\tMaria\tmaria{i}@comune.example\tComune di Castroreale\tAssistente sociale"));

        var review = await PasteAsync(staff, webinar, list);
        var done = await staff.FollowAsync(await staff.SubmitAsync(review, Agreed));

        Assert.Equal(200, review.Status);
        Assert.Contains("300 persone da iscrivere", review.Text, StringComparison.Ordinal);
        Assert.Contains("Le colonne: Cognome, Nome, Email, Ente o organizzazione, Ruolo", review.Text, StringComparison.Ordinal);
        Assert.Contains("300 persone iscritte.", done.Text, StringComparison.Ordinal);
        Assert.Contains("300 persone non hanno ancora ricevuto niente", done.Text, StringComparison.Ordinal);
        var one = await _site.ReadAsync(db => db.Registrations.SingleAsync(
            r => r.WebinarId == webinar.Id && r.Email == Domain.EmailAddress.Parse("maria7@comune.example")));
        Assert.Equal(
            ("Maria", "Rossi H", "083016", "Assistente sociale", false),
            (one.FirstName, one.LastName, one.PublicBodyCode, one.Role, one.FutureInvitations));

        var undone = await staff.FollowAsync(await staff.SubmitAsync(done, [], "form[action$=ritira]"));

        Assert.Contains("300 iscrizioni tolte.", undone.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(webinar));
        Assert.Contains("(ritirata)", (await staff.GetAsync(Address(webinar))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dry_run_says_row_by_row_what_becomes_of_it()
    {
        var webinar = await _site.SignedUpAsync(1);
        await _site.WriteAsync(async db =>
        {
            await db.Registrations.Where(r => r.WebinarId == webinar.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.LastName, "Uno"));
            var left = Registration.SignUp(
                webinar.Id, 2, null, People.Person(People.Number(2).Email.Display, "Persona", "Due"), People.Notice, DateTimeOffset.UtcNow);
            left.Cancel(null, DateTimeOffset.UtcNow);
            await db.Registrations.AddAsync(left);
        });
        var staff = await shared.StaffAsync();

        var review = await PasteAsync(
            staff, webinar,
            $"Nome e cognome;Email;Ente\nPersona Uno;{People.Number(1).Email};Messina\nPersona Due;{People.Number(2).Email};Messina\n"
            + "Luca Bianchi;luca.bianchi@comune.example;Castroreal\nLuca;luca@comune.example;Messina\nAnna Verdi;anna.verdi;Messina\n"
            + "\nLuca Bianchi;LUCA.BIANCHI@comune.example;Messina\nIda Lo Bue;ida@studio.example;Studio Lo Bue\nEva Neri;eva@casa.example;");

        Assert.Equal(
            [
                "2: è già in elenco: resta com’è · apri l’iscrizione di Persona Uno",
                "3: aveva annullato la sua iscrizione: resta fuori · apri l’iscrizione di Persona Due",
                "5: Inserisci il cognome.",
                "6: Nell’indirizzo manca la chiocciola (@): scrivilo per intero, per esempio nome@comune.it.",
                "8: stessa persona della riga 4: resta fuori",
                "4: da iscrivere",
                "9: da iscrivere (ente fuori dal registro)",
                "10: da iscrivere (senza ente)",
            ],
            review.Document.QuerySelectorAll("tbody tr:has([data-label=Riga])").Select(row =>
                $"{row.QuerySelector("[data-label=Riga]")!.TextContent}: {row.QuerySelector("[data-label=Esito]")!.TextContent}"));
        Assert.Contains("3 persone da iscrivere", review.Text, StringComparison.Ordinal);
        Assert.Equal("Comune di Castroreale (ME)", review.Document.QuerySelector("[name='BodyChoices[0]'] option[selected]")!.TextContent);

        var again = await staff.SubmitAsync(await TryAsync(staff, review, ("BodyChoices[0]", "altro"), ("EvenCancelled", "true")), Agreed);

        Assert.Equal(303, again.Status);
        Assert.Equal(
            ["Bianchi: Castroreal", "Due: ", "Lo Bue: Studio Lo Bue", "Neri: "],
            await _site.ReadAsync(db => db.ImportedRegistrations
                .Join(db.Registrations.Where(r => r.WebinarId == webinar.Id), i => i.RegistrationId, r => r.Id, (_, r) => r)
                .OrderBy(r => r.LastName).Select(r => r.LastName + ": " + r.OtherBody).ToListAsync()));
    }

    [Fact]
    public async Task A_column_that_was_guessed_wrong_is_put_right()
    {
        var webinar = await _site.WebinarAsync();
        var staff = await shared.StaffAsync();

        var missing = await PasteAsync(staff, webinar, "A;B\nRossi Maria;casella");
        var review = await PasteAsync(staff, webinar, "Rossi Maria;maria@comune.example;Capo ufficio");
        var tried = await TryAsync(staff, review, ("Columns[0]", "LastThenFirst"), ("Columns[2]", "Role"));
        await staff.SubmitAsync(tried, Agreed);

        Assert.Equal(422, missing.Status);
        Assert.Contains("Scegli qual è la colonna con l’indirizzo email.", missing.Text, StringComparison.Ordinal);
        var one = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id));
        Assert.Equal(
            ("Maria", "Rossi", ParticipantKind.Citizen, null), (one.FirstName, one.LastName, one.ParticipantKind, one.PublicBodyCode));
    }

    [Fact]
    public async Task A_file_is_read_like_what_is_pasted_and_stays_on_the_page_while_something_is_missing()
    {
        var webinar = await _site.WebinarAsync();
        var staff = await shared.StaffAsync();
        using var file = new MemoryStream();
        await XlsxExport.WriteAsync(
            file, "Foglio", [new ExportColumn("Nome"), new ExportColumn("Cognome"), new ExportColumn("Email")],
            new object?[][] { ["Niccolò", "D’Angelo", "niccolo@comune.example"] }.ToAsyncEnumerable(),
            cancellationToken: TestContext.Current.CancellationToken);

        var review = await staff.UploadAsync(await staff.GetAsync(Address(webinar)), "elenco comune.xlsx", file.ToArray());
        var unsaid = await staff.SubmitAsync(review, new() { ["SendMail"] = null });
        var done = await staff.FollowAsync(await staff.SubmitAsync(unsaid, Agreed));

        Assert.Contains("Da: elenco comune.xlsx.", review.Text, StringComparison.Ordinal);
        Assert.Equal(422, unsaid.Status);
        Assert.Equal(
            ["#Informed", "#Purpose"],
            unsaid.Document.QuerySelectorAll(".error-summary a").Select(link => link.GetAttribute("href")).Order());
        Assert.Contains("niccolo@comune.example", unsaid.Text, StringComparison.Ordinal);
        Assert.Contains("Una persona iscritta.", done.Text, StringComparison.Ordinal);
        Assert.Equal(0, await _site.ReadAsync(db => db.OutgoingMails.CountAsync(
            m => db.Registrations.Any(r => r.Id == m.RegistrationId && r.WebinarId == webinar.Id))));
    }

    [Theory]
    [InlineData("lettera.pdf", "%PDF-1.7 x", "Questo file non è un elenco")]
    [InlineData("vuoto.csv", "  \n", "Qui non c’è nessuna riga")]
    public async Task A_file_that_is_no_list_is_refused_at_its_field(string name, string content, string error)
    {
        var webinar = await _site.WebinarAsync();
        var staff = await shared.StaffAsync();

        var refused = await staff.UploadAsync(await staff.GetAsync(Address(webinar)), name, Encoding.UTF8.GetBytes(content));

        Assert.Equal(422, refused.Status);
        Assert.Contains(error, refused.ErrorOf("file"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_somebody_signs_up_meanwhile_nothing_happens_and_the_dry_run_is_shown_anew()
    {
        var webinar = await _site.WebinarAsync();
        var staff = await shared.StaffAsync();
        var review = await PasteAsync(staff, webinar, $"Persona Uno;{People.Number(1).Email}\nPersona Due;{People.Number(2).Email}");
        await _site.WriteAsync(async db => await db.Registrations.AddAsync(Registration.SignUp(
            webinar.Id, 1, null, People.Person(People.Number(1).Email.Display, "Uno", "Persona"), People.Notice, DateTimeOffset.UtcNow)));

        var overtaken = await staff.SubmitAsync(review, Agreed);
        var done = await staff.FollowAsync(await staff.SubmitAsync(overtaken, []));

        Assert.Equal(409, overtaken.Status);
        Assert.Contains("Nel frattempo qualcosa è cambiato", overtaken.Text, StringComparison.Ordinal);
        Assert.Contains("Una persona iscritta.", done.Text, StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync(webinar));
    }

    [Fact]
    public async Task Where_places_are_short_it_is_told_before_and_staff_decide()
    {
        var now = DateTimeOffset.UtcNow;
        var webinar = await _site.WebinarAsync(
            () => new Webinar($"pochi-{Guid.NewGuid():N}", "Pochi posti", now.AddDays(9), now.AddDays(10)) { Capacity = 2 });
        var staff = await shared.StaffAsync();
        var list = string.Join('\n', Enumerable.Range(1, 5).Select(i => $"Maria Rossi;maria{i}@comune.example"));

        var review = await PasteAsync(staff, webinar, list);
        var done = await staff.FollowAsync(await staff.SubmitAsync(review, Agreed));
        await staff.SubmitAsync(done, [], "form[action$=ritira]");
        var beyond = await staff.FollowAsync(
            await staff.SubmitAsync(await PasteAsync(staff, webinar, list), new(Agreed) { ["Beyond"] = "true" }));

        Assert.Contains("i posti liberi sono 2, le prime li hanno e 3 vanno in lista d’attesa", review.Text, StringComparison.Ordinal);
        Assert.Contains("5 persone iscritte: 2 con il posto, 3 in lista d’attesa.", done.Text, StringComparison.Ordinal);
        Assert.Contains("5 persone iscritte.", beyond.Text, StringComparison.Ordinal);
        Assert.Contains(MailKinds.RegistrationConfirmed, await _site.ReadAsync(db => db.OutgoingMails.Select(m => m.Kind).ToListAsync()));
    }

    private static Dictionary<string, string?> Agreed => new() { ["Informed"] = "email", ["Purpose"] = "Elenco mandato dal Comune" };

    private static string Address(Webinar webinar) => $"/gestione/webinar/{webinar.Id}/iscritti/importa";

    private static async Task<Page> PasteAsync(Visitor staff, Webinar webinar, string list) =>
        await staff.UploadAsync(await staff.GetAsync(Address(webinar)), "niente", [], new() { ["Data"] = list });

    /// <summary>"Aggiorna la prova".</summary>
    private static Task<Page> TryAsync(Visitor staff, Page review, params (string Name, string Value)[] fields)
    {
        var form = review.Document.QuerySelector("main form[method=post]")!;
        form.SetAttribute("action", review.Document.QuerySelector("[formaction]")!.GetAttribute("formaction")!);
        return staff.SubmitAsync(review, fields.ToDictionary(field => field.Name, field => (string?)field.Value));
    }

    private Task<int> CountAsync(Webinar webinar) => _site.ReadAsync(db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id));
}
