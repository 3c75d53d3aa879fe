using System.Globalization;
using Coopera.Core;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Web.Shared;
using FluentValidation;

namespace Coopera.Web.Public.Coordination.Adhesions;

/// <summary>
/// Outside any set: what cannot be stored as it is. In <see cref="Complete"/>: what must be there to go on, and may be missing when the
/// person saves for later.
/// </summary>
internal static class StepRules
{
    public const string Complete = nameof(Complete);

    public static IRuleBuilderOptions<T, string?> Line<T>(this IRuleBuilder<T, string?> rule, string what, int most) => rule
        .Must(value => Text.CleanLine(value).Length <= most).WithMessage(Phrases.TooLong(what, most))
        .Must(value => Text.IsSafeLine(Text.CleanLine(value))).WithMessage($"{what}: scrivi su una sola riga, senza i simboli < e >.");

    public static void NoneIf<T>(this IRuleBuilderInitial<T, string?> rule, Func<T, bool> ticked) => rule
        .Must((form, value) => !ticked(form) || Text.CleanLine(value).Length == 0)
            .WithMessage(string.Format(CultureInfo.InvariantCulture, WordsPhrases.LastNameDespiteTick, WordsPhrases.NoLastNameOfOther));

    public static IRuleBuilderOptions<T, string?> EmailOrNothing<T>(this IRuleBuilder<T, string?> rule, string example) => rule
        .Must(value => Text.CleanLine(value).Length == 0 || EmailAddress.TryParse(value, out _))
            .WithMessage((_, value) => AddressPhrases.Fault(value, example));

    public static IRuleBuilderOptions<T, string?> PhoneOrNothing<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(PhoneNumber.IsPlausibleOrEmpty).WithMessage("Inserisci un numero di telefono con il prefisso, per esempio 091 1234567.");

    public static IRuleBuilderOptions<T, string?> Given<T>(this IRuleBuilder<T, string?> rule, string sentence) => rule
        .Must(value => Text.CleanLine(value).Length > 0).WithMessage(sentence);
}

public sealed class StartFormValidator : AbstractValidator<StartForm>
{
    public StartFormValidator()
    {
        RuleFor(form => form.Email).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Inserisci la tua email: ci mandiamo il link per riprendere la scheda.")
            .EmailOrNothing("nome@comune.it");
        RuleFor(form => form.BodyName)
            .NotEmpty().When(form => string.IsNullOrEmpty(form.PublicBodyCode))
                .WithMessage("Scrivi il nome dell’ente e sceglilo dall’elenco, per esempio Castroreale.");
        RuleFor(form => form.PrivacyNoticeRead).Equal(true).WithMessage(Phrases.ReadPrivacyNotice);
    }
}

public sealed class BodyFormValidator : AbstractValidator<BodyForm>
{
    public BodyFormValidator()
    {
        RuleFor(form => form.Pec).EmailOrNothing("protocollo@pec.comune.it");
        RuleFor(form => form.Email).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Inserisci la tua email: ci mandiamo il link per riprendere la scheda.")
            .EmailOrNothing("nome@comune.it");
        RuleSet(
            StepRules.Complete, () => RuleFor(form => form.Pec).Given("Inserisci la PEC dell’ente: di solito è quella del protocollo."));
    }
}

