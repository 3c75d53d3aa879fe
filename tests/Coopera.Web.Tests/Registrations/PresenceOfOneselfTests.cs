using Coopera.Core.Links;
using Coopera.Core.Presence.Evidence;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Registrations;

/// <summary>Code word, room and "Non risulto presente", as people with a link go through them. 12 February 2026, 15:00 in Rome.</summary>
public sealed class PresenceOfOneselfTests : IDisposable
{
    private static readonly DateTimeOffset Start = RomeTime.FromRome(2026, 2, 12, 15);

    private readonly FakeTimeProvider _clock = new(RomeTime.FromRome(2026, 2, 1, 10));
    private readonly CooperaSite _site;
    private readonly Visitor _visitor;

    public PresenceOfOneselfTests()
    {
        _site = new CooperaSite([], _clock);
        _visitor = _site.NewVisitor();
    }

    [Fact]
    public async Task A_word_is_typed_on_the_way_in_and_a_wrong_or_late_one_gets_a_sentence()
    {
        var webinar = await WebinarAsync();
        var own = await OwnPageAsync(webinar);
        _clock.SetUtcNow(Start.AddMinutes(2));
        await _visitor.PostAsync($"{own}/entra");
        _clock.SetUtcNow(Start.AddMinutes(30));
        await SayAsync(webinar, "Mandorla 47");
        _clock.SetUtcNow(Start.AddMinutes(34));
        var door = await _visitor.GetAsync($"{own}/entra");

        var wrong = await _visitor.SubmitAsync(door, new() { ["Word"] = "arancia" }, "form[action$='/parola']");
        Assert.Equal(422, wrong.Status);
        Assert.Contains("Non è una delle parole dette in questo webinar", wrong.ErrorOf("Word"), StringComparison.Ordinal);
        Assert.Equal("arancia", wrong.ValueOf("Word"));
        var none = await _visitor.SubmitAsync(door, new() { ["Word"] = " " }, "form[action$='/parola']");
        Assert.Equal("Scrivi la parola che hai sentito.", none.ErrorOf("Word"));
        var right = await _visitor.FollowAsync(
            await _visitor.SubmitAsync(door, new() { ["Word"] = "mandorla47" }, "form[action$='/parola']"));
        Assert.Contains("Parola chiave segnata alle 15:34", right.Text, StringComparison.Ordinal);
        await SayAsync(webinar, "Lava nera");
        _clock.SetUtcNow(Start.AddMinutes(44));
        var late = await _visitor.SubmitAsync(right, new() { ["Word"] = "lava nera" }, "form[action$='/parola']");

        Assert.Contains("Questa parola valeva fino alle 15:44: adesso è tardi.", late.ErrorOf("Word"), StringComparison.Ordinal);
        Assert.Equal([(2, 2), (2, 34)], await StaysAsync());
    }

