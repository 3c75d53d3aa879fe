using Coopera.Core.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Public.Registrations;

/// <param name="Values">As typed or stored, also what can no longer be chosen.</param>
/// <param name="Condition">In words; null when it is always asked.</param>
/// <param name="Before">The answer given to an older version.</param>
public sealed record QuestionField(
    Question Question, string Name, IReadOnlyList<string> Values, string? Error, string? Condition, AnswerText? Before, bool IsNews)
{
    private const int MostRadios = 8;

    public string Id { get; } = TagBuilder.CreateSanitizedId(Name, "_");

    public bool IsList => Question.Kind == QuestionKind.OneChoice && Question.Options.Count > MostRadios;

    public IEnumerable<string> Lost => Question.PossibleAnswers() is { } possible
        ? Values.Where(value => value.Length > 0 && !possible.Contains(value))
            .Select(value => QuestionPhrases.Said(QuestionKind.YesNo, value)) : [];

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
