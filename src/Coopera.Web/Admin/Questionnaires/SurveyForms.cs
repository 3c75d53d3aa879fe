using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Questionnaires;
using Coopera.Domain;
using Coopera.Domain.Questionnaires;
using Coopera.Domain.Webinars;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Coopera.Web.Admin.Questionnaires;

public sealed class SurveyQuestionForm
{
    public string? Seen { get; set; }

    [Display(Name = "Domanda")]
    public string? Text { get; set; }

    [Display(Name = "Che cosa si può rispondere")]
    public SurveyQuestionKind? Kind { get; set; }

    [Display(Name = "Risposte tra cui scegliere")]
    public string? Options { get; set; }

    [Display(Name = "La risposta è obbligatoria")]
    public bool Required { get; set; }

    public static IReadOnlyList<SelectListItem> Kinds { get; } =
        [.. Enum.GetValues<SurveyQuestionKind>().Select(kind => new SelectListItem(kind.Label(), $"{kind}"))];

    public static SurveyQuestionForm Of(Survey survey, SurveyQuestion question) => new()
    {
        Seen = ChangedSurvey.Version(survey),
        Text = question.Text,
        Kind = question.Kind,
        Options = string.Join('\n', question.Options),
        Required = question.Required,
    };

    public SurveyQuestion Read(Guid? key = null) => new(
        key ?? Guid.NewGuid(), Kind!.Value, Domain.Text.CleanLine(Text), Required, Kind == SurveyQuestionKind.Text ? [] : OptionLines());

    internal IReadOnlyList<string> OptionLines() => [.. Domain.Text.CleanParagraph(Options).Split('\n').Where(line => line.Length > 0)];
}

public sealed class SurveyQuestionFormValidator : AbstractValidator<SurveyQuestionForm>
{
    public SurveyQuestionFormValidator()
    {
        RuleFor(form => form.Text).Cascade(CascadeMode.Stop)
            .Must(text => Domain.Text.CleanLine(text).Length > 0).WithMessage("Scrivi la domanda.")
            .Must(text => Domain.Text.CleanLine(text).Length <= Question.TextMaxLength)
            .WithMessage(Phrases.TooLong("La domanda", Question.TextMaxLength));
        RuleFor(form => form.Kind).Must(kind => kind is { } one && Enum.IsDefined(one)).WithMessage("Scegli che cosa si può rispondere.");
        When(form => form.Kind is SurveyQuestionKind.OneChoice or SurveyQuestionKind.SeveralChoices, () =>
            RuleFor(form => form.Options).Cascade(CascadeMode.Stop)
                .Must((form, _) => form.OptionLines().Count is >= 2 and <= Question.MaxOptions)
                .WithMessage($"Scrivi da 2 a {Question.MaxOptions} risposte, una per riga.")
                .Must((form, _) => form.OptionLines().Distinct(StringComparer.OrdinalIgnoreCase).Count() == form.OptionLines().Count)
                .WithMessage("Due risposte sono uguali: scrivile diverse.")
                .Must((form, _) => form.OptionLines().All(option => option.Length <= Question.OptionMaxLength))
                .WithMessage(Phrases.TooLong("Una risposta", Question.OptionMaxLength)));
        When(form => form.Kind is SurveyQuestionKind.Scale, () => RuleFor(form => form.Options)
            .Must((form, _) => form.OptionLines() is { Count: 0 or 2 } ends && ends.All(end => end.Length <= Question.OptionMaxLength))
            .WithMessage("Per un voto scrivi due righe: che cosa vuol dire 1 e che cosa vuol dire 5. O nessuna."));
    }
}

public sealed class OpenSurveyForm
{
    public string? Seen { get; set; }

    [Display(Name = "Chi può rispondere")]
    public SurveyAudience? Audience { get; set; }

    [Display(Name = "Si apre il giorno")]
    public string? OpensOn { get; set; }

    [Display(Name = "Ultimo giorno per rispondere")]
    public string? LastDay { get; set; }

    public static IReadOnlyList<SelectListItem> Audiences { get; } =
        [.. Enum.GetValues<SurveyAudience>().Select(audience => new SelectListItem(audience.Label(), $"{audience}"))];

    /// <summary>What is sensible: two weeks from when it can open.</summary>
    public static OpenSurveyForm Of(Survey survey, Webinar webinar, DateTimeOffset now)
    {
        var opens = survey.OpensAt ?? (survey.Round == SurveyRound.AtWork ? SurveyDefaults.OpensAtWork(webinar.EndsAt) : webinar.EndsAt);
        var from = opens < now ? now : opens;
        return new OpenSurveyForm
        {
            Seen = ChangedSurvey.Version(survey),
            Audience = survey.Audience,
            OpensOn = survey.Round == SurveyRound.AtWork || survey.OpensAt is not null ? RomeTime.IsoDate(RomeTime.Day(from)) : null,
            LastDay = RomeTime.IsoDate(survey.ClosesAt is { } closes ? RomeTime.Day(closes.AddTicks(-1)) : RomeTime.Day(from).AddDays(14)),
        };
    }

    /// <summary>At nine in the morning; null: as soon as it can.</summary>
    public DateTimeOffset? Opens() =>
        ItalianInput.TryDate(OpensOn, out var day) ? RomeTime.FromRome(day.ToDateTime(new TimeOnly(9, 0))) : null;

    public DateTimeOffset? Closes() => ItalianInput.TryDate(LastDay, out var day) ? RomeTime.StartOf(day.AddDays(1)) : null;
}

public sealed class OpenSurveyFormValidator : AbstractValidator<OpenSurveyForm>
{
    public OpenSurveyFormValidator()
    {
        RuleFor(form => form.Audience).Must(audience => audience is { } one && Enum.IsDefined(one))
            .WithMessage("Scegli chi può rispondere.");
        RuleFor(form => form.OpensOn).Must(day => string.IsNullOrWhiteSpace(day) || IsDay(day)).WithMessage(SurveyDay.Sentence);
        RuleFor(form => form.LastDay).Must(IsDay).WithMessage(SurveyDay.Sentence);
    }

    private static bool IsDay(string? typed) => SurveyDay.IsDay(typed);
}

internal static class SurveyDay
{
    public const string Sentence = "Scrivi il giorno come giorno, mese e anno: per esempio 31/1/2027.";

    public static bool IsDay(string? typed) => ItalianInput.TryDate(typed, out var day) && day.Year is >= 2000 and <= 2100;
}
