using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using static Coopera.Domain.Tests.Webinars.QuestionBuilder;

namespace Coopera.Domain.Tests.Webinars;

/// <summary>Which questions are asked, and which answers are taken.</summary>
public sealed class QuestionnaireTests
{
    private readonly List<Question> _form = [];

    [Fact]
    public void A_question_with_a_condition_is_asked_after_that_answer_only_and_so_on_down_the_chain()
    {
        var lunch = _form.Ask(YesNo());
        var diet = _form.Ask(One("Tutto", "Vegetariana").After(lunch, Question.Yes));
        var allergies = _form.Ask(Free().After(diet, "Vegetariana"));
        var form = new Questionnaire(_form);

        Assert.Equal([lunch], form.Asked(Answers()));
        Assert.Equal([lunch], form.Asked(Answers((lunch, [Question.No]), (diet, ["Vegetariana"]))));
        Assert.Equal([lunch, diet], form.Asked(Answers((lunch, [Question.Yes]), (diet, ["Tutto"]))));
        Assert.Equal([lunch, diet, allergies], form.Asked(Answers((lunch, [Question.Yes]), (diet, ["Vegetariana"]))));
    }

    [Fact]
    public void One_of_several_choices_is_enough_for_a_condition()
    {
        var topics = _form.Ask(Several("Casa", "Lavoro", "Salute"));
        var more = _form.Ask(Free().After(topics, "Lavoro"));

        Assert.Contains(more, new Questionnaire(_form).Asked(Answers((topics, ["Casa", "Lavoro"]))));
    }

    [Fact]
    public void What_must_be_answered_is_missing_only_where_it_is_asked()
    {
        var lunch = _form.Ask(YesNo().MustBeAnswered());
        var diet = _form.Ask(Free().After(lunch, Question.Yes).MustBeAnswered());
        var form = new Questionnaire(_form);

        Assert.True(form.Check(Answers((lunch, [Question.No]))).IsValid);
        Assert.Equal([new AnswerProblem(lunch, AnswerFault.Missing)], form.Check(Answers()).Problems);
        Assert.Equal(
            [new AnswerProblem(diet, AnswerFault.Missing)], form.Check(Answers((lunch, [Question.Yes]), (diet, [" \n "]))).Problems);
    }

    [Fact]
    public void The_answer_to_a_question_that_is_not_asked_is_dropped_whatever_it_is()
    {
        var lunch = _form.Ask(YesNo());
        var diet = _form.Ask(One("Tutto", "Vegetariana").After(lunch, Question.Yes));

        var sheet = new Questionnaire(_form).Check(Answers((lunch, [Question.No]), (diet, ["qualcosa d’altro"])));

        Assert.True(sheet.IsValid);
        Assert.Equal([lunch], sheet.Given.Select(given => given.Question));
    }

    [Fact]
    public void Only_answers_that_can_be_given_are_taken()
    {
        var lunch = _form.Ask(YesNo());
        var table = _form.Ask(One("Mattina", "Sera"));
        var topics = _form.Ask(Several("Casa", "Lavoro"));
        var note = _form.Ask(Free());

        var sheet = new Questionnaire(_form).Check(Answers(
            (lunch, ["forse"]), (table, ["Mattina", "Sera"]), (topics, ["Casa", "Mare"]),
            (note, [new string('è', Answer.ValueMaxLength + 1)])));

        Assert.Equal(
            [
                (lunch, AnswerFault.Impossible), (table, AnswerFault.Impossible), (topics, AnswerFault.Impossible),
                (note, AnswerFault.TooLong),
            ],
            sheet.Problems.Select(problem => (problem.Question, problem.Fault)));
        Assert.Empty(sheet.Given);
    }

    [Fact]
    public void Answers_are_cleaned_doubled_ones_count_once_and_several_come_in_the_order_of_the_form()
    {
        var topics = _form.Ask(Several("Casa", "Lavoro", "Salute"));
        var note = _form.Ask(Free());

        var sheet = new Questionnaire(_form)
            .Check(Answers((topics, ["Salute", "Casa", "Salute", ""]), (note, ["  prima\r\nseconda\u200B  "])));

        Assert.Equal(["Casa", "Salute"], sheet.Given[0].Values);
        Assert.Equal(["prima\nseconda"], sheet.Given[1].Values);
    }

    [Fact]
    public void An_answer_as_long_as_allowed_is_taken() =>
        Assert.True(Form(_form.Ask(Free())).Check(Answers((_form[0], [new string('è', Answer.ValueMaxLength)]))).IsValid);

    [Fact]
    public void Retired_questions_are_not_asked_and_the_order_is_that_of_the_form()
    {
        var second = _form.Ask(Free("Seconda?"));
        var first = _form.Ask(Free("Prima?"));
        var gone = _form.Ask(Free("Tolta?"));
        (first.Position, second.Position) = (1, 2);
        gone.Retire(Now);

        Assert.Equal([first, second], new Questionnaire(_form).Questions);
    }

    [Fact]
    public void Who_had_the_form_open_is_told_of_what_is_new_or_other_but_not_of_what_moved_or_went()
    {
        var stays = _form.Ask(Free("Resta?"));
        var changes = _form.Ask(Free("Cambia?"));
        var goes = _form.Ask(Free("Va via?"));
        var seen = new Questionnaire(_form).Marks();

        goes.Retire(Now);
        (stays.Position, changes.Position) = (2, 1);
        Assert.Empty(new Questionnaire(_form).ChangedSince(seen));

        var next = changes.Change(Free("Cambia davvero?"), answered: true, Now);
        var added = _form.Ask(YesNo("Nuova?"));
        Assert.Equal([next, added], new Questionnaire([.. _form, next]).ChangedSince(seen));
        Assert.Equal(3, new Questionnaire([.. _form, next]).ChangedSince("").Count);
    }

    [Fact]
    public void An_answer_to_an_older_version_still_applies_until_its_own_condition_is_denied()
    {
        var lunch = _form.Ask(YesNo());
        var diet = _form.Ask(Free().After(lunch, Question.Yes));
        var form = new Questionnaire(_form);

        Assert.True(form.Check(Answers((lunch, [Question.Yes]))).StillApplies(diet));
        Assert.False(form.Check(Answers((lunch, [Question.No]))).StillApplies(diet));
        Assert.True(form.Check(Answers()).StillApplies(lunch));
        Assert.True(Questionnaire.None.Check(Answers()).StillApplies(diet));
    }
}
