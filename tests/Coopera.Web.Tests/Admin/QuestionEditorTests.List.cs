using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>Their order, what is taken away, how many there may be, and who may only look.</summary>
public sealed partial class QuestionEditorTests
{
    [Fact]
    public async Task Questions_are_moved_but_not_before_what_they_depend_on_nor_in_an_order_nobody_saw()
    {
        var (staff, webinar, list) = await OpenAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var note = await _site.AskAsync(webinar, Questions.Note);
        var diet = await _site.AskAsync(webinar, (Questions.Note with { Text = "Che cosa non mangi?" }).After(lunch, Question.Yes));
        var page = await staff.GetAsync(list);
        Assert.Null(page.Document.QuerySelector($"form[action$='{lunch.Key}/sposta'] [value=su]"));
        Assert.Null(page.Document.QuerySelector($"form[action$='{diet.Key}/sposta'] [value=giu]"));

        var moved = await staff.FollowAsync(await staff.SubmitAsync(page, new() { ["dove"] = "su" }, $"form[action$='{diet.Key}/sposta']"));
        Assert.Contains("Domanda spostata.", moved.Text, StringComparison.Ordinal);
        Assert.Equal([lunch.Text, diet.Text, note.Text], moved.Document.QuerySelectorAll(".question-list h2").Select(h => h.TextContent));
        Assert.Null(moved.Document.QuerySelector($"form[action$='{diet.Key}/sposta'] [value=su]"));
        Assert.Equal(
            ("Posto nel modulo: 3", "Posto nel modulo: 2"),
            ((await LastEntryAsync(webinar)).Before, (await LastEntryAsync(webinar)).After));

        var refused = await staff.SubmitAsync(moved, new() { ["dove"] = "su" }, $"form[action$='{diet.Key}/sposta']");
        Assert.Equal(422, refused.Status);
        Assert.Contains("Questa domanda dipende da «Ti fermi a pranzo?»: deve restare dopo.", refused.Text, StringComparison.Ordinal);

        await _site.AskAsync(webinar, Questions.Table);
        var overtaken = await staff.SubmitAsync(moved, new() { ["dove"] = "su" }, $"form[action$='{note.Key}/sposta']");
        Assert.Equal(409, overtaken.Status);
        Assert.Contains("redazione@anci.example aggiunge una domanda al modulo", overtaken.Text, StringComparison.Ordinal);
        Assert.All(
            await _site.ReadAsync(db => db.Questions.Where(q => q.WebinarId == webinar.Id).ToListAsync()), q => Assert.Equal(1, q.Version));
    }

    [Fact]
    public async Task A_question_is_taken_away_unless_another_waits_for_its_answer_and_what_was_answered_stays()
    {
        var (staff, webinar, list) = await OpenAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var diet = await _site.AskAsync(webinar, Questions.Note.After(lunch, Question.Yes));
        var table = await _site.AskAsync(webinar, Questions.Table);
        await AnswerAsync(webinar, table, "Sera");

        Assert.Contains("Per ora non si può togliere", (await staff.GetAsync($"{list}/{lunch.Key}")).Text, StringComparison.Ordinal);
        var (form, same) = (await staff.GetAsync($"{list}/{table.Key}"), await staff.GetAsync($"{list}/{table.Key}"));
        await staff.SubmitAsync(form, [], "form[action$='/togli']");
        var gone = await staff.FollowAsync(await staff.SubmitAsync(same, [], "form[action$='/togli']"));
        await staff.SubmitAsync(await staff.GetAsync($"{list}/{diet.Key}"), [], "form[action$='/togli']");
        await staff.SubmitAsync(await staff.GetAsync($"{list}/{lunch.Key}"), [], "form[action$='/togli']");

        Assert.Contains("Domande tolte", gone.Text, StringComparison.Ordinal);
        Assert.Contains("A quale tavolo vuoi sederti? (tolta il", gone.Text, StringComparison.Ordinal);
        var left = await _site.ReadAsync(db => db.Questions.Where(q => q.WebinarId == webinar.Id).ToListAsync());
        Assert.Equal(table.Key, Assert.Single(left).Key); // the others were never answered: nothing is left of them
        Assert.NotNull(left[0].RetiredAt);
        Assert.Equal(["1: Sera"], await _site.StoredAnswersAsync(webinar));
        Assert.Equal(404, (await staff.GetAsync($"{list}/{table.Key}")).Status);
        Assert.Null((await LastEntryAsync(webinar)).After);
    }

