using Coopera.Domain;
using Coopera.Domain.Coordination;
using FluentValidation;

namespace Coopera.Web.Features.Admin.Coordination.Recording;

/// <summary>Nothing is obligatory for the secretariat; what is written must be readable. The limits live in the domain.</summary>
public sealed class CorrectionFormValidator : AbstractValidator<CorrectionForm>
{
    public CorrectionFormValidator()
    {
        RuleFor(form => form.Pec).Must(BeAnAddress).WithMessage("Inserisci un indirizzo PEC valido, per esempio protocollo@pec.comune.it.");
        RuleFor(form => form.RepresentativeFirstName).Must(name => BeALine(name, ContactPerson.NameMaxLength)).WithMessage(Line("Il nome", ContactPerson.NameMaxLength));
        RuleFor(form => form.RepresentativeLastName).Must(name => BeALine(name, ContactPerson.NameMaxLength)).WithMessage(Line("Il cognome", ContactPerson.NameMaxLength));
        RuleFor(form => form.Office).IsInEnum().WithMessage("Scegli la carica tra quelle dell’elenco.");
        RuleFor(form => form.Technical).SetValidator(new PersonFieldsValidator());
        RuleFor(form => form.Political).SetValidator(new PersonFieldsValidator());
        RuleFor(form => form.Project).IsInEnum().WithMessage("Scegli una delle risposte.");
        RuleFor(form => form.Places).Must(places => CorrectionForm.TryPlaces(places, out _))
            .WithMessage($"Scrivi i posti in cifre, da 0 a {SaiNetwork.MostPlaces}.");
        RuleFor(form => form.ActKind).IsInEnum().WithMessage("Scegli il tipo di atto tra quelli dell’elenco.");
        RuleFor(form => form.ActNumber).Must(number => BeALine(number, AdhesionAct.NumberMaxLength)).WithMessage(Line("Il numero dell’atto", AdhesionAct.NumberMaxLength));
        RuleFor(form => form.ActDate).Must(date => TypedDate.Read(date) is not null).When(form => !string.IsNullOrWhiteSpace(form.ActDate))
            .WithMessage("Scrivi la data dell’atto, per esempio 31/01/2026.");
        RuleFor(form => form.Why).Must(why => BeALine(why, MostReasons)).WithMessage(Line("Il motivo", MostReasons));
    }

    private const int MostReasons = 300;

    internal static bool BeAnAddress(string? typed) => string.IsNullOrWhiteSpace(typed) || EmailAddress.TryParse(typed, out _);

    internal static bool BeALine(string? typed, int most) => Text.CleanLine(typed) is var line && line.Length <= most && Text.IsSafeLine(line);

    internal static string Line(string what, int most) => $"{what} sta su una sola riga, senza i simboli < e >, e ha al massimo {most} caratteri.";
}

public sealed class PersonFieldsValidator : AbstractValidator<PersonFields>
{
    public PersonFieldsValidator()
    {
        RuleFor(person => person.FirstName).Must(text => CorrectionFormValidator.BeALine(text, ContactPerson.NameMaxLength)).WithMessage(CorrectionFormValidator.Line("Il nome", ContactPerson.NameMaxLength));
        RuleFor(person => person.LastName).Must(text => CorrectionFormValidator.BeALine(text, ContactPerson.NameMaxLength)).WithMessage(CorrectionFormValidator.Line("Il cognome", ContactPerson.NameMaxLength));
        RuleFor(person => person.Role).Must(text => CorrectionFormValidator.BeALine(text, ContactPerson.RoleMaxLength)).WithMessage(CorrectionFormValidator.Line("Il ruolo", ContactPerson.RoleMaxLength));
        RuleFor(person => person.Unit).Must(text => CorrectionFormValidator.BeALine(text, ContactPerson.RoleMaxLength)).WithMessage(CorrectionFormValidator.Line("L’ufficio", ContactPerson.RoleMaxLength));
        RuleFor(person => person.Phone).Must(BeAPhone).WithMessage("Inserisci un numero di telefono con il prefisso, per esempio +39 091 1234567.");
        RuleFor(person => person.Email).Must(CorrectionFormValidator.BeAnAddress).WithMessage("Inserisci un indirizzo email valido, per esempio nome@comune.it.");
    }

    private static bool BeAPhone(string? typed)
    {
        var phone = Text.CleanLine(typed);
        return phone.Length == 0
            || (phone.Length <= ContactPerson.PhoneMaxLength && phone.Count(char.IsAsciiDigit) is >= 5 and <= 15 && phone.LastIndexOf('+') <= 0
                && phone.All(c => char.IsAsciiDigit(c) || "+ ()./-".Contains(c, StringComparison.Ordinal)));
    }
}
