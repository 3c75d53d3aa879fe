using Coopera.Core;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Web.Shared;
using FluentValidation;

namespace Coopera.Web.Public.Registrations;

/// <summary>What all of them have in common; the rows have <see cref="TogetherReader"/>.</summary>
public sealed class TogetherFormValidator : AbstractValidator<TogetherForm>
{
    private const string Kind = "Scegli come partecipano.";

    public TogetherFormValidator()
    {
        RuleFor(form => form.Email).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Inserisci il tuo indirizzo email.")
            .Address();
        RuleFor(form => form.ParticipantKind)
            .NotNull().WithMessage(Kind)
            .Must(kind => kind is null or ParticipantKind.Staff or ParticipantKind.Partner).WithMessage(Kind);
        RuleFor(form => form.OtherBody)
            .Must(value => Text.IsSafeLine(Text.CleanLine(value))).WithMessage(Phrases.BodyOnOneLine)
            .MaximumLength(Registration.OtherBodyMaxLength)
                .WithMessage(Phrases.TooLong("Il nome dell’ente", Registration.OtherBodyMaxLength))
            .NotEmpty().When(
                form => form.PublicBodyCode is null or "" or PersonForm.NotInRegister, ApplyConditionTo.CurrentValidator)
            .WithMessage("Scrivi il nome dell’ente o dell’organizzazione, per esempio Castroreale.");
        RuleFor(form => form.OtherBody).Designation("il nome dell’ente");
        RuleFor(form => form.PrivacyNoticeRead).Equal(true).WithMessage(RegistrationFormValidator.NoticeNotRead);
    }
}

/// <summary>Not public: what the browser checks would have every empty row filled in.</summary>
internal sealed class TogetherRowValidator() : PersonFormValidator<TogetherRow>(ofSomebodyElse: true);
