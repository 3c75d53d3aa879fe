using System.ComponentModel.DataAnnotations;
using Coopera.Core.Ratings;
using Coopera.Domain.Ratings;
using FluentValidation;

namespace Coopera.Web.Public.Ratings;

/// <summary>The answer says nothing of who gives it: there is no field to write in.</summary>
public sealed class RatingForm
{
    [Display(Name = "Il tuo giudizio")]
    public int? Score { get; set; }

    [Display(Name = "Che cosa è stato difficile?")]
    public Obstacle Obstacle { get; set; }

    /// <summary>Of the page on which it is asked: what is asked for, and once (<see cref="RatingTicket"/>).</summary>
    public string? Ticket { get; set; }
}

public sealed class RatingFormValidator : AbstractValidator<RatingForm>
{
    public RatingFormValidator()
    {
        RuleFor(form => form.Score).Cascade(CascadeMode.Stop)
            .NotNull().WithMessage(RatingPhrases.ScoreMissing)
            .InclusiveBetween(RatingCount.Hardest, RatingCount.Easiest).WithMessage(RatingPhrases.ScoreMissing);
        RuleFor(form => form.Obstacle).IsInEnum().WithMessage("Scegli una delle risposte, o nessuna.");
    }
}

public sealed record RatingTicket(RatedService Service, Guid Id);

/// <param name="Form">Null on the page of who has just done what is rated.</param>
public sealed record RatingQuestion(RatedService Service, RatingForm? Form = null);
