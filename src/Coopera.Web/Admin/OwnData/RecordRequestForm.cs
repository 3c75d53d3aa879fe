using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.OwnData;
using Coopera.Domain;
using Coopera.Domain.OwnData;
using Coopera.Web.Shared;
using FluentValidation;

namespace Coopera.Web.Admin.OwnData;

public enum RequestArrival
{
    Letter,
    Pec,
    Email,
    Spoken,
}

public sealed class RecordRequestForm
{
    private const int HowLength = 40;

    /// <summary>How it came stands above it.</summary>
    public const int WhatMaxLength = DataRequest.MessageMaxLength - HowLength;

    [Display(Name = "Che cosa chiede")]
    public DataRequestKind? Kind { get; set; }

    [Display(Name = "Email della persona")]
    public string? Email { get; set; }

    [Display(Name = "Come è arrivata")]
    public RequestArrival? Arrival { get; set; }

    [Display(Name = "Quando è arrivata")]
    public string? ArrivedOn { get; set; }

    [Display(Name = "Che cosa scrive")]
    public string? What { get; set; }

    internal ArrivedRequest Read()
    {
        ItalianInput.TryDate(ArrivedOn, out var day);
        return new ArrivedRequest(
            Kind!.Value, EmailAddress.Parse(Email!), day,
            Arrival switch
            {
                RequestArrival.Letter => "Arrivata per lettera",
                RequestArrival.Pec => "Arrivata per PEC",
                RequestArrival.Email => "Arrivata per email",
                _ => "Detta a voce",
            },
            Text.CleanParagraph(What));
    }
}

public sealed class RecordRequestFormValidator : AbstractValidator<RecordRequestForm>
{
    public RecordRequestFormValidator(TimeProvider clock)
    {
        RuleFor(form => form.Kind).NotNull().WithMessage("Scegli che cosa chiede.").IsInEnum().WithMessage("Scegli che cosa chiede.");
        RuleFor(form => form.Email).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Inserisci l’indirizzo con cui la persona si è iscritta, per esempio nome@comune.it.")
            .Address();
        RuleFor(form => form.Arrival).NotNull().WithMessage("Scegli come è arrivata.").IsInEnum().WithMessage("Scegli come è arrivata.");
        RuleFor(form => form.ArrivedOn).Cascade(CascadeMode.Stop)
            .Must(date => ItalianInput.TryDate(date, out var day) && day.Year >= 2000)
                .WithMessage("Scrivi quando è arrivata, per esempio 31/01/2026.")
            .Must(date => ItalianInput.TryDate(date, out var day) && day <= RomeTime.Today(clock))
                .WithMessage("La data di arrivo non può essere nel futuro.");
        RuleFor(form => form.What).Must(what => Text.CleanParagraph(what).Length <= RecordRequestForm.WhatMaxLength)
            .WithMessage(Phrases.TooLong("Il testo", RecordRequestForm.WhatMaxLength));
    }
}