public sealed class PeopleFormValidator : AbstractValidator<PeopleForm>
{
    public PeopleFormValidator()
    {
        RuleFor(form => form.RepresentativeFirstName).Line("Il nome", ContactPerson.NameMaxLength);
        RuleFor(form => form.RepresentativeLastName).Line("Il cognome", ContactPerson.NameMaxLength);
        RuleFor(form => form.RepresentativeFirstName).Name("il nome");
        RuleFor(form => form.RepresentativeLastName).Name("il cognome");
        RuleFor(form => form.RepresentativeLastName).NameTogether(form => form.RepresentativeFirstName);
        RuleFor(form => form.RepresentativeLastName).NoneIf(form => form.RepresentativeNoLastName);
        RuleFor(form => form.RepresentativeOffice).IsInEnum().WithMessage("Scegli la carica di chi firma.");
        RuleFor(form => form.TechnicalFirstName).Line("Il nome", ContactPerson.NameMaxLength);
        RuleFor(form => form.TechnicalLastName).Line("Il cognome", ContactPerson.NameMaxLength);
        RuleFor(form => form.TechnicalFirstName).Name("il nome");
        RuleFor(form => form.TechnicalLastName).Name("il cognome");
        RuleFor(form => form.TechnicalLastName).NameTogether(form => form.TechnicalFirstName);
        RuleFor(form => form.TechnicalLastName).NoneIf(form => form.TechnicalNoLastName);
        RuleFor(form => form.TechnicalRole).Line("Il ruolo", ContactPerson.RoleMaxLength);
        RuleFor(form => form.TechnicalRole).Designation("il ruolo");
        RuleFor(form => form.TechnicalUnit).Designation("l’ufficio");
        RuleFor(form => form.TechnicalUnit).Line("L’ufficio", ContactPerson.RoleMaxLength);
        RuleFor(form => form.TechnicalPhone).PhoneOrNothing();
        RuleFor(form => form.TechnicalEmail).EmailOrNothing("nome@comune.it");
        RuleFor(form => form.PoliticalFirstName).Line("Il nome", ContactPerson.NameMaxLength);
        RuleFor(form => form.PoliticalLastName).Line("Il cognome", ContactPerson.NameMaxLength);
        RuleFor(form => form.PoliticalFirstName).Name("il nome");
        RuleFor(form => form.PoliticalLastName).Name("il cognome");
        RuleFor(form => form.PoliticalLastName).NameTogether(form => form.PoliticalFirstName);
        RuleFor(form => form.PoliticalLastName).NoneIf(form => form.PoliticalNoLastName);
        RuleFor(form => form.PoliticalRole).Line("L’incarico", ContactPerson.RoleMaxLength);
        RuleFor(form => form.PoliticalRole).Designation("l’incarico");
        RuleFor(form => form.PoliticalPhone).PhoneOrNothing();
        RuleFor(form => form.PoliticalEmail).EmailOrNothing("nome@comune.it");
        RuleSet(StepRules.Complete, () =>
        {
            RuleFor(form => form.RepresentativeFirstName).Given("Inserisci il nome di chi firma per l’ente.");
            RuleFor(form => form.RepresentativeLastName).Given("Inserisci il cognome di chi firma per l’ente.")
                .When(form => !form.RepresentativeNoLastName);
            RuleFor(form => form.RepresentativeOffice).NotNull().WithMessage("Scegli la carica di chi firma.");
            RuleFor(form => form.TechnicalFirstName).Given("Inserisci il nome del referente tecnico.");
            RuleFor(form => form.TechnicalLastName).Given("Inserisci il cognome del referente tecnico.")
                .When(form => !form.TechnicalNoLastName);
            RuleFor(form => form.TechnicalEmail).Given("Inserisci l’email del referente tecnico.");
            RuleFor(form => form.PoliticalLastName).Given("Inserisci anche il cognome del referente politico, oppure cancella il nome.")
                .When(form => Text.CleanLine(form.PoliticalFirstName).Length > 0 && !form.PoliticalNoLastName);
            RuleFor(form => form.PoliticalFirstName).Given("Inserisci anche il nome del referente politico, oppure cancella il cognome.")
                .When(form => Text.CleanLine(form.PoliticalLastName).Length > 0);
        });
    }
}

public sealed class NetworkFormValidator : AbstractValidator<NetworkForm>
{
    public NetworkFormValidator(TimeProvider clock)
    {
        RuleFor(form => form.Project).IsInEnum().WithMessage("Scegli una risposta.");
        RuleFor(form => form.Places)
            .Must(
                value => Text.CleanLine(value).Length == 0
                    || (ItalianInput.TryNumber(value, out var places) && places is >= 1 and <= SaiNetwork.MostPlaces))
            .When(form => form.Project is SaiProject.Yes or SaiProject.InPreparation)
            .WithMessage("Inserisci il numero dei posti in cifre, per esempio 25. Se non lo sai lascia vuoto.");
        RuleFor(form => form.ActKind).IsInEnum().WithMessage("Scegli il tipo di atto.");
        RuleFor(form => form.ActNumber).Line("Il numero dell’atto", AdhesionAct.NumberMaxLength);
        RuleFor(form => form.ActDate).Cascade(CascadeMode.Stop)
            .Must(value => Text.CleanLine(value).Length == 0 || ItalianInput.TryDate(value, out _))
                .WithMessage("Scrivi la data dell’atto come 25/01/2026.")
            .Must(value => !ItalianInput.TryDate(value, out var date) || (date.Year >= 2000 && date <= RomeTime.Today(clock)))
            .WithMessage("Controlla la data dell’atto: non può essere nel futuro, né prima del 2000.")
            .When(IsAdopted);
        RuleSet(StepRules.Complete, () =>
        {
            RuleFor(form => form.Project).NotNull().WithMessage("Scegli se l’ente è titolare di un progetto SAI.");
            RuleFor(form => form.ActKind).NotNull().WithMessage("Scegli il tipo di atto; se non c’è ancora, scegli «Da adottare».");
            RuleFor(form => form.ActNumber)
                .Given("Inserisci il numero dell’atto; se non è ancora adottato, scegli «Da adottare».").When(IsAdopted);
            RuleFor(form => form.ActDate)
                .Given("Inserisci la data dell’atto; se non è ancora adottato, scegli «Da adottare».").When(IsAdopted);
        });
    }

    private static bool IsAdopted(NetworkForm form) => form.ActKind is not null and not ActKind.ToBeAdopted;
}
