using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Registrations;

/// <summary>Extra questions in the form of who signs up.</summary>
public sealed class QuestionFormTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;
    private readonly Visitor _visitor = shared.Site.NewVisitor();

    [Fact]
    public async Task Without_questions_the_form_is_what_it_was()
    {
        var webinar = await _site.WebinarAsync();

        var page = await OpenAsync(webinar);

        Assert.Null(page.Document.QuerySelector("[data-questions]"));
        Assert.Empty(page.Document.QuerySelectorAll("[name^=Answers]"));
        Assert.Equal(303, (await _visitor.SubmitAsync(page, SignUpPageTests.Form())).Status);
    }

    [Fact]
    public async Task Every_kind_of_question_is_asked_with_its_name_its_hint_and_its_words()
    {
        var webinar = await _site.WebinarAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var table = await _site.AskAsync(webinar, Questions.Table.MustBeAnswered());
        var topics = await _site.AskAsync(webinar, Questions.Topics.After(lunch, Question.Yes));
        var note = await _site.AskAsync(webinar, Questions.Note);

        var page = await OpenAsync(webinar);

        var legends = page.Document.QuerySelectorAll("[data-questions] legend, [data-questions] .field > label")
            .Select(l => l.TextContent.Trim());
        Assert.Equal(
            ["Ti fermi a pranzo?", "A quale tavolo vuoi sederti? *", "Quali temi ti interessano?", "Che cosa vorresti chiedere?"], legends);
        Assert.Equal(["yes", "no", ""], Values(page, lunch, "radio"));
        Assert.Equal(["Mattina", "Sera"], Values(page, table, "radio"));
        Assert.Equal(["Casa", "Lavoro", "Salute"], Values(page, topics, "checkbox"));
        Assert.Contains("(solo se hai risposto «sì» a «Ti fermi a pranzo?»)", page.Text, StringComparison.Ordinal);
        Assert.Equal("Bastano due righe.", page.Document.GetElementById($"{note.Id()}-hint")!.TextContent);
        Assert.Equal("", page.Document.GetElementById(note.Id())!.TextContent);
        foreach (var described in page.Document.QuerySelectorAll("[data-questions] [aria-describedby]"))
        {
            Assert.All(described.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(page.Document.GetElementById(id)));
        }
    }

    [Fact]
    public async Task A_long_list_of_choices_is_a_list_to_open()
    {
        var webinar = await _site.WebinarAsync();
        var provinces = await _site.AskAsync(
            webinar, Questions.Table with { Options = ["AG", "CL", "CT", "EN", "ME", "PA", "RG", "SR", "TP"] });

        await _visitor.SubmitAsync(await OpenAsync(webinar), With((provinces, "PA")));

        Assert.Equal(["1: PA"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task Answers_are_kept_with_the_registration_and_no_mail_repeats_them()
    {
        var webinar = await _site.WebinarAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var topics = await _site.AskAsync(webinar, Questions.Topics.After(lunch, Question.Yes));
        var note = await _site.AskAsync(webinar, Questions.Note);

        var answer = await _visitor.SubmitAsync(
            await OpenAsync(webinar), With((lunch, Question.Yes), (note, "  Prima riga\r\nseconda <b> ")),
            several: new() { [topics.Field()] = ["Salute", "Casa"] });

        Assert.Equal(303, answer.Status);
        Assert.Equal(["1: yes", "1: Casa", "1: Salute", "1: Prima riga\nseconda <b>"], await _site.StoredAnswersAsync(webinar));
        var mail = (await _site.DeliverAsync()).Last(m => m.Subject!.StartsWith("Iscrizione confermata", StringComparison.Ordinal));
        Assert.DoesNotContain("Prima riga", $"{mail.TextBody}{mail.HtmlBody}", StringComparison.Ordinal);
        Assert.DoesNotContain("pranzo", $"{mail.TextBody}{mail.HtmlBody}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_or_cannot_be_is_told_in_the_order_of_the_form_and_nothing_typed_is_lost()
    {
        var webinar = await _site.WebinarAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch.MustBeAnswered());
        var topics = await _site.AskAsync(webinar, Questions.Topics.MustBeAnswered());
        var table = await _site.AskAsync(webinar, Questions.Table);
        var note = await _site.AskAsync(webinar, Questions.Note.MustBeAnswered());
        var second = await _site.AskAsync(webinar, Questions.Note with { Text = "E poi?" });
        var form = With((table, "Notte"), (note, " "), (second, "Resta\nqui"));
        form["LastName"] = "";

        var answer = await _visitor.SubmitAsync(await OpenAsync(webinar), form);

        Assert.Equal(422, answer.Status);
        var links = answer.Document.QuerySelectorAll(".error-summary a").ToList();
        Assert.Equal(
            ["#LastName", $"#{lunch.Id()}", $"#{topics.Id()}", $"#{table.Id()}", $"#{note.Id()}"],
            links.Select(link => link.GetAttribute("href")));
        Assert.All(links, link => Assert.NotNull(answer.Document.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal("Scegli una risposta alla domanda «Ti fermi a pranzo?».", answer.ErrorOf(lunch.Id()));
        Assert.Equal("Scegli almeno una risposta alla domanda «Quali temi ti interessano?».", answer.ErrorOf(topics.Id()));
        Assert.Contains("quella inviata non è tra le possibili", answer.ErrorOf(table.Id()), StringComparison.Ordinal);
        Assert.Equal("Rispondi alla domanda «Che cosa vorresti chiedere?».", answer.ErrorOf(note.Id()));
        Assert.Equal("Resta\nqui", answer.Document.GetElementById(second.Id())!.TextContent.Trim());
        Assert.Equal("Maria", answer.ValueOf("FirstName"));
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));

        var right = await _visitor.SubmitAsync(
            answer, With((lunch, Question.No), (note, "Niente"), (table, "Sera")),
            several: new() { [topics.Field()] = ["Lavoro", "Casa"] });

        Assert.Equal(303, right.Status);
        Assert.Equal(["1: no", "1: Casa", "1: Lavoro", "1: Sera", "1: Niente", "1: Resta\nqui"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task Ticked_boxes_stay_ticked_when_the_form_comes_back()
    {
        var webinar = await _site.WebinarAsync();
        var topics = await _site.AskAsync(webinar, Questions.Topics);
        var form = SignUpPageTests.Form();
        form["Email"] = "";

        var answer = await _visitor.SubmitAsync(await OpenAsync(webinar), form, several: new() { [topics.Field()] = ["Salute", "Casa"] });

        Assert.Equal(
            ["Casa", "Salute"],
            answer.Document.QuerySelectorAll($"[name='{topics.Field()}'][checked]").Select(box => box.GetAttribute("value")));
    }

    [Fact]
    public async Task A_question_with_a_condition_counts_only_where_the_condition_is_met()
    {
        var webinar = await _site.WebinarAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var diet = await _site.AskAsync(
            webinar, (Questions.Note with { Text = "Che cosa non mangi?" }).After(lunch, Question.Yes).MustBeAnswered());

        Assert.Equal(422, (await _visitor.SubmitAsync(await OpenAsync(webinar), With((lunch, Question.Yes)))).Status);
        Assert.Equal(303, (await _visitor.SubmitAsync(await OpenAsync(webinar), With((lunch, Question.No), (diet, "Crostacei")))).Status);

        Assert.Equal(["1: no"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task A_known_address_reads_the_same_page_and_what_it_answers_is_not_kept()
    {
        var webinar = await _site.WebinarAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);

        var first = await _visitor.FollowAsync(await _visitor.SubmitAsync(await OpenAsync(webinar), With((lunch, Question.Yes))));
        var other = _site.NewVisitor();
        var second = await other.FollowAsync(await other.SubmitAsync(await OpenAsync(webinar), With((lunch, Question.No))));

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(["1: yes"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task A_form_sent_twice_is_answered_once()
    {
        var webinar = await _site.WebinarAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var page = await OpenAsync(webinar);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _visitor.SubmitAsync(page, With((lunch, Question.Yes)))));

        Assert.All(answers, answer => Assert.Equal(303, answer.Status));
        Assert.Equal(["1: yes"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task Who_had_the_form_open_while_questions_changed_is_told_and_loses_nothing()
    {
        var webinar = await _site.WebinarAsync();
        var table = await _site.AskAsync(webinar, Questions.Table);
        var note = await _site.AskAsync(webinar, Questions.Note);
        var open = await OpenAsync(webinar);
        await _site.ChangeAsync(table, Questions.Table with { Options = ["Mattina", "Pomeriggio"] });
        var added = await _site.AskAsync(webinar, Questions.Lunch.MustBeAnswered());

        var told = await _visitor.SubmitAsync(open, With((table, "Sera"), (note, "Come si comincia?")));

        Assert.Equal(422, told.Status);
        Assert.Contains("Le domande di questo webinar sono cambiate mentre compilavi il modulo", told.Text, StringComparison.Ordinal);
        Assert.Contains("Avevi scelto «Sera»", told.Document.GetElementById($"{table.Id()}-news")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(told.Document.GetElementById($"{added.Id()}-news"));
        Assert.Null(told.Document.GetElementById($"{note.Id()}-news"));
        Assert.Equal("Come si comincia?", told.Document.GetElementById(note.Id())!.TextContent.Trim());
        Assert.False(await _site.ReadAsync(db => db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id)));

        Assert.Equal(303, (await _visitor.SubmitAsync(told, With((table, "Pomeriggio"), (added, Question.No)))).Status);
        Assert.Equal(["1: Pomeriggio", "1: Come si comincia?", "1: no"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task A_question_taken_away_or_moved_meanwhile_stops_nobody()
    {
        var webinar = await _site.WebinarAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var note = await _site.AskAsync(webinar, Questions.Note);
        var open = await OpenAsync(webinar);
        await _site.RemoveAsync(lunch);

        Assert.Equal(303, (await _visitor.SubmitAsync(open, With((lunch, Question.Yes), (note, "Tutto bene")))).Status);

        Assert.Equal(["1: Tutto bene"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task What_staff_write_is_text_wherever_it_is_shown()
    {
        var webinar = await _site.WebinarAsync();
        var question = await _site.AskAsync(webinar, new QuestionContent(QuestionKind.OneChoice, "Quanti <b>abitanti</b> & \"dintorni\"?")
        {
            Required = true,
            Options = ["< 5.000", "> \"5.000\""],
            Hint = "<script>alert(1)</script>",
        });

        var page = await OpenAsync(webinar);
        var told = await _visitor.SubmitAsync(page, SignUpPageTests.Form());
        var answer = await _visitor.SubmitAsync(told, With((question, "> \"5.000\"")));

        Assert.Empty(told.Document.QuerySelectorAll("main b, main .field script"));
        Assert.Equal(["< 5.000", "> \"5.000\""], Values(page, question, "radio"));

        // The browser writes this as HTML: what it reads there is the sentence, not markup.
        var sentence = page.Document.QuerySelector($"[name='{question.Field()}'][data-val-required]")!.GetAttribute("data-val-required")!;
        Assert.DoesNotContain('<', sentence);
        Assert.Equal(told.ErrorOf(question.Id()), System.Net.WebUtility.HtmlDecode(sentence));
        Assert.Equal(303, answer.Status);
        Assert.Equal(["1: > \"5.000\""], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task Nonsense_in_the_fields_of_answers_is_passed_over()
    {
        var webinar = await _site.WebinarAsync();
        await _site.AskAsync(webinar, Questions.Lunch);
        var form = SignUpPageTests.Form();
        form["Answers[nessuna]"] = "x";
        form["Answers[]"] = "y";
        form[$"Answers[{Guid.NewGuid():N}]"] = "z";

        Assert.Equal(303, (await _visitor.SubmitAsync(await OpenAsync(webinar), form)).Status);
        Assert.Empty(await _site.StoredAnswersAsync(webinar));
    }

    private Task<Page> OpenAsync(Webinar webinar) => _visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione");

    private static Dictionary<string, string?> With(params (Question Question, string Value)[] answers)
    {
        var form = SignUpPageTests.Form();
        foreach (var (question, value) in answers)
        {
            form[question.Field()] = value;
        }

        return form;
    }

    private static IEnumerable<string?> Values(Page page, Question question, string type) =>
        page.Document.QuerySelectorAll($"[data-questions] [name='{question.Field()}'][type={type}]")
            .Select(control => control.GetAttribute("value"));
}
