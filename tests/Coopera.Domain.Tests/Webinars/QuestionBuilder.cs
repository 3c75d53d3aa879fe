using System.Reflection;
using Coopera.Domain.Webinars;

namespace Coopera.Domain.Tests.Webinars;

/// <summary>Questions of one webinar, as they would come from the database.</summary>
internal static class QuestionBuilder
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static QuestionContent YesNo(string text = "Ti fermi a pranzo?") => new(QuestionKind.YesNo, text);

    public static QuestionContent One(params string[] options) => new(QuestionKind.OneChoice, "Quale tavolo?") { Options = options };

    public static QuestionContent Several(params string[] options) => new(QuestionKind.SeveralChoices, "Quali temi?") { Options = options };

    public static QuestionContent Free(string text = "Hai esigenze particolari?") => new(QuestionKind.Text, text);

    public static QuestionContent After(this QuestionContent content, Question other, string answer) =>
        content with { ShownIf = new QuestionCondition(other.Key, answer) };

    public static QuestionContent MustBeAnswered(this QuestionContent content) => content with { Required = true };

    public static Questionnaire Form(params Question[] questions) => new(questions);

    public static Question Ask(this List<Question> form, QuestionContent content)
    {
        var question = Question.Ask(1, form.Count + 1, content);
        typeof(Question).GetProperty(nameof(Question.Id), BindingFlags.Public | BindingFlags.Instance)!.SetValue(question, form.Count + 1);
        form.Add(question);
        return question;
    }

    public static IReadOnlyDictionary<Guid, IReadOnlyList<string>> Answers(params (Question Question, string[] Values)[] given) =>
        given.ToDictionary(pair => pair.Question.Key, IReadOnlyList<string> (pair) => pair.Values);
}
