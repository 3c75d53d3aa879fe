using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>The page where staff write the extra questions of a webinar.</summary>
public sealed partial class QuestionEditorTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task A_question_is_added_listed_shown_as_people_see_it_and_asked()
    {
        var (staff, webinar, list) = await OpenAsync();

        var answer = await staff.SubmitAsync(await staff.GetAsync($"{list}/nuova"), new()
        {
            ["Form.Text"] = "  Quale turno?  ",
            ["Form.Kind"] = "OneChoice",
            ["Form.Options"] = " Mattina \r\n\r\n Sera\r\n",
            ["Form.Hint"] = "Uno solo.",
            ["Form.Required"] = "true",
        });

        var page = await staff.FollowAsync(answer);
        Assert.Contains("Domanda aggiunta in fondo al modulo.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Una scelta Obbligatoria; si mostra a tutti.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Risposte: Mattina; Sera", page.Text, StringComparison.Ordinal);
        Assert.Contains("Non ha ancora risposto nessuno.", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["Mattina", "Sera"],
            page.Document.QuerySelectorAll(".question-preview [type=radio]").Select(radio => radio.GetAttribute("value")));
        Assert.Contains(
            "Quale turno?", (await _site.NewVisitor().GetAsync($"/webinar/{webinar.Slug}/iscrizione")).Text, StringComparison.Ordinal);
        var entry = await LastEntryAsync(webinar);
        Assert.Equal((AuditAction.QuestionAdded, webinar.Title, "«Quale turno?»"), (entry.Action, entry.Subject, entry.Details));
        Assert.Equal(
            "Domanda: Quale turno?\nTipo di risposta: Una scelta\nRisposte possibili: Mattina; Sera\nSuggerimento: Uno "
            + "solo.\nObbligatoria: sì\nA chi: a tutti", entry.After);
    }

    [Theory]
    [InlineData("Form_Text", "Scrivi la domanda.", "Form.Text", " ")]
    [InlineData("Form_Kind", "Scegli che cosa si può rispondere.", "Form.Kind", null)]
    [InlineData("Form_Options", "Scrivi almeno due risposte tra cui scegliere, una per riga.", "Form.Options", "Mattina")]
    [InlineData("Form_Options", "La risposta «mattina» c’è due volte.", "Form.Options", "mattina\nSera\nMATTINA")]
    [InlineData(
        "Form_ShownIf",
        "La domanda da cui questa dovrebbe dipendere non c’è più o viene dopo: scegli di nuovo a chi mostrarla.",
        "Form.ShownIf",
        "abc")]
    public async Task What_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(
        string field, string sentence, string name, string? value)
    {
        var (staff, webinar, list) = await OpenAsync();
        var form = Typed();
        form[name] = value;

        var answer = await staff.SubmitAsync(await staff.GetAsync($"{list}/nuova"), form);

        Assert.Equal(422, answer.Status);
        Assert.Equal(sentence, answer.ErrorOf(field));
        Assert.Equal($"#{field}", answer.Document.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.NotNull(answer.Document.GetElementById(field));
        Assert.Equal("Resta qui", answer.Document.QuerySelector("[name='Form.Hint']")!.GetAttribute("value"));
        Assert.False(await _site.ReadAsync(db => db.Questions.AnyAsync(q => q.WebinarId == webinar.Id)));
    }

    [Fact]
    public async Task Limits_are_those_of_the_question()
    {
        var (staff, _, list) = await OpenAsync();
        var form = Typed();
        form["Form.Text"] = new string('a', Question.TextMaxLength + 1);
        form["Form.Hint"] = new string('b', Question.HintMaxLength + 1);
        form["Form.Options"] = $"Corta\n{new string('c', Question.OptionMaxLength + 1)}";

        var answer = await staff.SubmitAsync(await staff.GetAsync($"{list}/nuova"), form);

        Assert.All(
            ["Form_Text", "Form_Hint", "Form_Options"],
            field => Assert.Contains("al massimo", answer.ErrorOf(field), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_condition_is_chosen_among_the_answers_of_earlier_questions()
    {
        var (staff, webinar, list) = await OpenAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        await _site.AskAsync(webinar, Questions.Note);

        var form = await staff.GetAsync($"{list}/nuova");
        Assert.Equal(
            ["", $"{lunch.Key:N}:yes", $"{lunch.Key:N}:no"],
            form.Document.QuerySelectorAll("[name='Form.ShownIf'] option").Select(o => o.GetAttribute("value")));
        var typed = Typed();
        typed["Form.ShownIf"] = $"{lunch.Key:N}:yes";
        var page = await staff.FollowAsync(await staff.SubmitAsync(form, typed));

        Assert.Contains("Facoltativa; si mostra solo a chi risponde «sì» a «Ti fermi a pranzo?».", page.Text, StringComparison.Ordinal);
        var stored = await _site.ReadAsync(db => db.Questions.SingleAsync(q => q.WebinarId == webinar.Id && q.Position == 3));
        Assert.Equal((lunch.Key, Question.Yes), (stored.ShownIfKey!.Value, stored.ShownIfAnswer));
        var edit = await staff.GetAsync($"{list}/{stored.Key}");
        Assert.Equal($"{lunch.Key:N}:yes", edit.Document.QuerySelector("[name='Form.ShownIf'] option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_question_that_was_answered_gets_a_new_version_after_a_warning_and_the_register_tells_before_and_after()
    {
        var (staff, webinar, list) = await OpenAsync();
        var table = await _site.AskAsync(webinar, Questions.Table);
        await AnswerAsync(webinar, table, "Sera");

        var form = await staff.GetAsync($"{list}/{table.Key}");
        Assert.Contains("Ha già risposto 1 persona", form.Text, StringComparison.Ordinal);
        Assert.Contains("nasce la versione 2", form.Text, StringComparison.Ordinal);
        var page = await staff.FollowAsync(await staff.SubmitAsync(form, new() { ["Form.Options"] = "Mattina\nPomeriggio" }));

        Assert.Contains("le risposte già date restano con quella di prima", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Ha risposto 1 persona. Di queste, 1 persona quando la domanda era diversa (questa è la versione 2).",
            page.Text,
            StringComparison.Ordinal);
        Assert.Equal(["1: Sera"], await _site.StoredAnswersAsync(webinar));
        var entry = await LastEntryAsync(webinar);
        Assert.Equal(AuditAction.QuestionVersioned, entry.Action);
        Assert.Equal(("Risposte possibili: Mattina; Sera", "Risposte possibili: Mattina; Pomeriggio"), (entry.Before, entry.After));
        Assert.Equal(CooperaSite.AdministratorEmail, entry.Actor);
    }

    [Fact]
    public async Task An_unanswered_question_is_changed_in_place_and_saving_it_as_it_is_leaves_no_line()
    {
        var (staff, webinar, list) = await OpenAsync();
        var table = await _site.AskAsync(webinar, Questions.Table);

        var same = await staff.FollowAsync(await staff.SubmitAsync(await staff.GetAsync($"{list}/{table.Key}"), []));
        Assert.Contains("La domanda è rimasta come prima.", same.Text, StringComparison.Ordinal);
        Assert.Equal(AuditAction.QuestionAdded, (await LastEntryAsync(webinar)).Action);
        await staff.SubmitAsync(await staff.GetAsync($"{list}/{table.Key}"), new() { ["Form.Kind"] = "YesNo" });

        var stored = await _site.ReadAsync(db => db.Questions.SingleAsync(q => q.WebinarId == webinar.Id));
        Assert.Equal((table.Id, 1, QuestionKind.YesNo), (stored.Id, stored.Version, stored.Kind));
        Assert.Empty(stored.Options);
    }

    [Fact]
    public async Task That_it_is_obligatory_can_be_changed_without_a_version()
    {
        var (staff, webinar, list) = await OpenAsync();
        var table = await _site.AskAsync(webinar, Questions.Table);
        await AnswerAsync(webinar, table, "Sera");

        await staff.SubmitAsync(await staff.GetAsync($"{list}/{table.Key}"), new() { ["Form.Required"] = "true" });

        var stored = await _site.ReadAsync(db => db.Questions.SingleAsync(q => q.WebinarId == webinar.Id));
        Assert.Equal((1, true), (stored.Version, stored.Required));
        Assert.Equal(
            ("Obbligatoria: no", "Obbligatoria: sì"), ((await LastEntryAsync(webinar)).Before, (await LastEntryAsync(webinar)).After));
    }

    [Fact]
    public async Task Whoever_was_overtaken_changes_nothing_sees_what_holds_now_and_keeps_what_they_typed()
    {
        var (staff, webinar, list) = await OpenAsync();
        var table = await _site.AskAsync(webinar, Questions.Table);
        var open = await staff.GetAsync($"{list}/{table.Key}");
        await _site.ChangeAsync(table, Questions.Table with { Text = "In quale sala?" });

        var told = await staff.SubmitAsync(open, new() { ["Form.Text"] = "A quale piano?" });

        Assert.Equal(409, told.Status);
        Assert.Contains("Nel frattempo la domanda è cambiata", told.Text, StringComparison.Ordinal);
        Assert.Contains("collega@anci.example cambia una domanda del modulo", told.Text, StringComparison.Ordinal);
        Assert.Contains("Domanda: In quale sala?", told.Text, StringComparison.Ordinal);
        Assert.Equal("A quale piano?", told.Document.QuerySelector("[name='Form.Text']")!.GetAttribute("value"));
        Assert.Equal("In quale sala?", (await _site.ReadAsync(db => db.Questions.SingleAsync(q => q.WebinarId == webinar.Id))).Text);

        Assert.Equal(303, (await staff.SubmitAsync(told, [])).Status);
        Assert.Equal("A quale piano?", (await _site.ReadAsync(db => db.Questions.SingleAsync(q => q.WebinarId == webinar.Id))).Text);
    }

    [Fact]
    public async Task A_question_taken_away_while_it_was_edited_can_be_added_again_with_what_was_typed()
    {
        var (staff, webinar, list) = await OpenAsync();
        var table = await _site.AskAsync(webinar, Questions.Table);
        var open = await staff.GetAsync($"{list}/{table.Key}");
        await _site.RemoveAsync(table);

        var told = await staff.SubmitAsync(open, new() { ["Form.Text"] = "A quale piano?" });

        Assert.Equal(409, told.Status);
        Assert.Contains("Nel frattempo la domanda è stata tolta", told.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await staff.SubmitAsync(told, [])).Status);
        Assert.Equal("A quale piano?", (await _site.ReadAsync(db => db.Questions.SingleAsync(q => q.WebinarId == webinar.Id))).Text);
    }
}
