using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Adding by hand, columns, several at once, exports with their purpose: over HTTP.</summary>
public sealed class RegistrationManyTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task Somebody_is_added_by_hand_with_how_they_were_told_about_privacy()
    {
        var webinar = await _site.WebinarAsync();
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/nuova");

        var untold = await staff.SubmitAsync(form, Person());
        var done = await staff.SubmitAsync(untold, new() { ["Informed"] = "telefono" });
        var taken = await staff.SubmitAsync(
            await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/nuova"), With(Person(), "Informed", "email"));

        Assert.Equal(422, untold.Status);
        Assert.Contains("senza non possiamo registrare", untold.ErrorOf("Informed"), StringComparison.Ordinal);
        Assert.Contains("Persona aggiunta: ha un posto.", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        Assert.Equal(422, taken.Status);
        var registration = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id));
        Assert.NotNull(taken.Document.QuerySelector($"a[href='/gestione/iscrizioni/{registration.Id}']"));
        Assert.Equal("083016", registration.PublicBodyCode);
        var entry = await _site.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.SubjectKey == $"iscrizione/{registration.Id}"));
        Assert.Equal("Informativa: letta per telefono. Conferma mandata per email.", entry.Details);
        Assert.Contains("Cognome: Verdi", entry.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beyond_the_places_only_with_a_reason_and_without_a_mail_when_that_is_wished()
    {
        var webinar = await WebinarAsync(1, capacity: 1);
        var staff = await shared.StaffAsync();
        var form = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/nuova");
        var fields = With(With(With(Person(), "Informed", "telefono"), "SendMail", "false"), "Beyond", "true");

        var unsaid = await staff.SubmitAsync(form, fields);
        var done = await staff.SubmitAsync(unsaid, new() { ["Reason"] = "Relatrice" });

        Assert.Contains("La persona va in lista d’attesa", form.Text, StringComparison.Ordinal);
        Assert.NotEqual("", unsaid.ErrorOf("Reason"));
        Assert.Contains("ha un posto", (await staff.FollowAsync(done)).Text, StringComparison.Ordinal);
        Assert.Equal(2, await _site.ReadAsync(
            db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Confirmed)));
        Assert.False(await _site.ReadAsync(db => db.OutgoingMails.AnyAsync(
            m => m.Recipient == EmailAddress.Parse("anna.verdi@comune.example")
                && m.RecipientName == "Anna Verdi" && m.Content.Contains($"\"Id\":{webinar.Id},"))));
    }

    [Fact]
    public async Task Nobody_is_added_to_a_cancelled_webinar()
    {
        var webinar = await _site.WebinarAsync(() =>
        {
            var cancelled = new Webinar(
                $"via-{Guid.NewGuid():N}", "Via", DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(10));
            cancelled.Publish();
            cancelled.Cancel("Non si fa.");
            return cancelled;
        });
        var staff = await shared.StaffAsync();

        var page = await staff.SubmitAsync(
            await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/nuova"), With(Person(), "Informed", "telefono"));

        Assert.Equal(409, page.Status);
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));
    }

    [Fact]
    public async Task Chosen_columns_are_remembered_and_go_into_the_files()
    {
        var webinar = await WebinarAsync(2);
        var staff = await _site.NewStaffMemberAsync();
        var list = $"/gestione/webinar/{webinar.Id}/iscritti";
        var page = await staff.GetAsync($"{list}?cerca=numero");
        var token = page.ValueOf("__RequestVerificationToken");

        var done = await staff.PostAsync(
            $"{list}/colonne", ("__RequestVerificationToken", token), ("torna", "?cerca=numero"),
            ("colonne", "telefono"), ("colonne", "provincia"), ("colonne", "<script>"));
        var chosen = await staff.FollowAsync(done);
        var csv = await staff.Client.GetStringAsync(
            $"{chosen.Document.QuerySelector("main a[href*='iscritti.csv']")!.GetAttribute("href")}&scopo=contattare");

        Assert.Equal($"{list}?cerca=numero", done.Location);
        Assert.Equal(
            ["Scelta", "N.", "Persona", "Provincia", "Telefono"],
            chosen.Document.QuerySelectorAll("thead th").Select(head => head.TextContent));
        Assert.StartsWith("N.;Cognome;Nome;Provincia;Telefono\r\n1;Numero 1;Persona;Messina;", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("script", string.Join(' ', done.Response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal(
            list,
            (await staff.PostAsync($"{list}/colonne", ("__RequestVerificationToken", token), ("torna", "//altrove.example"))).Location);
    }

    [Fact]
    public async Task Heads_of_columns_put_the_list_in_order_and_say_so()
    {
        var webinar = await WebinarAsync(3);
        var staff = await shared.StaffAsync();
        var list = $"/gestione/webinar/{webinar.Id}/iscritti";

        var first = await staff.GetAsync($"{list}?stato=Confirmed");
        var byName = await staff.GetAsync(Head(first, "Persona").GetAttribute("href")!);
        var reversed = await staff.GetAsync(Head(byName, "Persona").GetAttribute("href")!);

        Assert.Equal(
            ("ascending", null),
            (Head(first, "N.").ParentElement!.GetAttribute("aria-sort"), Head(first, "Persona").ParentElement!.GetAttribute("aria-sort")));
        Assert.Equal(("ascending", "descending"), (
            Head(byName, "Persona").ParentElement!.GetAttribute("aria-sort"),
            Head(reversed, "Persona").ParentElement!.GetAttribute("aria-sort")));
        Assert.Equal($"{list}?stato=Confirmed&ordine=Name&inverso=true", Head(byName, "Persona").GetAttribute("href"));
        Assert.Equal("3", reversed.Document.QuerySelector("tbody .number")!.TextContent);
    }

    [Fact]
    public async Task Ticked_people_are_counted_first_and_then_cancelled()
    {
        var webinar = await WebinarAsync(5);
        var ids = await IdsAsync(webinar);
        await _site.WriteAsync(async db => (await db.Registrations.SingleAsync(r => r.Id == ids[1])).Cancel(null, DateTimeOffset.UtcNow));
        var staff = await shared.StaffAsync();

        var count =
            await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/in-blocco?azione=Cancel&scelti={ids[0]}&scelti={ids[1]}");
        var unsaid = await staff.SubmitAsync(count, Several(ids[..2]));
        var done = await staff.FollowAsync(await SubmitSeveralAsync(staff, count, ids[..2], ("Reason", "Doppioni")));

        Assert.Contains("1 persona: una con il posto, nessuna in attesa.", count.Text, StringComparison.Ordinal);
        Assert.Contains("Un’altra iscrizione è già annullata e resta com’è.", count.Text, StringComparison.Ordinal);
        Assert.Equal(422, unsaid.Status);
        Assert.Contains("Un’iscrizione annullata.", done.Text, StringComparison.Ordinal);
        Assert.Equal(2, await _site.ReadAsync(
            db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Cancelled)));
    }

    [Fact]
    public async Task All_of_a_filter_get_their_confirmation_again_but_not_who_joined_since()
    {
        var webinar = await WebinarAsync(60);
        var staff = await shared.StaffAsync();
        var count = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/in-blocco?azione=Confirm&tutti=true&cerca=numero");
        await AddAsync(webinar, 61);

        var done = await staff.FollowAsync(await staff.SubmitAsync(count, []));

        Assert.Contains("60 persone", count.Text, StringComparison.Ordinal);
        Assert.Contains("60 conferme sono di nuovo in partenza.", done.Text, StringComparison.Ordinal);
        Assert.EndsWith("?cerca=numero", done.Response.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
        Assert.Equal(60, await _site.ReadAsync(db => db.RegistrationEvents.CountAsync(
            e => e.Kind == RegistrationEventKind.ConfirmationSentAgain
                && db.Registrations.Any(r => r.Id == e.RegistrationId && r.WebinarId == webinar.Id))));
    }

    [Fact]
    public async Task When_others_are_meant_than_were_counted_nothing_happens_and_they_are_counted_anew()
    {
        var webinar = await WebinarAsync(4);
        var staff = await shared.StaffAsync();
        var count = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/in-blocco?azione=Cancel&tutti=true");
        var ids = await IdsAsync(webinar);
        await _site.WriteAsync(async db => (await db.Registrations.SingleAsync(r => r.Id == ids[2])).Cancel(null, DateTimeOffset.UtcNow));

        var changed = await staff.SubmitAsync(count, new() { ["Reason"] = "Rinviato" });
        var done = await staff.SubmitAsync(changed, []);

        Assert.Equal(409, changed.Status);
        Assert.Contains("Nel frattempo qualcosa è cambiato", changed.Text, StringComparison.Ordinal);
        Assert.Contains("3 persone: 3 con il posto, nessuna in attesa.", changed.Text, StringComparison.Ordinal);
        Assert.Equal(303, done.Status);
        Assert.Equal(4, await _site.ReadAsync(
            db => db.Registrations.CountAsync(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Cancelled)));
    }

    [Theory]
    [InlineData("?azione=Cancel", 200, "Non c’è nessuno da cambiare")]
    [InlineData("?azione=Cancel&scelti=nessuno", 200, "Non c’è nessuno da cambiare")]
    [InlineData("", 303, "")]
    [InlineData("?azione=Esplodi", 303, "")]
    public async Task An_odd_choice_does_nothing(string query, int status, string text)
    {
        var webinar = await WebinarAsync(1);

        var page = await (await shared.StaffAsync()).GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/in-blocco{query}");

        Assert.Equal(status, page.Status);
        Assert.Contains(text, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iscritti.csv?cerca=numero&colonne=email", AuditAction.RegistrationsExported)]
    [InlineData("iscritti.xlsx?cerca=numero&colonne=email", AuditAction.RegistrationsExported)]
    [InlineData("foglio-presenze.pdf", AuditAction.AttendanceSheetTaken)]
    public async Task A_file_is_given_only_when_it_is_said_what_for(string file, string action)
    {
        var webinar = await WebinarAsync(2);
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Reader, StaffRoles.Export);
        var address = $"/gestione/webinar/{webinar.Id}/{file}";
        var between = file.Contains('?', StringComparison.Ordinal) ? '&' : '?';

        var asks = await staff.GetAsync(address);
        var unsaid = await staff.GetAsync($"{address}{between}scopo=altro");
        var unchosen = await staff.GetAsync($"{address}{between}dettaglio=");
        var nothing =
            await _site.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Action == action && e.SubjectKey == $"webinar/{webinar.Id}"));
        var given = await staff.Client.GetAsync($"{address}{between}scopo=altro&dettaglio=Prova%20generale");

        Assert.Equal((200, "Prima di scaricare"), (asks.Status, asks.Heading));
        Assert.Equal(
            file.Contains("numero", StringComparison.Ordinal) ? ["numero", "email"] : [],
            asks.Document.QuerySelectorAll("main input[type=hidden]").Select(input => input.GetAttribute("value")));
        Assert.Equal((422, "Scrivi in poche parole perché ti serve."), (unsaid.Status, unsaid.ErrorOf("Dettaglio")));
        Assert.NotNull(unsaid.Document.QuerySelector("input[name=Scopo][value=altro][checked]"));
        Assert.Equal((422, "Scegli perché ti serve questo elenco."), (unchosen.Status, unchosen.ErrorOf("Scopo")));
        Assert.Equal(
            "Scegli perché ti serve questo elenco.", unchosen.Document.QuerySelector(".error-summary a[href='#Scopo']")?.TextContent);
        Assert.False(nothing);
        Assert.NotEqual("text/html", given.Content.Headers.ContentType!.MediaType);
        await given.Content.ReadAsByteArrayAsync();
        Assert.Equal("Prova generale", await _site.ReadAsync(db => db.AuditEntries.Where(
            e => e.Action == action && e.SubjectKey == $"webinar/{webinar.Id}").Select(e => e.Reason).SingleAsync()));
    }

    [Fact]
    public async Task A_link_on_another_site_gives_no_file_in_the_name_of_who_follows_it()
    {
        var webinar = await WebinarAsync(2);
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Reader, StaffRoles.Export);
        staff.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        var page = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti.csv?scopo=altro&dettaglio=Parole%20altrui");

        Assert.Equal((200, "Prima di scaricare"), (page.Status, page.Heading));
        Assert.False(await _site.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.SubjectKey == $"webinar/{webinar.Id}")));
    }

    [Fact]
    public async Task The_attendance_sheet_has_who_has_a_place_by_surname()
    {
        var webinar = await WebinarAsync(2, capacity: 2);
        await AddAsync(webinar, 3, placesLeft: 0);
        var staff = await shared.StaffAsync();

        var answer = await staff.Client.GetAsync($"/gestione/webinar/{webinar.Id}/foglio-presenze.pdf?scopo=presenze");

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("foglio-presenze-tanti-", answer.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        using var file = new PdfFile(await answer.Content.ReadAsByteArrayAsync());
        Assert.Contains("Persone iscritte: 2", file.Text, StringComparison.Ordinal);
        Assert.Contains("Numero 2 Persona", file.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Numero 3", file.Text, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement Head(Page page, string title) =>
        page.Document.QuerySelectorAll("thead a").Single(link => link.TextContent == title);

    private static Dictionary<string, string?> Person() => new()
    {
        ["FirstName"] = "Anna",
        ["LastName"] = "Verdi",
        ["Email"] = "anna.verdi@comune.example",
        ["ParticipantKind"] = "Staff",
        ["OtherBody"] = "Castroreale",
        ["Role"] = "Educatrice",
    };

    private static Dictionary<string, string?> With(Dictionary<string, string?> fields, string name, string value) =>
        new(fields) { [name] = value };

    /// <summary>The visitor keeps one value a name: the first of several is enough to be refused.</summary>
    private static Dictionary<string, string?> Several(IReadOnlyList<Guid> ids) => new() { ["scelti"] = $"{ids[0]}" };

    private static Task<Page> SubmitSeveralAsync(Visitor staff, Page page, IReadOnlyList<Guid> ids, params (string, string)[] fields) =>
        staff.PostAsync(
        page.Document.QuerySelector("main form[method=post]")!.GetAttribute("action")!,
        [.. page.Document.QuerySelectorAll("main form[method=post] input[type=hidden]")
            .Where(input => input.GetAttribute("name") != "scelti").Select(input => (input.GetAttribute("name")!,
                input.GetAttribute("value")!)),
            .. ids.Select(id => ("scelti", $"{id}")), .. fields]);

    private Task<List<Guid>> IdsAsync(Webinar webinar) => _site.ReadAsync(
        db => db.Registrations.Where(r => r.WebinarId == webinar.Id).OrderBy(r => r.Number).Select(r => r.Id).ToListAsync());

    private async Task<Webinar> WebinarAsync(int people, int? capacity = null)
    {
        var webinar = await _site.WebinarAsync(() => new Webinar(
            $"tanti-{Guid.NewGuid():N}",
            "Tanti",
            DateTimeOffset.UtcNow.AddDays(9),
            DateTimeOffset.UtcNow.AddDays(10))
        { Capacity = capacity });
        for (var number = 1; number <= people; number++)
        {
            await AddAsync(webinar, number);
        }

        return webinar;
    }

    private Task AddAsync(Webinar webinar, int number, int? placesLeft = null) => _site.WriteAsync(async db =>
    {
        var locked = await db.LockWebinarAsync(webinar.Id);
        db.Registrations.Add(Registration.SignUp(
            webinar.Id, locked!.Revision, placesLeft, People.Number(number), People.Notice, Guid.NewGuid(), DateTimeOffset.UtcNow));
    });
}
