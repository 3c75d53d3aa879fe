using System.Globalization;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>The form that webinars are written in.</summary>
public sealed class WebinarEditorTests : IDisposable
{
    private static readonly (string, string?)[] Complete =
    [
        ("Title", "  Perché l’accoglienza: 3° incontro "), ("Theme", "Il welfare di comunità"),
        ("Description", "Si parla di **accoglienza**.\n\n- uno\n  - due"),
        ("Audience", "Assistenti sociali"), ("Coordinator", "Maria Rossi, Segretaria"), ("Partners", "Comune di Palermo\nASP di Trapani"),
        ("Start.Date", "2026-03-19"), ("Start.Time", "15:00"), ("End.Time", "17.30"), ("Closes.Date", "18/3/2026"), ("Closes.Time", "12"),
        ("Capacity", "60"), ("AsksPhone", "true"), ("Platform", "Zoom"), ("JoinLink", "https://zoom.example/j/1"),
        ("Talks[0].Title", "Il modello Torino"), ("Talks[0].Speakers[0].Name", "Anna Bianchi"), ("Talks[0].Speakers[0].Role", "dirigente"),
    ];

    private readonly CooperaSite _site = Editors.Site();

    [Fact]
    public async Task A_new_webinar_is_a_draft_with_all_that_was_typed_and_its_address_comes_from_the_title()
    {
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Editor);

        var answer = await staff.SendAsync(await staff.GetAsync("/gestione/webinar/nuovo"), Complete);

        var page = await staff.FollowAsync(answer);
        Assert.Contains("La bozza è salvata", page.Text, StringComparison.Ordinal);
        var webinar =
            await _site.ReadAsync(db => db.Webinars.AsNoTracking().Whole().SingleAsync(w => w.Slug == "perche-l-accoglienza-3-incontro"));
        Assert.Equal(WebinarStatus.Draft, webinar.Status);
        Assert.Equal(
            new WebinarContent
            {
                Slug = "perche-l-accoglienza-3-incontro",
                Title = "Perché l’accoglienza: 3° incontro",
                Theme = "Il welfare di comunità",
                Description = "Si parla di **accoglienza**.\n\n- uno\n  - due",
                Audience = "Assistenti sociali",
                Coordinator = "Maria Rossi, Segretaria",
                Partners = "Comune di Palermo\nASP di Trapani",
                StartsAt = RomeTime.FromRome(2026, 3, 19, 15),
                EndsAt = RomeTime.FromRome(2026, 3, 19, 17, 30),
                RegistrationClosesAt = RomeTime.FromRome(2026, 3, 18, 12),
                Capacity = 60,
                AsksPhone = true,
                Platform = "Zoom",
                JoinLink = "https://zoom.example/j/1",
            },
            webinar.Content);
        Assert.Equal("Anna Bianchi", Assert.Single(Assert.Single(webinar.Talks).Speakers).Name);
        var entry = await _site.LastEntryAsync();
        Assert.Equal((AuditAction.WebinarCreated, $"webinar/{webinar.Id}", null), (entry.Action, entry.SubjectKey, entry.Before));
        Assert.Contains("Quando: giovedì 19 marzo 2026, dalle 15:00 alle 17:30", entry.After, StringComparison.Ordinal);
        Assert.Equal(404, (await _site.NewVisitor().GetAsync($"/webinar/{webinar.Slug}")).Status);
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost()
    {
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.SendAsync(
            await staff.GetAsync("/gestione/webinar/nuovo"),
            ("Title", "<b>"), ("Slug", "Con Spazi"), ("Start.Date", "2026-03-19"), ("Start.Time", "17:00"), ("End.Time", "15:00"),
            ("Opens.Date", "2026-03-20"), ("Opens.Time", "09:00"), ("Capacity", "molti"),
            ("JoinLink", "http://zoom.example"), ("Talks[0].Speakers[0].Role", "dirigente"));

        Assert.Equal(422, page.Status);
        Assert.StartsWith("Errore: ", page.Document.Title, StringComparison.Ordinal);
        Assert.Contains("senza i simboli", page.ErrorAt("Title"), StringComparison.Ordinal);
        Assert.Contains("lettere minuscole", page.ErrorAt("Slug"), StringComparison.Ordinal);
        Assert.Contains("La fine viene dopo l’inizio", page.ErrorAt("End.Time"), StringComparison.Ordinal);
        Assert.Contains("si aprono prima", page.ErrorAt("Opens.Date"), StringComparison.Ordinal);
        Assert.Contains("quanti posti", page.ErrorAt("Capacity"), StringComparison.Ordinal);
        Assert.Contains("https://", page.ErrorAt("JoinLink"), StringComparison.Ordinal);
        Assert.Contains("Scrivi il titolo dell’intervento", page.ErrorOf("Form_Talks_0__Title"), StringComparison.Ordinal);
        Assert.Contains("nome di chi parla", page.ErrorOf("Form_Talks_0__Speakers_0__Name"), StringComparison.Ordinal);
        Assert.Equal(
            ("Con Spazi", "molti", "dirigente"),
            (page.FieldOf("Slug"), page.FieldOf("Capacity"), page.FieldOf("Talks[0].Speakers[0].Role")));
        Assert.All(
            page.Document.QuerySelectorAll(".error-summary a"),
            link => Assert.NotNull(page.Document.GetElementById(link.GetAttribute("href")![1..])));
        Assert.Empty(await _site.RegisterLinesAsync());
    }

