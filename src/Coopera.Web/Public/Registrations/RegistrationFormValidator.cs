using System.Globalization;
using Coopera.Core;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Web.Shared;
using FluentValidation;

namespace Coopera.Web.Public.Registrations;

public abstract class PersonFormValidator<TForm> : AbstractValidator<TForm>
    where TForm : PersonForm
{
    /// <param name="ofSomebodyElse">The staff write for the person: the sentences are about them.</param>
    protected PersonFormValidator(bool ofSomebodyElse = false)
    {
        var your = ofSomebodyElse ? "" : "tuo ";
        var noLastName = ofSomebodyElse ? WordsPhrases.NoLastNameOfOther : WordsPhrases.NoLastName;
        RuleFor(form => form.FirstName)
            .NotEmpty().WithMessage($"Inserisci il {your}nome.")
            .MaximumLength(Registration.NameMaxLength).WithMessage(Phrases.TooLong("Il nome", Registration.NameMaxLength))
            .Must(BeALine).WithMessage("Scrivi il nome su una sola riga, senza i simboli < e >.");
        RuleFor(form => form.FirstName).Name("il nome");
        RuleFor(form => form.LastName)
            .NotEmpty().When(form => !form.NoLastName)
                .WithMessage(ofSomebodyElse ? WordsPhrases.LastNameOfOtherMissing : WordsPhrases.LastNameMissing);
        RuleFor(form => form.LastName)
            .Must(last => Text.CleanLine(last).Length == 0).When(form => form.NoLastName)
                .WithMessage(string.Format(CultureInfo.InvariantCulture, WordsPhrases.LastNameDespiteTick, noLastName));
        RuleFor(form => form.LastName).Name("il cognome");
        RuleFor(form => form.LastName).NameTogether(form => form.FirstName);
        RuleFor(form => form.LastName)
            .MaximumLength(Registration.NameMaxLength).WithMessage(Phrases.TooLong("Il cognome", Registration.NameMaxLength))
            .Must(BeALine).WithMessage("Scrivi il cognome su una sola riga, senza i simboli < e >.");
        RuleFor(form => form.Email).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(ofSomebodyElse ? "Inserisci l’indirizzo email." : "Inserisci il tuo indirizzo email.")
            .Address();
        RuleFor(form => form.ParticipantKind)
            .NotNull().WithMessage(ofSomebodyElse ? "Scegli come partecipa." : "Scegli come partecipi.")
            .IsInEnum().WithMessage(ofSomebodyElse ? "Scegli come partecipa." : "Scegli come partecipi.");
        RuleFor(form => form.OtherBody)
            .Must(BeALine).WithMessage(Phrases.BodyOnOneLine)
            .MaximumLength(Registration.OtherBodyMaxLength)
                .WithMessage(Phrases.TooLong("Il nome dell’ente", Registration.OtherBodyMaxLength))
            .NotEmpty().When(NeedsBody, ApplyConditionTo.CurrentValidator)
            .WithMessage(
                ofSomebodyElse ? "Scrivi il nome dell’ente o dell’organizzazione, per esempio "
                    + "Castroreale." : "Scrivi il nome del tuo ente o della tua organizzazione, per esempio Castroreale.");
        RuleFor(form => form.OtherBody).Designation("il nome dell’ente");
        RuleFor(form => form.Role).Designation("il ruolo");
        RuleFor(form => form.Role)
            .MaximumLength(Registration.RoleMaxLength).WithMessage(Phrases.TooLong("Il ruolo", Registration.RoleMaxLength))
            .Must(BeALine).WithMessage("Scrivi il ruolo su una sola riga, senza i simboli < e >.");
        RuleFor(form => form.Phone)
            .Must(PhoneNumber.IsPlausibleOrEmpty).When(form => form.AsksPhone)
            .WithMessage("Inserisci un numero di telefono con il prefisso, per esempio +39 091 1234567.");
    }

    private static bool NeedsBody(TForm form) =>
        form.ParticipantKind is ParticipantKind.Staff or ParticipantKind.Partner
            && form.PublicBodyCode is null or "" or PersonForm.NotInRegister;

    private static bool BeALine(string? value) => Text.IsSafeLine(Text.CleanLine(value));
}

public sealed class PersonFieldsValidator : PersonFormValidator<PersonForm>;

public sealed class RegistrationFormValidator : PersonFormValidator<RegistrationForm>
{
    public const string NoticeNotRead = Phrases.ReadPrivacyNotice;

    public RegistrationFormValidator() => RuleFor(form => form.PrivacyNoticeRead).Equal(true).WithMessage(NoticeNotRead);
}
