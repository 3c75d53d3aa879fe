using Coopera.Core.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Public.Registrations;

/// <summary>One extra question as a field of the form.</summary>
/// <param name="Name"><c>Answers[key]</c>; it stays through all versions of the question.</param>
/// <param name="Values">As typed or stored, also what can no longer be chosen.</param>
/// <param name="Condition">In words; null when it is always asked.</param>
/// <param name="Before">The answer given to an older version.</param>
/// <param name="IsNews">New or changed while the person was filling in the form.</param>
public sealed record QuestionField(
    Question Question, string Name, IReadOnlyList<string> Values, string? Error, string? Condition, AnswerText? Before, bool IsNews)
{
    /// <summary>With more options than this a list to open takes less room.</summary>
    private const int MostRadios = 8;

    public string Id { get; } = TagBuilder.CreateSanitizedId(Name, "_");

    public bool IsList => Question.Kind == QuestionKind.OneChoice && Question.Options.Count > MostRadios;

    /// <summary>What was chosen when that could still be chosen, as people read it.</summary>
    public IEnumerable<string> Lost => Question.PossibleAnswers() is { } possible
        ? Values.Where(value => value.Length > 0 && !possible.Contains(value)).Select(value => QuestionPhrases.Said(QuestionKind.YesNo, value)) : [];

    public string DescribedBy => string.Join(' ', new[]
    {
        Condition is null ? null : $"{Id}-if",
        Question.Hint is null ? null : $"{Id}-hint",
        IsNews || Before is not null ? $"{Id}-news" : null,
        $"{Id}-error",
    }.OfType<string>());

    public static IEnumerable<QuestionField> Of(PersonForm form, ViewDataDictionary view)
    {
        var typed = form.TypedAnswers();
        foreach (var question in form.Questions.Questions)
        {
            var name = view.TemplateInfo.GetFullHtmlFieldName(PersonForm.AnswerField(question.Key));
            yield return new QuestionField(
                question,
                name,
                typed.GetValueOrDefault(question.Key) ?? [],
                view.ModelState.TryGetValue(name, out var entry) ? entry.Errors.FirstOrDefault()?.ErrorMessage : null,
                QuestionPhrases.Condition(question, form.Questions),
                form.AnsweredBefore.GetValueOrDefault(question.Key),
                form.ChangedQuestions.Contains(question));
        }
    }
}
