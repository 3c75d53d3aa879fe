using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using FluentValidation;

namespace Coopera.Web.Admin.Questions;

public sealed class QuestionForm
{
    private const char Between = ':';

    public string? Seen { get; set; }

    [Display(Name = "Domanda")]
    public string? Text { get; set; }

    [Display(Name = "Che cosa si può rispondere")]
    public QuestionKind? Kind { get; set; }

    [Display(Name = "Risposte tra cui scegliere")]
    public string? Options { get; set; }

    [Display(Name = "Suggerimento")]
    public string? Hint { get; set; }

    [Display(Name = "A chi si mostra")]
    public string? ShownIf { get; set; }

    [Display(Name = "La risposta è obbligatoria")]
    public bool Required { get; set; }

    public static QuestionForm Of(Question question) => new()
    {
        Seen = question.Mark(),
        Text = question.Text,
        Kind = question.Kind,
        Options = string.Join('\n', question.Options),
        Hint = question.Hint,
        ShownIf = Value(question.Content().ShownIf),
        Required = question.Required,
    };

    public static string? Value(QuestionCondition? condition) => condition is null ? null : $"{condition.Key:N}{Between}{condition.Answer}";

    public QuestionContent Read() => new(Kind!.Value, Domain.Text.CleanLine(Text))
    {
        Hint = Domain.Text.CleanLine(Hint) is { Length: > 0 } hint ? hint : null,
        Required = Required,
        Options = Kind is QuestionKind.OneChoice or QuestionKind.SeveralChoices ? OptionLines() : [],
        ShownIf = Condition(),
    };

    internal IReadOnlyList<string> OptionLines() => [.. Domain.Text.CleanParagraph(Options).Split('\n').Where(line => line.Length > 0)];

    private QuestionCondition? Condition() => string.IsNullOrEmpty(ShownIf) ? null
        : ShownIf.Split(Between, 2) is [var key, var answer]
            && Guid.TryParse(key, out var question) ? new QuestionCondition(question, answer)
        : new QuestionCondition(Guid.Empty, "");
}

public sealed class QuestionFormValidator : AbstractValidator<QuestionForm>
{
    public QuestionFormValidator()
    {
        RuleFor(form => form.Text)
            .Must(text => Text.CleanLine(text).Length > 0).WithMessage("Scrivi la domanda.")
            .MaximumLength(Question.TextMaxLength).WithMessage(Phrases.TooLong("La domanda", Question.TextMaxLength))
            .Must(BeALine).WithMessage("Scrivi la domanda su una sola riga.");
        RuleFor(form => form.Kind)
            .NotNull().WithMessage("Scegli che cosa si può rispondere.")
            .IsInEnum().WithMessage("Scegli che cosa si può rispondere.");
        RuleFor(form => form.Hint)
            .MaximumLength(Question.HintMaxLength).WithMessage(Phrases.TooLong("Il suggerimento", Question.HintMaxLength))
            .Must(BeALine).WithMessage("Scrivi il suggerimento su una sola riga.");
        RuleFor(form => form.Options).Custom((_, context) =>
        {
            foreach (var reason in WhyNot(context.InstanceToValidate.OptionLines()))
            {
                context.AddFailure(reason);
            }
        }).When(form => form.Kind is QuestionKind.OneChoice or QuestionKind.SeveralChoices);
    }

    private static IEnumerable<string> WhyNot(IReadOnlyList<string> options)
    {
        if (options.Count < 2)
        {
            yield return "Scrivi almeno due risposte tra cui scegliere, una per riga.";
        }

        if (options.Count > Question.MaxOptions)
        {
            yield return $"Le risposte tra cui scegliere possono essere al massimo {Question.MaxOptions}.";
        }

        foreach (var longest in options.Where(option => option.Length > Question.OptionMaxLength).Take(1))
        {
            yield return $"Ogni risposta può avere al massimo {Question.OptionMaxLength} caratteri: accorcia {QuestionPhrases.Quote(longest)}.";
        }

        foreach (var twice in options.GroupBy(option => option, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return $"La risposta {QuestionPhrases.Quote(twice.Key)} c’è due volte.";
        }
    }

    private static bool BeALine(string? value) => !Text.CleanLine(value).Any(c => char.IsControl(c) || c is '\u2028' or '\u2029');
}