    [Fact]
    public async Task After_the_webinar_one_reads_what_is_known_writes_what_is_missing_and_is_answered_by_mail()
    {
        var webinar = await WebinarAsync();
        var own = await OwnPageAsync(webinar);
        var id = await _site.ReadAsync(db => db.Registrations.Select(r => r.Id).SingleAsync());
        Assert.DoesNotContain("Manda la richiesta", (await _visitor.GetAsync($"{own}/presenza")).Text, StringComparison.Ordinal);
        _clock.SetUtcNow(Start.AddHours(3));
        Assert.NotNull((await _visitor.GetAsync(own)).Document.QuerySelector(".notice a[href$='/presenza']"));
        var page = await _visitor.GetAsync($"{own}/presenza");
        Assert.Contains("Della tua presenza per ora non risulta niente.", page.Text, StringComparison.Ordinal);

        var empty = await _visitor.SubmitAsync(page, new() { ["Text"] = " " }, "form[action$='/presenza']");
        Assert.Equal((422, true), (empty.Status, empty.ErrorOf("Text").StartsWith("Scrivi che cosa è successo", StringComparison.Ordinal)));
        var tooLong = await _visitor.SubmitAsync(page, new() { ["Text"] = new string('a', 1001) }, "form[action$='/presenza']");
        Assert.Equal("Il testo può avere al massimo 1000 caratteri.", tooLong.ErrorOf("Text"));
        var asked = await _visitor.FollowAsync(await _visitor.SubmitAsync(
            page, new() { ["Text"] = "Seguivo dal telefono <b>dalle 15</b>" }, "form[action$='/presenza']"));
        Assert.Contains("La richiesta è arrivata alla segreteria", asked.Text, StringComparison.Ordinal);
        var again = await _visitor.FollowAsync(
            await _visitor.SubmitAsync(page, new() { ["Text"] = "Ancora" }, "form[action$='/presenza']"));
        Assert.Contains("C’è già una richiesta aperta", again.Text, StringComparison.Ordinal);

        var staff = await _site.NewStaffMemberAsync();
        Assert.Contains("1 persona dice «Non risulto presente».", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
        var list = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/presenze?mostra=richieste");
        Assert.Contains("Rossi Maria", list.Text, StringComparison.Ordinal);
        var evidence = await staff.GetAsync($"/gestione/iscrizioni/{id}/presenza");
        Assert.Contains("Seguivo dal telefono <b>dalle 15</b>", evidence.Text, StringComparison.Ordinal);
        var decision = "form[action$='/decidi']";
        var unfinished = await staff.SubmitAsync(
            evidence, new() { ["Decision.Answer"] = "Va bene.", ["Decision.Accept"] = "true" }, decision);
        Assert.Equal(422, unfinished.Status);
        Assert.Contains("Va bene.", unfinished.Text, StringComparison.Ordinal);
        Dictionary<string, string?> accepted = new()
        {
            ["Decision.Answer"] = "C’è la conferma del dirigente.",
            ["Decision.Accept"] = "true",
            ["Decision.From.Time"] = "15:00",
            ["Decision.Until.Time"] = "16.45",
        };
        var first = await staff.SubmitAsync(evidence, accepted, decision);
        var second = await staff.SubmitAsync(evidence, accepted, decision);

        Assert.Equal((303, 303), (first.Status, second.Status));
        Assert.Contains("105 minuti su 120 minuti", (await staff.FollowAsync(second)).Text, StringComparison.Ordinal);
        var mail = Assert.Single(
            await _site.DeliverAsync(), m => m.Subject!.StartsWith("La tua presenza è registrata", StringComparison.Ordinal));
        Assert.Contains("risulti presente dalle 15:00 alle 16:45", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Richiesta accolta", (await _visitor.GetAsync($"{own}/presenza")).Text, StringComparison.Ordinal);
        var late = await staff.SubmitAsync(
            evidence, new(accepted) { ["Decision.Answer"] = "Altro.", ["Decision.Accept"] = "false" }, decision);
        Assert.Equal(409, late.Status);
        Assert.Contains("Nel frattempo la richiesta è stata decisa", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_room_the_code_on_the_screen_leads_to_ones_own_confirmation()
    {
        var webinar = await WebinarAsync();
        var contact = await OwnPageAsync(webinar);
        var phone = await OwnPageAsync(webinar, People.Number(2));
        await OwnPageAsync(webinar, People.Number(3));
        Assert.Contains("poco prima dell’inizio", (await _visitor.GetAsync($"{contact}/sala")).Text, StringComparison.Ordinal);
        _clock.SetUtcNow(Start);
        var room = await _visitor.FollowAsync(
            await _visitor.SubmitAsync(await _visitor.GetAsync($"{contact}/sala"), [], "form[action$='/apri']"));
        var code = room.Document.QuerySelector(".room-code")!.TextContent.Trim();
        Assert.NotNull(room.Document.QuerySelector("svg[role=img]"));

        var door = await _visitor.GetAsync($"/sala/{code}");
        Assert.Contains("Accogliere insieme", door.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Maria", door.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await _visitor.GetAsync("/sala/zzzzzz")).Status);
        var sent = await _visitor.SubmitAsync(door, new() { ["Email"] = "nessuno@comune.example" }, "form[action$='/recupera']");
        Assert.Equal("/iscrizioni/recupera/inviata", sent.Onward);
        var join = await _visitor.GetAsync($"{phone}/sala");
        var wrong = await _visitor.SubmitAsync(join, new() { ["Code"] = "abc" }, "form[action$='/conferma']");
        Assert.Contains("Non c’è una sala aperta con questo codice", wrong.ErrorOf("Code"), StringComparison.Ordinal);
        var joined = await _visitor.FollowAsync(await _visitor.SubmitAsync(join, new() { ["Code"] = code }, "form[action$='/conferma']"));
        Assert.Contains("Presenza segnata: risulti in questa sala", joined.Text, StringComparison.Ordinal);

        room = await _visitor.GetAsync($"{contact}/sala");
        Assert.Contains("Persona Numero 3", room.Text, StringComparison.Ordinal);
        var third = await _site.ReadAsync(db => db.Registrations.Where(r => r.LastName == "Numero 3").Select(r => r.Id).SingleAsync());
        room = await _visitor.FollowAsync(
            await _visitor.PostAsync($"{contact}/sala/dichiara", ("people", $"{third}"), ("fromTheBeginning", "true")));
        Assert.Contains("(dichiarata da te)", room.Text, StringComparison.Ordinal);
        _clock.SetUtcNow(Start.AddMinutes(100));
        var closed = await _visitor.FollowAsync(await _visitor.SubmitAsync(room, [], "form[action$='/chiudi']"));

        Assert.Contains("La sala è chiusa", closed.Text, StringComparison.Ordinal);
        Assert.Equal([(0, 100), (0, 100), (0, 100)], await StaysAsync());
        var staff = await _site.NewStaffMemberAsync();
        Assert.Contains(
            "dichiarata dal referente, Maria Rossi",
            (await staff.GetAsync($"/gestione/iscrizioni/{third}/presenza")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await _visitor.GetAsync($"/sala/{code}")).Status);
        Assert.Equal(404, (await _visitor.GetAsync("/iscrizioni/non-valido/sala")).Status);
    }

    public void Dispose() => _site.Dispose();

    private Task<Webinar> WebinarAsync() => _site.WebinarAsync(
        () => new Webinar("prova", "Accogliere insieme", Start, Start.AddHours(2))
        {
            JoinLink = "https://zoom.example/j/1",
            Platform = "Zoom",
        });

    private Task SayAsync(Webinar webinar, string word) => _site.InScopeAsync(
        services => services.GetRequiredService<SayCodeWord>().RunAsync(
            new(webinar.Id, null, CooperaSite.AdministratorEmail), word, TimeSpan.FromMinutes(15)));

    /// <summary>Somebody signs up; the address of their page.</summary>
    private async Task<string> OwnPageAsync(Webinar webinar, Participant? person = null)
    {
        person ??= People.Person();
        await _site.InScopeAsync(services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, person, People.Notice));
        var registration = await _site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.EmailKey == person.Email.Key));
        var token = _site.Services.GetRequiredService<PersonalLinks>().Token(new(registration.Id, registration.LinkVersion));
        return _site.Services.GetRequiredService<SiteAddresses>().PersonalPage(token);
    }

    private async Task<IEnumerable<(int From, int Until)>> StaysAsync() =>
        (await _site.ReadAsync(db => db.PresenceIntervals.AsNoTracking().OrderBy(p => p.Id).ToListAsync()))
        .Select(p => ((int)(p.EnteredAt - Start).TotalMinutes, (int)(p.Until - Start).TotalMinutes));
}
