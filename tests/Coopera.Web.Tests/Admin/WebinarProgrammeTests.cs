using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Hours of talks, what a speaker's line and link say, and what the editor proposes and misses.</summary>
public sealed class WebinarProgrammeTests : IDisposable
{
    private static readonly (string, string?)[] Thursday =
        [("Title", "Prova"), ("Start.Date", "2026-03-19"), ("Start.Time", "15:00"), ("End.Time", "17:00")];

    private readonly CooperaSite _site = Editors.Site();

    [Fact]
    public async Task Hours_line_and_link_are_kept_shown_on_the_page_and_told_to_the_register()
    {
        var staff = await _site.NewStaffMemberAsync();
        (string, string?)[] programme =
        [
            ("Talks[0].Title", "Il modello Torino"), ("Talks[0].Begins", "15.10"), ("Talks[0].Ends", "15:50"),
            ("Talks[0].Speakers[0].Name", "Anna Bianchi"), ("Talks[0].Speakers[0].About", "Lavora nell’accoglienza da vent’anni."),
            ("Talks[0].Speakers[0].Link", "https://www.comune.torino.it/anna"),
        ];
        await staff.SendAsync(await staff.GetAsync("/gestione/webinar/nuovo"), [.. Thursday, ("Description", "Testo"), .. programme]);

        var webinar = await _site.ReadAsync(db => db.Webinars.AsNoTracking().Whole().SingleAsync(w => w.Slug == "prova"));
        var talk = Assert.Single(webinar.Talks);
        Assert.Equal((new TimeOnly(15, 10), new TimeOnly(15, 50)), (talk.Begins, talk.Ends));
        var speaker = Assert.Single(talk.Speakers);
        Assert.Equal(
            ("Lavora nell’accoglienza da vent’anni.", "https://www.comune.torino.it/anna"), (speaker.About, speaker.Link));
        Assert.Contains(
            "15:10–15:50 Il modello Torino: Anna Bianchi, Lavora", (await _site.LastEntryAsync()).After, StringComparison.Ordinal);
        var page = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/anteprima");
        Assert.Equal("15:10–15:50dalle 15:10 alle 15:50", page.Document.QuerySelector(".talk-hours")!.TextContent);
        Assert.Equal("Anna Bianchi", page.Document.QuerySelector(".speaker a[href='https://www.comune.torino.it/anna']")!.TextContent);
        Assert.Contains("da vent’anni", page.Document.QuerySelector(".speaker .about")!.TextContent, StringComparison.Ordinal);

        await staff.DoAsync($"/gestione/webinar/{webinar.Id}/pubblica");
        var calendar = (await _site.NewVisitor().GetAsync("/webinar/prova/calendario.ics")).Html
            .ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal);
        Assert.Contains("15:10–15:50IlmodelloTorino", calendar, StringComparison.Ordinal);
        Assert.Contains(
            "\"url\":\"https://www.comune.torino.it/anna\"",
            (await _site.NewVisitor().GetAsync("/webinar/prova")).Html, StringComparison.Ordinal);

