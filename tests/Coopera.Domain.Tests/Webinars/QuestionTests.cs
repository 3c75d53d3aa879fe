using Coopera.Domain.Webinars;
using static Coopera.Domain.Tests.Webinars.QuestionBuilder;

namespace Coopera.Domain.Tests.Webinars;

/// <summary>What a change does to a question that was answered, and to one that was not.</summary>
public sealed class QuestionTests
{
    [Fact]
    public void A_question_nobody_answered_is_put_right_in_place()
    {
        var question = Question.Ask(1, 2, Free());

        var changed = question.Change(One("Mattina", "Pomeriggio"), answered: false, Now);

        Assert.Same(question, changed);
        Assert.Equal((QuestionKind.OneChoice, 1, 2), (changed.Kind, changed.Version, changed.Position));
        Assert.Equal(["Mattina", "Pomeriggio"], changed.Options);
        Assert.Null(changed.RetiredAt);
    }

    [Fact]
    public void A_question_that_was_answered_gets_a_new_version_and_the_old_one_stays_as_it_was_answered()
    {
        var question = Question.Ask(1, 2, One("Mattina", "Pomeriggio"));

        var next = question.Change(One("Mattina", "Sera") with { Hint = "Scegli bene." }, answered: true, Now);

        Assert.NotSame(question, next);
        Assert.Equal((question.Key, 2, 2, question.WebinarId), (next.Key, next.Version, next.Position, next.WebinarId));
        Assert.Equal(["Mattina", "Pomeriggio"], question.Options);
        Assert.Equal(Now, question.RetiredAt);
        Assert.Null(next.RetiredAt);
        Assert.Equal("Scegli bene.", next.Hint);
    }

    [Fact]
    public void That_it_must_be_answered_or_that_it_moves_alters_no_answer_and_makes_no_version()
    {
        var question = Question.Ask(1, 2, Free());

        var changed = question.Change(Free().MustBeAnswered(), answered: true, Now);
        changed.Position = 1;

        Assert.Same(question, changed);
        Assert.True(changed.Required);
        Assert.Equal(1, changed.Version);
    }

    [Fact]
    public void Another_kind_leaves_no_options_behind()
    {
        var question = Question.Ask(1, 1, One("Mattina", "Pomeriggio"));

        question.Change(YesNo() with { Options = ["Mattina"] }, answered: false, Now);

        Assert.Empty(question.Options);
        Assert.Equal([Question.Yes, Question.No], question.PossibleAnswers()!);
    }

    [Fact]
    public void The_mark_moves_with_everything_a_person_reads_and_not_with_the_place()
    {
        var question = Question.Ask(1, 1, One("Mattina", "Pomeriggio"));
        var before = question.Mark();

        question.Position = 7;
        Assert.Equal(before, question.Mark());

        string[] marks =
        [
            before,
            Changed(One("Mattina", "Sera")),
            Changed(One("Pomeriggio", "Mattina")),
            Changed(One("Mattina", "Pomeriggio").MustBeAnswered()),
            Changed(One("Mattina", "Pomeriggio") with { Hint = "Una sola." }),
            Changed(One("Mattina", "Pomeriggio") with { Text = "Quando?" }),
            Changed(Several("Mattina", "Pomeriggio") with { Text = "Quale tavolo?" }),
            Changed(One("Mattina", "Pomeriggio") with { ShownIf = new QuestionCondition(Guid.Empty, Question.Yes) }),
        ];
        Assert.Equal(marks.Length, marks.Distinct().Count());

        string Changed(QuestionContent content) => question.Change(content, answered: false, Now).Mark();
    }

    [Fact]
    public void A_copy_for_another_webinar_keeps_the_conditions_between_the_copies()
    {
        var form = new List<Question>();
        var lunch = form.Ask(YesNo());
        form.Ask(Free("Che cosa non mangi?").After(lunch, Question.Yes).MustBeAnswered());

        var copies = new Questionnaire(form).CopiesInto(Questionnaire.None, webinarId: 9);

        Assert.All(copies, copy => Assert.Equal((9, 1), (copy.WebinarId, copy.Version)));
        Assert.NotEqual(lunch.Key, copies[0].Key);
        Assert.Equal((copies[0].Key, Question.Yes, true), (copies[1].ShownIfKey!.Value, copies[1].ShownIfAnswer, copies[1].Required));
    }
}
