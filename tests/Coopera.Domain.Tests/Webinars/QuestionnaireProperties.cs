using Coopera.Domain.Webinars;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Coopera.Domain.Tests.Webinars;

/// <summary>Any form that staff can put together, answered in any way.</summary>
[Properties(Arbitrary = [typeof(AnyForm)], MaxTest = 2000)]
public sealed class QuestionnaireProperties
{
    [Property]
    public void What_is_asked_is_exactly_what_has_no_condition_or_whose_condition_is_asked_and_met(AnsweredForm form)
    {
        var asked = form.Questions.Asked(form.Sent);

        Assert.Equal(form.Questions.Questions.Where(q => q.ShownIfKey is null), asked.Where(q => q.ShownIfKey is null));
        foreach (var question in form.Questions.Questions.Where(q => q.ShownIfKey is not null))
        {
            var other = form.Questions.Find(question.ShownIfKey!.Value)!;
            var met = form.Sent.TryGetValue(other.Key, out var answers) && answers.Contains(question.ShownIfAnswer!);
            Assert.Equal(asked.Contains(other) && met, asked.Contains(question));
        }
    }

    [Property]
    public void Only_what_is_asked_is_kept_or_complained_of_and_what_is_kept_can_be_sent_again(AnsweredForm form)
    {
        var sheet = form.Questions.Check(form.Sent);
        var asked = form.Questions.Asked(form.Sent);

        Assert.All(sheet.Given, given => Assert.Contains(given.Question, asked));
        Assert.All(sheet.Problems, problem => Assert.Contains(problem.Question, asked));
        Assert.DoesNotContain(sheet.Given, given => sheet.Problems.Any(problem => problem.Question == given.Question));
        Assert.All(
            sheet.Given,
            given => Assert.All(given.Values, value => Assert.True(given.Question.PossibleAnswers()?.Contains(value) ?? value.Length > 0)));
        if (sheet.IsValid)
        {
            var again = form.Questions.Check(sheet.Given.ToDictionary(given => given.Question.Key, given => given.Values));
            Assert.True(again.IsValid);
            Assert.Equal(
                sheet.Given.SelectMany(g => g.Values.Select(v => (g.Question, v))),
                again.Given.SelectMany(g => g.Values.Select(v => (g.Question, v))));
        }
    }

    [Property]
    public void Moving_as_far_as_it_is_allowed_never_puts_a_question_before_its_condition(AnsweredForm form, int which, bool up)
    {
        var questions = form.Questions.Questions;
        var question = questions[Math.Abs(which % questions.Count)];
        if (form.Questions.WhyNotMove(question, up) is not null)
        {
            return;
        }

        form.Questions.Move(question, up);

        var order = new Questionnaire(questions).Questions.ToList();
        Assert.Equal(Enumerable.Range(1, order.Count), order.Select(q => q.Position));
        Assert.All(
            order.Where(q => q.ShownIfKey is not null),
            q => Assert.True(order.FindIndex(other => other.Key == q.ShownIfKey) < order.IndexOf(q)));
        Assert.Equal(form.Questions.Asked(form.Sent).ToHashSet(), new Questionnaire(order).Asked(form.Sent).ToHashSet());
    }
}

public sealed record AnsweredForm(Questionnaire Questions, IReadOnlyDictionary<Guid, IReadOnlyList<string>> Sent);

public static class AnyForm
{
    private static readonly string[] Options = ["Mattina", "Pomeriggio", "Sera"];
    private static readonly string[] Values = ["Mattina", "Pomeriggio", "Sera", Question.Yes, Question.No, "", "altro", "Notte"];

    private static readonly Gen<(QuestionKind Kind, bool Required, int Other, int Answer)> AnyQuestion =
        from kind in Gen.Elements(Enum.GetValues<QuestionKind>())
        from required in Gen.Elements(true, false)
        from other in Gen.Choose(-2, 7)
        from answer in Gen.Choose(0, 2)
        select (kind, required, other, answer);

    public static Arbitrary<AnsweredForm> Forms() => Arb.From(
        from drafts in Gen.NonEmptyListOf(AnyQuestion)
        let questions = Put([.. drafts])
        from sent in Gen.ArrayOf(Gen.SubListOf(Values), questions.Count)
        select new AnsweredForm(
            new Questionnaire(questions),
            questions.Select((question, i) => (question.Key, sent[i]))
                .ToDictionary(pair => pair.Key, IReadOnlyList<string> (pair) => [.. pair.Item2])));

    /// <summary>A condition that would not be allowed is left out.</summary>
    private static List<Question> Put(IReadOnlyList<(QuestionKind Kind, bool Required, int Other, int Answer)> drafts)
    {
        var form = new List<Question>();
        foreach (var (kind, required, other, answer) in drafts.Take(Question.MaxPerWebinar))
        {
            var content = new QuestionContent(kind, "Domanda?") { Required = required, Options = Options };
            if (other >= 0 && other < form.Count && form[other].PossibleAnswers() is { } possible)
            {
                content = content.After(form[other], possible[answer % possible.Count]);
            }

            Assert.Null(new Questionnaire(form).WhyNotAdd(content));
            form.Ask(content);
        }

        return form;
    }
}
