using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Coopera.Core.Retention;
using Coopera.Domain;
using Coopera.Domain.Retention;
using FluentValidation;

namespace Coopera.Web.Admin.Retention;

public sealed class RetentionForm
{
    /// <summary>What is offered, in days.</summary>
    public static readonly IReadOnlyList<int> Lengths = [30, 90, 180, 365];

    public string? Seen { get; set; }

    [Display(Name = "Di quanto")]
    public string? Days { get; set; }

    [Display(Name = "Perché servono ancora")]
    public string? Reason { get; set; }

    public int? ChosenDays => int.TryParse(Days, CultureInfo.InvariantCulture, out var days) && Lengths.Contains(days) ? days : null;
}

public sealed class RetentionFormValidator : AbstractValidator<RetentionForm>
{
    public RetentionFormValidator()
    {
        RuleFor(form => form.Days).Must((form, _) => form.ChosenDays is not null).WithMessage(RetentionPhrases.LengthMissing);
        RuleFor(form => form.Reason).Must(reason => Text.CleanParagraph(reason).Length > 0).WithMessage(RetentionPhrases.ReasonMissing)
            .Must(reason => Text.CleanParagraph(reason).Length <= RetentionState.ReasonMaxLength)
            .WithMessage(Coopera.Core.Phrases.TooLong("Il motivo", RetentionState.ReasonMaxLength));
    }
}