        var form = await staff.OpenEditorAsync(webinar.Id);
        Assert.Equal(("15:10", "15:50"), (form.FieldOf("Talks[0].Begins"), form.FieldOf("Talks[0].Ends")));
        Assert.Contains(
            "non c’era altro da cambiare", (await staff.FollowAsync(await staff.SendAsync(form))).Text, StringComparison.Ordinal);
        await staff.SendAsync(form, ("Talks[0].Ends", "16:00"));
        Assert.Equal("programma", (await _site.LastEntryAsync()).Details);
    }

    [Theory]
    [InlineData("14:00", "", "Begins", "Il webinar va dalle 15:00 alle 17:00")]
    [InlineData("17:00", "", "Begins", "Il webinar va dalle 15:00 alle 17:00")]
    [InlineData("16:00", "15:30", "Ends", "L’intervento finisce dopo che è cominciato")]
    [InlineData("16:00", "17:30", "Ends", "Il webinar finisce alle 17:00")]
    [InlineData("", "16:00", "Begins", "Scrivi anche a che ora comincia")]
    [InlineData("alle tre", "", "Begins", "Scrivi l’ora come ore e minuti")]
    public async Task Hours_that_cannot_be_are_told_beside_their_field(string begins, string ends, string field, string sentence)
    {
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.SendAsync(
            await staff.GetAsync("/gestione/webinar/nuovo"),
            [.. Thursday, ("Talks[0].Title", "Uno"), ("Talks[0].Begins", begins), ("Talks[0].Ends", ends)]);

        Assert.Equal(422, page.Status);
        Assert.Contains(sentence, page.ErrorOf($"Form_Talks_0__{field}"), StringComparison.Ordinal);
        Assert.Equal((begins, ends), (page.FieldOf("Talks[0].Begins"), page.FieldOf("Talks[0].Ends")));
    }

    [Fact]
    public async Task Talks_come_in_the_order_of_their_hours_and_a_link_is_a_safe_one()
    {
        var staff = await _site.NewStaffMemberAsync();
        var two = await staff.SendAsync(await staff.GetAsync("/gestione/webinar/nuovo"), [.. Thursday, ("do", "talk-add")]);

        var page = await staff.SendAsync(
            two, ("Talks[0].Title", "Uno"), ("Talks[0].Begins", "16:00"), ("Talks[1].Title", "Due"), ("Talks[1].Begins", "15:00"),
            ("Talks[1].Speakers[0].Name", "Anna"), ("Talks[1].Speakers[0].Link", "javascript:alert(1)"));

        Assert.Contains("comincia alle 16:00: controlla l’ora", page.ErrorOf("Form_Talks_1__Begins"), StringComparison.Ordinal);
        Assert.Contains("https://", page.ErrorOf("Form_Talks_1__Speakers_0__Link"), StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("#intervento-2-1 details[open]"));
    }

    [Fact]
    public async Task Hours_follow_a_copy_to_the_other_week()
    {
        var staff = await _site.NewStaffMemberAsync();
        await staff.SendAsync(
            await staff.GetAsync("/gestione/webinar/nuovo"), [.. Thursday, ("Talks[0].Title", "Uno"), ("Talks[0].Begins", "15:30")]);
        var id = await _site.ReadAsync(db => db.Webinars.MaxAsync(w => w.Id));

        await staff.DoAsync($"/gestione/webinar/{id}/duplica");

        var copy = await _site.ReadAsync(db => db.Webinars.AsNoTracking().Whole().OrderByDescending(w => w.Id).FirstAsync());
        Assert.NotEqual(id, copy.Id);
        Assert.Equal(new TimeOnly(15, 30), copy.Talks.Single().Begins);
    }

    [Fact]
    public async Task Partners_of_the_last_webinar_are_proposed_and_its_length_when_the_end_is_not_written()
    {
        await _site.WebinarAsync(() => new Webinar("lungo", "Lungo", Editors.Now.AddDays(3), Editors.Now.AddDays(3).AddHours(3))
        {
            Partners = "Comune di Palermo\nASP di Trapani",
        });
        var staff = await _site.NewStaffMemberAsync();
        var form = await staff.GetAsync("/gestione/webinar/nuovo");
        Assert.Equal("Comune di Palermo\nASP di Trapani", form.FieldOf("Partners").Trim());
        Assert.Equal("180", form.Document.QuerySelector("#Form_End_Time")!.GetAttribute("data-minutes-after"));

        var page = await staff.SendAsync(form, [.. Thursday, ("End.Time", ""), ("Partners", "")]);

        Assert.Equal((422, "18:00"), (page.Status, page.FieldOf("End.Time")));
        Assert.Contains("te ne proponiamo una", page.ErrorAt("End.Time"), StringComparison.Ordinal);
        Assert.Equal(303, (await staff.SendAsync(page)).Status);
        var saved = await _site.ReadAsync(db => db.Webinars.AsNoTracking().SingleAsync(w => w.Slug == "prova"));
        Assert.Equal((RomeTime.FromRome(2026, 3, 19, 18), ""), (saved.EndsAt, saved.Partners));
    }

    [Fact]
    public async Task Each_part_says_what_it_lacks_and_saving_leads_on_to_the_preview_or_to_publishing()
    {
        var staff = await _site.NewStaffMemberAsync();
        var form = await staff.GetAsync("/gestione/webinar/nuovo");
        Assert.Equal(
            ["Manca il titolo", "Manca la descrizione", "Meglio se c’è a chi si rivolge"],
            Needs(form).Take(3));

        var preview = await staff.SendAsync(form, [.. Thursday, ("Description", "Testo"), ("do", "save-preview")]);
        var id = await _site.ReadAsync(db => db.Webinars.MaxAsync(w => w.Id));
        Assert.Equal($"/gestione/webinar/{id}/anteprima", preview.Location);
        var edit = await staff.OpenEditorAsync(id);
        Assert.Equal(
            ["Meglio se c’è a chi si rivolge", "Meglio se c’è il programma, con chi interviene", "Meglio se c’è il link per collegarsi"],
            Needs(edit));
        Assert.Equal(
            $"/gestione/webinar/{id}/pubblica", (await staff.SendAsync(edit, ("Theme", "Un tema"), ("do", "save-publish"))).Location);
    }

    private static IEnumerable<string> Needs(Page page) =>
        page.Document.QuerySelectorAll(".editor-parts .need:not([hidden])").Select(need => need.TextContent);

    public void Dispose() => _site.Dispose();
}