    [Theory]
    [InlineData("calendario.ics", "serve già al sito")]
    [InlineData("2-tavolo-tecnico-rete-sai", "ha, o ha avuto, questo indirizzo")]
    [InlineData("vecchio", "ha, o ha avuto, questo indirizzo")]
    public async Task An_address_is_given_once_also_when_it_is_an_old_one(string slug, string sentence)
    {
        await _site.WriteAsync(db => db.OldSlugs.AddAsync(new OldSlug(SlugOf.Webinar, "vecchio", 1)).AsTask());
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.SendAsync(await staff.GetAsync("/gestione/webinar/nuovo"), [.. Complete, ("Slug", slug)]);

        Assert.Equal(422, page.Status);
        Assert.Contains(sentence, page.ErrorAt("Slug"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preview_shows_the_description_without_its_markup_and_saves_nothing()
    {
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.SendAsync(
            await staff.GetAsync("/gestione/webinar/nuovo"), ("Title", "Prova"),
            ("Description", "Un **passo**\n\n<script>x()</script>"), ("do", "preview"));

        Assert.Equal(200, page.Status);
        Assert.Equal("passo", page.Document.QuerySelector("#anteprima strong")!.TextContent);
        Assert.Null(page.Document.QuerySelector("#anteprima script"));
        Assert.Equal(("Prova", "prova"), (page.FieldOf("Title"), page.FieldOf("Slug")));
        Assert.Empty(page.Document.QuerySelectorAll(".error-summary"));
        Assert.Equal(1, await _site.ReadAsync(db => db.Webinars.CountAsync()));
    }

    [Fact]
    public async Task Talks_and_speakers_are_added_moved_and_taken_away_without_script_and_the_rest_stays()
    {
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.SendAsync(
            await staff.GetAsync("/gestione/webinar/nuovo"), ("Title", "Prova"), ("Talks[0].Title", "Primo"), ("do", "talk-add"));
        page = await staff.SendAsync(page, ("Talks[1].Title", "Secondo"), ("Talks[1].Speakers[0].Name", "Anna"), ("do", "speaker-add-1"));
        page = await staff.SendAsync(page, ("Talks[1].Speakers[1].Name", "Bruno"), ("do", "speaker-up-1-1"));
        Assert.Equal(("Bruno", "Anna"), (page.FieldOf("Talks[1].Speakers[0].Name"), page.FieldOf("Talks[1].Speakers[1].Name")));

        page = await staff.SendAsync(page, ("do", "talk-up-1"));
        Assert.Equal(
            ("Secondo", "Primo", "Bruno"),
            (page.FieldOf("Talks[0].Title"), page.FieldOf("Talks[1].Title"), page.FieldOf("Talks[0].Speakers[0].Name")));
        page = await staff.SendAsync(page, ("do", "speaker-remove-0-0"));
        page = await staff.SendAsync(page, ("do", "talk-down-0"));
        page = await staff.SendAsync(page, ("do", "talk-remove-0"));

        Assert.Equal(200, page.Status);
        Assert.Equal(
            ("Prova", "Secondo", "Anna"),
            (page.FieldOf("Title"), page.FieldOf("Talks[0].Title"), page.FieldOf("Talks[0].Speakers[0].Name")));
        Assert.Null(page.Document.QuerySelector("[name='Form.Talks[1].Title']"));
    }

    [Theory]
    [InlineData("talk-remove-9")]
    [InlineData("talk-up-0")]
    [InlineData("speaker-remove-9-9")]
    [InlineData("speaker-add-9")]
    [InlineData("talk-dance-0")]
    public async Task A_button_for_a_line_that_is_not_there_does_nothing(string button)
    {
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.SendAsync(await staff.GetAsync("/gestione/webinar/nuovo"), ("Talks[0].Title", "Primo"), ("do", button));

        Assert.Equal((200, "Primo"), (page.Status, page.FieldOf("Talks[0].Title")));
    }

    [Fact]
    public async Task A_full_programme_is_taken_whole_and_one_more_is_not_offered()
    {
        var staff = await _site.NewStaffMemberAsync();
        var talks = Enumerable.Range(0, Webinar.MaxTalks).SelectMany(t => Enumerable.Range(0, Talk.MaxSpeakers)
            .SelectMany(s => new (string, string?)[]
            {
                ($"Talks[{t}].Speakers[{s}].Name", $"Persona {t}.{s}"),
                ($"Talks[{t}].Speakers[{s}].Role", "è così"),
            })
            .Append(($"Talks[{t}].Title", $"Intervento {t}")));
        (string, string?)[] all = [.. Complete, .. talks, ("Description", new string('è', Webinar.DescriptionMaxLength))];
        var empty = await staff.GetAsync("/gestione/webinar/nuovo");

        var page = await staff.SendAsync(
            empty, [.. all.DistinctBy(field => field.Item1).Where(field => field.Item1 != "Description"), ("do", "talk-add")]);
        Assert.Equal(Webinar.MaxTalks, page.Document.QuerySelectorAll("fieldset.talk").Length);
        Assert.Null(page.Document.QuerySelector("button[value=talk-add]"));
        Assert.Null(page.Document.QuerySelector("button[value=speaker-add-0]"));

        var saved = await staff.SendAsync(page, ("Description", new string('è', Webinar.DescriptionMaxLength)));
        Assert.Equal(303, saved.Status);
        var webinar = await _site.ReadAsync(db => db.Webinars.AsNoTracking().Whole().OrderByDescending(w => w.Id).FirstAsync());
        Assert.Equal(
            (Webinar.MaxTalks, Webinar.MaxTalks * Talk.MaxSpeakers), (webinar.Talks.Count, webinar.Talks.Sum(talk => talk.Speakers.Count)));
    }

    [Theory]
    [InlineData("2026-03-29", "02:30", null, 422, "Il 29 marzo 2026 le 2:30 non ci sono")]
    [InlineData("2026-03-29", "03:00", null, 303, "2026-03-29 01:00")]
    [InlineData("2026-10-25", "02:30", null, 422, "Il 25 ottobre 2026 le 2:30 ci sono due volte")]
    [InlineData("2026-10-25", "02:30", "First", 303, "2026-10-25 00:30")]
    [InlineData("2026-10-25", "02:30", "Second", 303, "2026-10-25 01:30")]
    public async Task On_the_nights_when_clocks_change_the_hour_is_asked_for_in_words(
        string day, string time, string? which, int status, string outcome)
    {
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.SendAsync(
            await staff.GetAsync("/gestione/webinar/nuovo"),
            ("Title", "Notte"), ("Start.Date", day), ("Start.Time", time), ("Start.Hour", which), ("End.Time", "05:00"));

        Assert.Equal(status, page.Status);
        if (status == 422)
        {
            Assert.Contains(outcome, page.Document.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(
                day.StartsWith("2026-10", StringComparison.Ordinal), page.Document.QuerySelector("[name='Form.Start.Hour']") is not null);
        }
        else
        {
            var start = await _site.ReadAsync(db => db.Webinars.Where(w => w.Slug == "notte").Select(w => w.StartsAt).SingleAsync());
            Assert.Equal(outcome, start.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
            var form = await staff.OpenEditorAsync(
                await _site.ReadAsync(db => db.Webinars.Where(w => w.Slug == "notte").Select(w => w.Id).SingleAsync()));
            Assert.Equal((day, time), (form.FieldOf("Start.Date"), form.FieldOf("Start.Time")));
            Assert.Equal(which, form.Document.QuerySelector("[name='Form.Start.Hour'][checked]")?.GetAttribute("value"));
        }
    }

    [Fact]
    public async Task The_form_sent_as_it_was_opened_changes_nothing()
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 7);
        await _site.WriteAsync(
            async db => (await db.LockWholeWebinarAsync(webinar.Id))!.With(new Talk("Uno", "Due", new Speaker("Anna", "dirigente"))));
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.FollowAsync(await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id)));

        Assert.Contains("non c’era altro da cambiare", page.Text, StringComparison.Ordinal);
        Assert.Equal(webinar.Version, (await _site.FindWebinarAsync(webinar.Id)).Version);
        Assert.Empty(await _site.RegisterLinesAsync());
    }

    [Fact]
    public async Task The_register_tells_what_changed_as_it_was_and_as_it_is()
    {
        var webinar = await _site.OpenWebinarAsync(capacity: 7);
        var staff = await _site.NewStaffMemberAsync();

        await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Capacity", ""), ("Theme", "Un tema"));

        var entry = await _site.LastEntryAsync();
        Assert.Equal(CooperaSite.AdministratorEmail, entry.Actor);
        Assert.Equal(AuditAction.WebinarEdited, entry.Action);
        Assert.Equal("tema, posti", entry.Details);
        Assert.Equal("Tema: (vuoto)\nPosti: 7", entry.Before);
        Assert.Equal("Tema: Un tema\nPosti: senza limite", entry.After);
    }

    [Fact]
    public async Task A_page_that_moved_is_found_at_its_old_address_form_and_calendar_included()
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync();
        await staff.FollowAsync(await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Slug", "nuovo-indirizzo")));
        var anybody = _site.NewVisitor();

        foreach (var rest in new[] { "", "/iscrizione", "/iscrizione/inviata", "/calendario.ics?a=b", "/materiali/1" })
        {
            var answer = await anybody.GetAsync($"/webinar/{webinar.Slug}{rest}");
            Assert.Equal((301, $"/webinar/nuovo-indirizzo{rest}"), (answer.Status, answer.Location));
        }

        Assert.Equal(200, (await anybody.GetAsync("/webinar/nuovo-indirizzo")).Status);
        await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Slug", webinar.Slug));
        Assert.Equal(200, (await anybody.GetAsync($"/webinar/{webinar.Slug}")).Status);
        Assert.Equal(301, (await anybody.GetAsync("/webinar/nuovo-indirizzo")).Status);
    }

    [Fact]
    public async Task A_draft_leaves_no_trace_of_the_addresses_it_had()
    {
        var draft = await _site.DraftAsync();
        var staff = await _site.NewStaffMemberAsync();

        await staff.SendAsync(await staff.OpenEditorAsync(draft.Id), ("Slug", "altra-bozza"));

        Assert.Empty(await _site.ReadAsync(db => db.OldSlugs.ToListAsync()));
        Assert.Equal(404, (await _site.NewVisitor().GetAsync($"/webinar/{draft.Slug}")).Status);
    }

    [Theory]
    [InlineData("/gestione/webinar/999/modifica")]
    [InlineData("/gestione/webinar/999")]
    [InlineData("/gestione/webinar/999/pubblica")]
    [InlineData("/gestione/webinar/999/materiali")]
    public async Task A_webinar_that_is_not_there_is_not_found(string address) =>
        Assert.Equal(404, (await (await _site.NewStaffMemberAsync()).GetAsync(address)).Status);

    public void Dispose() => _site.Dispose();
}
