using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Questionnaires;

/// <summary>The questionnaires of a webinar in Gestione. It ended an hour ago, at noon.</summary>
public sealed class SurveyAdminTests : IDisposable
{
    private static readonly DateTimeOffset Now = RomeTime.FromRome(2026, 1, 29, 13);

    private readonly FakeTimeProvider _clock = new(Now);
    private readonly CooperaSite _site;

    public SurveyAdminTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task It_is_opened_as_it_is_moved_and_closed_and_asks_nothing_else_from_then_on()
    {
        var (staff, webinar, address) = await PageAsync();
        var page = await staff.GetAsync(address);
        Assert.Equal(7, page.Document.QuerySelectorAll(".question-list > li").Length);
        Assert.Equal("2026-02-12", page.Document.QuerySelector("#Form_LastDay")!.GetAttribute("value"));

        var opened = await staff.FollowAsync(await staff.SubmitAsync(page, [], "form[action$='/apri']"));
        var again = await staff.SubmitAsync(page, [], "form[action$='/apri']");

        Assert.Contains("Il questionario è aperto: le email partono tra poco, di giorno.", opened.Text, StringComparison.Ordinal);
        Assert.Equal(303, again.Status);
        var survey = await SurveyAsync(webinar);
        Assert.Equal(RomeTime.StartOf(new DateOnly(2026, 2, 13)), survey.ClosesAt);
        Assert.Equal(303, (await staff.GetAsync($"{address}/domande/nuova")).Status);
        Assert.Null(opened.Document.QuerySelector("form[action$='/togli']"));

        var moved = await staff.FollowAsync(
            await staff.SubmitAsync(opened, new() { ["Form.LastDay"] = "20/2/2026" }, "form[action$='/sposta-chiusura']"));
        Assert.Contains("Si può rispondere fino al 20 febbraio 2026.", moved.Text, StringComparison.Ordinal);
        var refused = await staff.SubmitAsync(moved, new() { ["Form.LastDay"] = "20/2/2027" }, "form[action$='/sposta-chiusura']");
        Assert.Equal((422, "Un questionario può restare aperto al massimo 90 giorni: scegli un giorno più vicino."),
            (refused.Status, refused.ErrorOf("Form_LastDay")));

        var closed = await staff.FollowAsync(await staff.SubmitAsync(await staff.GetAsync($"{address}/chiudi"), []));
        Assert.Contains("L’urna si apre tra pochi minuti", closed.Text, StringComparison.Ordinal);
        Assert.Equal(
            [AuditAction.SurveyOpened, AuditAction.SurveyMoved, AuditAction.SurveyClosed],
            await _site.ReadAsync(db => db.AuditEntries.Where(e => e.Action.StartsWith("survey."))
                .OrderBy(e => e.Number).Select(e => e.Action).ToListAsync()));
    }

    [Fact]
    public async Task Questions_are_added_changed_moved_and_taken_away_until_it_opens()
    {
        var (staff, webinar, address) = await PageAsync();

        var wrong = await staff.SubmitAsync(await staff.GetAsync($"{address}/domande/nuova"), new()
        {
            ["Form.Text"] = "Quale parte?",
            ["Form.Kind"] = "OneChoice",
            ["Form.Options"] = "Una sola",
        });
        Assert.Equal((422, "Scrivi da 2 a 30 risposte, una per riga."), (wrong.Status, wrong.ErrorOf("Form_Options")));
        var page = await staff.FollowAsync(await staff.SubmitAsync(wrong, new() { ["Form.Options"] = "La prima\nLa seconda" }));
        Assert.Contains("Domanda aggiunta in fondo.", page.Text, StringComparison.Ordinal);

        var stale = await staff.GetAsync(address);
        var survey = await SurveyAsync(webinar);
        var first = survey.Questions[0];
        await staff.SubmitAsync(page, new() { ["dove"] = "giu" }, $"form[action$='{first.Key}/sposta']");
        Assert.Equal([survey.Questions[1].Key, first.Key], (await SurveyAsync(webinar)).Questions.Take(2).Select(q => q.Key));
        var late = await staff.FollowAsync(await staff.SubmitAsync(stale, [], $"form[action$='{first.Key}/togli']"));
        Assert.Contains("Nel frattempo il questionario è cambiato", late.Text, StringComparison.Ordinal);
        var gone = await staff.FollowAsync(await staff.SubmitAsync(late, [], $"form[action$='{first.Key}/togli']"));
        Assert.DoesNotContain(first.Text, gone.Text, StringComparison.Ordinal);

        var last = (await SurveyAsync(webinar)).Questions[^1];
        var changed = await staff.FollowAsync(await staff.SubmitAsync(
            await staff.GetAsync($"{address}/domande/{last.Key}"), new() { ["Form.Text"] = "Quale parte preferisci?" }));
        Assert.Contains("Quale parte preferisci?", changed.Text, StringComparison.Ordinal);
        Assert.Equal(last.Options, (await SurveyAsync(webinar)).Questions[^1].Options);
    }

