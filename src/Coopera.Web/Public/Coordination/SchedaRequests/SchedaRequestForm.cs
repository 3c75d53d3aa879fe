using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Web.Shared;
using FluentValidation;

namespace Coopera.Web.Public.Coordination.SchedaRequests;

public sealed class SchedaRequestForm
{
    /// <summary>In <see cref="PublicBodyCode"/>: "none of those; my body is the one I wrote".</summary>
    public const string NotInRegister = "altro";

    [Display(Name = "La tua email")]
    public string? Email { get; set; }

    [Display(Name = "Ente")]
    public string? BodyName { get; set; }

    public string? PublicBodyCode { get; set; }

    [Display(Name = Phrases.PrivacyNoticeRead)]
    public bool PrivacyNoticeRead { get; set; }

    internal IReadOnlyList<PublicBodyEntry> BodyMatches { get; set; } = [];
}

public sealed class SchedaRequestFormValidator : AbstractValidator<SchedaRequestForm>
{
    public SchedaRequestFormValidator()
    {
        RuleFor(form => form.Email).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Inserisci l’indirizzo email a cui mandare la scheda.")
            .Address();
        RuleFor(form => form.BodyName).Cascade(CascadeMode.Stop)
            .Must(name => Text.CleanLine(name).Length <= SchedaRequest.OtherBodyMaxLength)
                .WithMessage(Phrases.TooLong("Il nome dell’ente", SchedaRequest.OtherBodyMaxLength))
            .Must(name => Text.IsSafeLine(Text.CleanLine(name))).WithMessage(Phrases.BodyOnOneLine);
        RuleFor(form => form.BodyName).Designation("il nome dell’ente");
        RuleFor(form => form.PrivacyNoticeRead).Equal(true).WithMessage(Phrases.ReadPrivacyNotice);
    }
}
