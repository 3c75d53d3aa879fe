using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Press;
using Coopera.Domain;
using Coopera.Domain.Press;
using FluentValidation;

namespace Coopera.Web.Admin.Press;

public sealed class PressForm
{
    public string? Seen { get; set; }

    [Display(Name = "Titolo")]
    public string? Title { get; set; }

    [Display(Name = "Indirizzo della pagina")]
    public string? Slug { get; set; }

    [Display(Name = "Data")]
    public string? IssuedOn { get; set; }

    [Display(Name = "Riassunto")]
    public string? Summary { get; set; }

    [Display(Name = "Testo")]
    public string? Body { get; set; }

    public static PressForm Of(PressRelease release) => new()
    {
        Seen = ChangedPressRelease.Version(release),
        Title = release.Title,
        Slug = release.Slug,
        IssuedOn = RomeTime.IsoDate(release.IssuedOn),
        Summary = release.Summary,
        Body = release.Body,
    };

    public PressContent Content() => new(
        ChosenSlug(),
        Text.CleanLine(Title),
        ItalianInput.TryDate(IssuedOn, out var day) ? day : default,
        Text.CleanParagraph(Summary),
        Text.CleanMarkdown(Body));

    public string ChosenSlug() => string.IsNullOrWhiteSpace(Slug) ? Domain.Slug.Propose(Title) : Text.CleanLine(Slug).ToLowerInvariant();
}

public sealed class PressFormValidator : AbstractValidator<PressForm>
{
    public PressFormValidator()
    {
        RuleFor(form => form.Title)
            .NotEmpty().WithMessage("Scrivi il titolo.")
            .Longest("Il titolo", PressRelease.TitleMaxLength)
            .Line("Il titolo");
        RuleFor(form => form.Slug).Slug(form => form.ChosenSlug())
            // without a title that is the thing to write
            .When(form => !string.IsNullOrWhiteSpace(form.Slug) || !string.IsNullOrWhiteSpace(form.Title));
        RuleFor(form => form.IssuedOn)
            .Must(text => ItalianInput.TryDate(text, out var day) && day.Year is >= 2000 and <= 2100)
            .WithMessage("Scrivi la data come giorno, mese e anno: per esempio 31/1/2027.");
        RuleFor(form => form.Summary).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Scrivi il riassunto: una o due frasi, che si leggono nell’elenco.")
            .Longest("Il riassunto", PressRelease.SummaryMaxLength);
        RuleFor(form => form.Body).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Scrivi il testo del comunicato.")
            .Longest("Il testo", PressRelease.BodyMaxLength);
    }
}
