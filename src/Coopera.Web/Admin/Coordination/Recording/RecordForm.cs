using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Web.Public.Coordination.Adhesions;
using Coopera.Web.Shared;
using FluentValidation;

namespace Coopera.Web.Admin.Coordination.Recording;

public enum Arrival
{
    Pec,
    Paper,
    Email,
}

public sealed class RecordForm
{
    public string? PublicBodyCode { get; set; }

    [Display(Name = "Ente")]
    public string? BodyName { get; set; }

    [Display(Name = "Come è arrivata")]
    public Arrival? Arrival { get; set; }

    [Display(Name = "Quando è arrivata")]
    public string? ArrivedOn { get; set; }

    [Display(Name = "Email di chi segue l’adesione")]
    public string? Email { get; set; }

    [Display(Name = "PEC dell’ente")]
    public string? Pec { get; set; }

    internal IReadOnlyList<PublicBodyEntry> Matches { get; set; } = [];

    public static string How(Arrival arrival, DateOnly day) => $"{arrival switch
    {
        Recording.Arrival.Pec => "Arrivata per PEC",
        Recording.Arrival.Paper => "Arrivata su carta",
        _ => "Arrivata per email",
    }} {RomeTime.Date("il", day)}";
}

public sealed class RecordFormValidator : AbstractValidator<RecordForm>
{
    public RecordFormValidator(TimeProvider clock)
    {
        RuleFor(form => form.BodyName).NotEmpty().When(form => string.IsNullOrEmpty(form.PublicBodyCode))
            .WithMessage("Scrivi il nome dell’ente, per esempio Castroreale.");
        RuleFor(form => form.Arrival)
            .NotNull().WithMessage("Scegli come è arrivata la scheda.").IsInEnum().WithMessage("Scegli come è arrivata la scheda.");
        RuleFor(form => form.ArrivedOn).Cascade(CascadeMode.Stop)
            .Must(date => ItalianInput.TryDate(date, out var day) && day.Year >= 2000)
                .WithMessage("Scrivi quando è arrivata la scheda, per esempio 31/01/2026.")
            .Must(date => ItalianInput.TryDate(date, out var day) && day <= RomeTime.Today(clock))
                .WithMessage("La data di arrivo non può essere nel futuro.");
        RuleFor(form => form.Email).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Inserisci l’indirizzo a cui scrivere, per esempio nome@comune.it; va bene anche la PEC.")
            .Address();
        RuleFor(form => form.Pec).EmailOrNothing("protocollo@pec.comune.it");
    }
}