    [Fact]
    public async Task The_one_of_three_months_later_is_planned_for_its_day_and_taken_back()
    {
        var (staff, webinar, _) = await PageAsync();
        var address = $"/gestione/webinar/{webinar.Id}/questionario/dopo-tre-mesi";
        var page = await staff.GetAsync(address);
        Assert.Contains("Ti è servito nel lavoro?", page.Text, StringComparison.Ordinal);
        Assert.Equal("2026-04-29", page.Document.QuerySelector("#Form_OpensOn")!.GetAttribute("value"));

        var planned = await staff.FollowAsync(await staff.SubmitAsync(page, [], "form[action$='/apri']"));
        Assert.Contains(
            "Il questionario si apre da solo il 29 aprile 2026 alle 09:00.", planned.Text, StringComparison.Ordinal);
        var draft = await staff.FollowAsync(await staff.SubmitAsync(planned, [], "form[action$='/non-aprire']"));
        Assert.Contains("Il questionario non si apre più da solo.", draft.Text, StringComparison.Ordinal);
        Assert.Null((await _site.ReadAsync(db => db.Surveys.AsNoTracking().SingleAsync(s => s.WebinarId == webinar.Id))).OpensAt);
    }

    [Fact]
    public async Task Results_come_after_the_count_are_filtered_for_five_at_least_and_leave_as_a_file()
    {
        var (staff, webinar, address) = await PageAsync();
        var survey = await _site.OpenSurveyAsync(webinar);
        for (var i = 0; i < 12; i++)
        {
            await _site.AnswerAsync(survey, Ballot.Draw(survey.Id), survey.Answered(i < 3 ? 1 : i < 7 ? 4 : 5, $"=Testo {i}"));
        }

        var before = await staff.GetAsync($"{address}/risultati");
        Assert.Contains("Non ci sono risultati da vedere", before.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await staff.GetAsync($"{address}/risultati.csv")).Status);
        _clock.SetUtcNow(survey.ClosesAt!.Value + Survey.Grace);
        await _site.CountSurveysAsync();

        staff = await _site.NewStaffMemberAsync(StaffRoles.Administrator, StaffRoles.Export); // who exports signed in a short while ago
        var results = await staff.GetAsync($"{address}/risultati");
        Assert.Contains("12 risposte, in media 3,7 su 5.", results.Text, StringComparison.Ordinal);
        Assert.Contains("=Testo 7", results.Text, StringComparison.Ordinal);
        var key = survey.Questions[0].Key;
        Assert.Equal(
            ["", $"{key:N}.4"], // three and four people are too few, and so is who is left by them
            results.Document.QuerySelectorAll("#solo option").Select(option => option.GetAttribute("value"))
                .Where(value => value == "" || value!.StartsWith($"{key:N}", StringComparison.Ordinal)));
        var five = await staff.GetAsync($"{address}/risultati?solo={key:N}.4");
        Assert.Contains("5 risposte, in media 5,0 su 5.", five.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("=Testo", five.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Con questo filtro non si può vedere niente", (await staff.GetAsync($"{address}/risultati?solo={key:N}.0")).Text,
            StringComparison.Ordinal);

        var file = await staff.GetAsync($"{address}/risultati.csv?Scopo=rendicontare");
        Assert.Equal("text/csv", file.Response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Nel complesso, quanto ti è piaciuto l’incontro?", file.Html, StringComparison.Ordinal);
        Assert.Contains(";5 (moltissimo);5;12", file.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(";=Testo", file.Html, StringComparison.Ordinal); // no formula
        Assert.Contains(
            "Ci sono i risultati del questionario di «Accogliere insieme».", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
        Assert.Contains("3,7", (await staff.GetAsync("/gestione/questionari")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Today_says_that_a_webinar_is_over_and_nobody_was_asked()
    {
        var (staff, webinar, _) = await PageAsync();

        var today = await staff.GetAsync("/gestione");
        Assert.Contains("«Accogliere insieme» è finito, e il questionario non è aperto.", today.Text, StringComparison.Ordinal);
        await _site.OpenSurveyAsync(webinar);

        Assert.DoesNotContain("il questionario non è aperto", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_the_mail_shows_it_without_a_ballot()
    {
        var webinar = await _site.WebinarAsync(); // on 12 February
        var people = await _site.SignUpManyAsync(webinar, 1);
        await _site.OpenSurveyAsync(webinar, audience: SurveyAudience.SignedUp);
        _clock.SetUtcNow(RomeTime.FromRome(2026, 2, 13, 9));
        await _site.ThankAsync();
        var staff = await _site.NewStaffMemberAsync();

        var mail = await _site.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(m => m.Kind == MailKinds.WebinarThanks));
        var page = await staff.GetAsync($"/gestione/posta/{mail.Id}");

        Assert.Contains("Rispondi al questionario", page.Html, StringComparison.Ordinal);
        Assert.DoesNotMatch("/questionari/[A-Za-z0-9_-]{10}", page.Html);
        Assert.Equal(people[0].Id, mail.RegistrationId);
        Assert.DoesNotContain("Ballot", mail.Content, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private async Task<(Visitor Staff, Webinar Webinar, string Address)> PageAsync()
    {
        var webinar = await _site.WebinarAsync(() => new Webinar(
            $"prova-{Guid.NewGuid():N}", "Accogliere insieme", Now.AddHours(-3), Now.AddHours(-1)));
        return (await _site.NewStaffMemberAsync(), webinar, $"/gestione/webinar/{webinar.Id}/questionario/subito");
    }

    private Task<Survey> SurveyAsync(Webinar webinar) =>
        _site.ReadAsync(db => db.Surveys.AsNoTracking().SingleAsync(s => s.WebinarId == webinar.Id));
}