    [Fact]
    public async Task An_awaited_answer_cannot_be_taken_out_of_the_choices()
    {
        var (staff, webinar, list) = await OpenAsync();
        var table = await _site.AskAsync(webinar, Questions.Table);
        await _site.AskAsync(webinar, Questions.Lunch.After(table, "Sera"));

        var answer = await staff.SubmitAsync(await staff.GetAsync($"{list}/{table.Key}"), new() { ["Form.Options"] = "Mattina\nNotte" });

        Assert.Equal(422, answer.Status);
        Assert.Equal(
            "La domanda «Ti fermi a pranzo?» si mostra solo a chi qui risponde «Sera»: cambia prima quella.",
            answer.ErrorOf("Form_Options"));
    }

    [Fact]
    public async Task Where_people_are_registered_already_the_page_says_that_they_are_not_told()
    {
        var (staff, webinar, list) = await OpenAsync();
        Assert.DoesNotContain("iscrizioni:", (await staff.GetAsync(list)).Text, StringComparison.Ordinal);
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        await AnswerAsync(webinar, lunch, Question.Yes);

        var page = await staff.GetAsync(list);

        Assert.Contains("C’è già 1 iscrizione", page.Text, StringComparison.Ordinal);
        Assert.Contains("nell’elenco vedrai «—». Non riceve nessun avviso", page.Text, StringComparison.Ordinal);
        Assert.Contains("Non riceve nessun avviso", (await staff.GetAsync($"{list}/nuova")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_look_reads_the_questions_and_changes_none()
    {
        var (_, webinar, list) = await OpenAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        var page = await reader.GetAsync(list);

        Assert.Contains("Ti fermi a pranzo?", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form[action*='domande'], main a[href*='domande']"));
        Assert.NotEqual(200, (await reader.GetAsync($"{list}/nuova")).Status);
        Assert.NotEqual(200, (await reader.GetAsync($"{list}/{lunch.Key}")).Status);
        var editor = await _site.NewStaffMemberAsync(StaffRoles.Editor);
        Assert.Equal(200, (await editor.GetAsync($"{list}/{lunch.Key}")).Status);
    }

    [Fact]
    public async Task The_twentieth_question_is_the_last_and_an_unknown_webinar_has_none()
    {
        var (staff, webinar, list) = await OpenAsync();
        var open = await staff.GetAsync($"{list}/nuova");
        for (var i = 0; i < Question.MaxPerWebinar; i++)
        {
            await _site.AskAsync(webinar, Questions.Note);
        }

        Assert.Contains(
            "Un webinar può avere al massimo 20 domande", (await staff.SubmitAsync(open, Typed())).Text, StringComparison.Ordinal);
        var wrong = Typed();
        wrong["Form.Text"] = "";
        Assert.Equal(
            ["Scrivi la domanda.", QuestionPhrases.Sentence(new QuestionObjection(QuestionRefusal.TooMany))],
            (await staff.SubmitAsync(open, wrong)).Document.QuerySelectorAll(".error-summary li")
                .Select(li => li.TextContent.Trim()).Order(StringComparer.Ordinal));
        Assert.Contains("non se ne possono aggiungere altre", (await staff.GetAsync(list)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await staff.GetAsync("/gestione/webinar/987654/domande")).Status);
        Assert.Equal(404, (await staff.GetAsync("/gestione/webinar/987654/domande/nuova")).Status);
    }
}
