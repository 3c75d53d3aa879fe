using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Registrations.Imports;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Web.Admin.Registrations.People;
using FluentValidation;

namespace Coopera.Web.Admin.Registrations.Import;

/// <summary>The list itself goes along from page to page: nothing of it is kept until somebody agrees.</summary>
public sealed class ImportForm
{
    [Display(Name = "Elenco")]
    public string? Data { get; set; }

    /// <summary>The name of the file it came from.</summary>
    public string? Source { get; set; }

    [Display(Name = "In cima ci sono i titoli delle colonne")]
    public bool HasTitles { get; set; }

    /// <summary>Empty: to be guessed.</summary>
    public List<ImportColumn> Columns { get; set; } = [];

    [Display(Name = "Chi sono")]
    public ParticipantKind Kind { get; set; } = ParticipantKind.Staff;

    /// <summary>Bodies that are written in a doubtful way, and what is meant by each.</summary>
    public List<string?> BodyNames { get; set; } = [];

    public List<string?> BodyChoices { get; set; } = [];

    [Display(Name = "Come hanno avuto l’informativa sulla privacy?")]
    public string? Informed { get; set; }

    [Display(Name = "Perché le iscrivi tu")]
    public string? Purpose { get; set; }

    [Display(Name = "Manda a ogni persona la conferma per email")]
    public bool SendMail { get; set; }

    [Display(Name = "Iscrivi tutte, anche oltre i posti")]
    public bool Beyond { get; set; }

    [Display(Name = "Iscrivi anche chi aveva annullato")]
    public bool EvenCancelled { get; set; }

    public string? Fingerprint { get; set; }

    public ImportTerms Terms() => new(
        Text.CleanLine(Source) is { Length: > 0 } name ? name : ImportPhrases.Pasted,
        Text.CleanParagraph(Purpose),
        InformedPersonForm.Ways[Informed!],
        SendMail,
        Beyond,
        EvenCancelled);
}

public sealed class ImportFormValidator : AbstractValidator<ImportForm>
{
    public ImportFormValidator()
    {
        RuleFor(form => form.Informed).Must(told => told is not null && InformedPersonForm.Ways.ContainsKey(told))
            .WithMessage("Indica come le persone hanno avuto l’informativa: senza non possiamo registrare i loro dati.");
        RuleFor(form => form.Purpose).Cascade(CascadeMode.Stop)
            .Must(text => Text.CleanParagraph(text).Length > 0)
                .WithMessage("Scrivi perché iscrivi tu queste persone: resta nel diario di ognuna e nel registro.")
            .MaximumLength(RegistrationImport.PurposeMaxLength)
                .WithMessage(Phrases.TooLong("Il motivo", RegistrationImport.PurposeMaxLength));
    }
}
