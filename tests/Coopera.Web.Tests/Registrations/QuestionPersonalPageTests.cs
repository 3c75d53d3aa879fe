using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Coopera.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Registrations;

/// <summary>Answers on the personal page.</summary>
public sealed class QuestionPersonalPageTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Edit = "form[action$='/modifica']";

    private readonly CooperaSite _site = shared.Site;
    private readonly Visitor _visitor = shared.Site.NewVisitor();

    [Fact]
    public async Task Answers_are_shown_and_can_be_changed_and_saving_them_as_they_are_changes_nothing()
    {
        var webinar = await _site.WebinarAsync();
        var topics = await _site.AskAsync(webinar, Questions.Topics);
        var note = await _site.AskAsync(webinar, Questions.Note.MustBeAnswered());
        var link = await SignUpAsync(webinar, (topics, "Casa"), (topics, "Salute"), (note, "Come si comincia?"));

        var page = await _visitor.GetAsync(link);
        Assert.Equal(
            ["Casa", "Salute"],
            page.Document.QuerySelectorAll($"[name='{topics.Field()}'][checked]").Select(box => box.GetAttribute("value")));
        Assert.Equal("Come si comincia?", page.Document.GetElementById(note.Id())!.TextContent.Trim());
        var before = await _site.ReadAsync(db => db.Answers.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync());
        Assert.Equal(303, (await _visitor.SubmitAsync(page, [], Edit)).Status);
        Assert.Equal(before, await _site.ReadAsync(db => db.Answers.OrderBy(a => a.Id).Select(a => a.Id).ToListAsync()));

        var wrong = await _visitor.SubmitAsync(
            page, new() { [note.Field()] = "", ["Role"] = "Dirigente" }, Edit, new() { [topics.Field()] = ["Lavoro"] });
        Assert.Equal(422, wrong.Status);
        Assert.Equal("Dirigente", wrong.ValueOf("Role"));
        Assert.Equal(["1: Casa", "1: Salute", "1: Come si comincia?"], await _site.StoredAnswersAsync(webinar));

        Assert.Equal(303, (await _visitor.SubmitAsync(wrong, new() { [note.Field()] = "E dopo?" }, Edit)).Status);
        Assert.Equal(["1: Lavoro", "1: E dopo?"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task An_answer_goes_when_it_is_cleared_or_its_question_no_longer_applies()
    {
        var webinar = await _site.WebinarAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var diet = await _site.AskAsync(webinar, Questions.Note.After(lunch, Question.Yes));
        var table = await _site.AskAsync(webinar, Questions.Table);
        var link = await SignUpAsync(webinar, (lunch, Question.Yes), (diet, "Crostacei"), (table, "Sera"));

        await _visitor.SubmitAsync(await _visitor.GetAsync(link), new() { [lunch.Field()] = Question.No, [table.Field()] = "" }, Edit);

        Assert.Equal(["1: no"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task An_answer_to_the_question_as_it_was_is_shown_as_such_and_stays_until_the_new_one_is_answered()
    {
        var webinar = await _site.WebinarAsync();
        var table = await _site.AskAsync(webinar, Questions.Table);
        var link = await SignUpAsync(webinar, (table, "Sera"));
        await _site.ChangeAsync(table, Questions.Table with { Text = "A quale tavolo lavori?", Options = ["Sera", "Notte"] });

        var page = await _visitor.GetAsync(link);
        var remark = page.Document.GetElementById($"{table.Id()}-news")!.TextContent;
        Assert.Contains("«A quale tavolo vuoi sederti?»", remark, StringComparison.Ordinal);
        Assert.Contains("«Sera»", remark, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll($"[name='{table.Field()}'][checked]"));

        await _visitor.SubmitAsync(page, new() { ["Role"] = "Dirigente" }, Edit);
        Assert.Equal(["1: Sera"], await _site.StoredAnswersAsync(webinar));

        await _visitor.SubmitAsync(await _visitor.GetAsync(link), new() { [table.Field()] = "Notte" }, Edit);
        Assert.Equal(["2: Notte"], await _site.StoredAnswersAsync(webinar));
        Assert.Null((await _visitor.GetAsync(link)).Document.GetElementById($"{table.Id()}-news"));
    }

    [Fact]
    public async Task Answers_to_questions_no_longer_asked_can_still_be_read()
    {
        var webinar = await _site.WebinarAsync();
        var note = await _site.AskAsync(webinar, Questions.Note);
        var link = await SignUpAsync(webinar, (note, "Come si comincia?"));
        await _site.RemoveAsync(note);

        var page = await _visitor.GetAsync(link);

        Assert.Contains("Altre risposte che hai dato", page.Text, StringComparison.Ordinal);
        Assert.Contains("Come si comincia?", page.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await _visitor.SubmitAsync(page, [], Edit)).Status);
        Assert.Equal(["1: Come si comincia?"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task Once_nothing_can_be_changed_the_answers_are_simply_listed()
    {
        var webinar = await _site.WebinarAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var link = await SignUpAsync(webinar, (lunch, Question.Yes));
        await _visitor.SubmitAsync(await _visitor.GetAsync(link), [], "form[action$='/annulla']");

        var page = await _visitor.GetAsync(link);

        Assert.Contains("Le tue risposte", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Ti fermi a pranzo?", "sì"], page.Document.QuerySelectorAll(".answers dt, .answers dd").Select(e => e.TextContent));
        Assert.Null(page.Document.QuerySelector("[data-questions]"));
    }

    [Fact]
    public async Task Questions_that_change_while_the_page_is_open_are_shown_before_anything_is_saved()
    {
        var webinar = await _site.WebinarAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var link = await SignUpAsync(webinar, (lunch, Question.Yes));
        var open = await _visitor.GetAsync(link);
        await _site.ChangeAsync(lunch, Questions.Lunch with { Text = "Ti fermi a cena?" });

        var told = await _visitor.SubmitAsync(open, new() { ["Role"] = "Dirigente" }, Edit);

        Assert.Equal(422, told.Status);
        Assert.Equal("Dirigente", told.ValueOf("Role"));
        Assert.Contains(
            "è cambiata mentre compilavi", told.Document.GetElementById($"{lunch.Id()}-news")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["1: yes"], await _site.StoredAnswersAsync(webinar));
    }

    [Fact]
    public async Task Another_address_takes_the_answers_along()
    {
        var webinar = await _site.WebinarAsync();
        var lunch = await _site.AskAsync(webinar, Questions.Lunch);
        var link = await SignUpAsync(webinar, (lunch, Question.Yes));

        await _visitor.SubmitAsync(
            await _visitor.GetAsync(link), new() { ["Email"] = $"{Guid.NewGuid():N}@comune.example", [lunch.Field()] = Question.No }, Edit);

        Assert.Equal(["1: no"], await _site.StoredAnswersAsync(webinar));
    }

    private async Task<string> SignUpAsync(Webinar webinar, params (Question Question, string Value)[] answers)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        var sheet = (await _site.ReadAsync(db => QuestionSheet.CurrentAsync(db, webinar.Id))).Checked(answers);
        await scope.ServiceProvider.GetRequiredService<SignUp>()
            .RunAsync(webinar.Id, People.Person() with { Answers = sheet }, People.Notice);
        var registration = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id));
        return $"/iscrizioni/{_site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(registration.Id, registration.LinkVersion))}";
    }
}
