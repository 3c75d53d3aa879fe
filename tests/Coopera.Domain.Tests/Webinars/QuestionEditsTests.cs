using Coopera.Domain.Webinars;
using static Coopera.Domain.Tests.Webinars.QuestionBuilder;

namespace Coopera.Domain.Tests.Webinars;

/// <summary>What staff may do with the questions of a webinar: no condition is left without its question or its answer.</summary>
public sealed class QuestionEditsTests
{
    private readonly List<Question> _form = [];

    [Fact]
    public void A_condition_is_on_an_earlier_question_with_a_choice_and_on_an_answer_it_can_have()
    {
        var lunch = _form.Ask(YesNo());
        var note = _form.Ask(Free());
        var form = new Questionnaire(_form);

        Assert.Null(form.WhyNotAdd(Free().After(lunch, Question.Yes)));
        Assert.Equal(QuestionRefusal.ConditionNeverMet, form.WhyNotAdd(Free().After(lunch, "forse"))!.Refusal);
        Assert.Equal(QuestionRefusal.NoSuchCondition, form.WhyNotAdd(Free().After(note, "qualcosa"))!.Refusal);
        Assert.Equal(QuestionRefusal.NoSuchCondition, form.WhyNotAdd(Free().After(Question.Ask(2, 1, YesNo()), Question.Yes))!.Refusal);
        Assert.Equal(QuestionRefusal.NoSuchCondition, form.WhyNotChange(lunch, YesNo().After(lunch, Question.Yes))!.Refusal);
        Assert.Equal([lunch], form.PossibleConditions(null));
        Assert.Empty(form.PossibleConditions(lunch));
    }

    [Fact]
    public void A_question_that_another_waits_for_keeps_the_awaited_answer_and_is_not_taken_away()
    {
        var table = _form.Ask(One("Mattina", "Sera"));
        var supper = _form.Ask(YesNo("Ti fermi a cena?").After(table, "Sera"));
        var form = new Questionnaire(_form);

        Assert.Equal(new QuestionObjection(QuestionRefusal.AnswerIsAwaited, supper, table), form.WhyNotRemove(table));
        Assert.Equal(
            new QuestionObjection(QuestionRefusal.AnswerIsAwaited, supper, table), form.WhyNotChange(table, One("Mattina", "Pomeriggio")));
        Assert.Equal(new QuestionObjection(QuestionRefusal.AnswerIsAwaited, supper, table), form.WhyNotChange(table, Free()));
        Assert.Null(form.WhyNotChange(table, Several("Sera", "Mattina", "Pomeriggio")));
        Assert.Null(form.WhyNotRemove(supper));
    }

    [Fact]
    public void A_new_version_is_what_the_condition_then_hangs_on()
    {
        var table = _form.Ask(One("Mattina", "Sera"));
        _form.Ask(YesNo("Ti fermi a cena?").After(table, "Sera"));

        var next = table.Change(One("Sera", "Notte"), answered: true, Now);
        var form = new Questionnaire([.. _form, next]);

        Assert.Equal(2, form.Asked(Answers((next, ["Sera"]))).Count);
        Assert.Null(form.WhyNotChange(_form[1], YesNo("Ti fermi a cena?").After(next, "Notte")));
    }

    [Fact]
    public void Questions_change_places_but_never_before_what_they_depend_on()
    {
        var lunch = _form.Ask(YesNo());
        var diet = _form.Ask(Free().After(lunch, Question.Yes));
        var note = _form.Ask(Free("Altro?"));
        var form = new Questionnaire(_form);

        Assert.Equal(new QuestionObjection(QuestionRefusal.WouldComeTooEarly, lunch), form.WhyNotMove(diet, up: true));
        Assert.Equal(new QuestionObjection(QuestionRefusal.WouldComeTooLate, diet), form.WhyNotMove(lunch, up: false));
        Assert.Equal(QuestionRefusal.AtTheEnd, form.WhyNotMove(lunch, up: true)!.Refusal);
        Assert.Equal(QuestionRefusal.AtTheEnd, form.WhyNotMove(note, up: false)!.Refusal);

        Assert.Null(form.WhyNotMove(note, up: true));
        form.Move(note, up: true);
        Assert.Equal([lunch, note, diet], new Questionnaire(_form).Questions);
        Assert.Equal([1, 2, 3], new Questionnaire(_form).Questions.Select(q => q.Position));
    }

    [Fact]
    public void There_is_an_end_to_how_many_can_be_asked()
    {
        for (var i = 0; i < Question.MaxPerWebinar; i++)
        {
            Assert.Null(new Questionnaire(_form).WhyNotAdd(Free()));
            _form.Ask(Free());
        }

        Assert.Equal(QuestionRefusal.TooMany, new Questionnaire(_form).WhyNotAdd(Free())!.Refusal);
        Assert.Null(new Questionnaire(_form).WhyNotChange(_form[3], YesNo()));
    }
}
