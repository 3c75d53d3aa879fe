using Coopera.Core;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Web.Shared;
using FluentValidation;

namespace Coopera.Web.Admin.Coordination.Review;

public sealed class AdhesionReviewFormValidator : AbstractValidator<AdhesionReviewForm>
{
    public AdhesionReviewFormValidator(TimeProvider clock)
    {
        RuleSet(nameof(AdhesionController.Ask), () => RuleFor(form => form.RequestText).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Scrivi che cosa l’ente deve aggiungere o correggere: glielo mandiamo con queste parole.")
            .Must(text => !text!.Contains(ReadyTexts.Gap, StringComparison.OrdinalIgnoreCase))
            .WithMessage($"Completa il testo: al posto di «{ReadyTexts.Gap}» scrivi quali dati non coincidono.")
            .Must(BeShort).WithMessage(Phrases.TooLong("Il testo", AdhesionEvent.NoteMaxLength)));
        RuleSet(nameof(AdhesionController.Refuse), () => RuleFor(form => form.RefusalReason).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Scrivi perché l’adesione non si può accogliere: lo mandiamo all’ente con queste parole.")
            .Must(BeShort).WithMessage(Phrases.TooLong("Il motivo", AdhesionEvent.NoteMaxLength)));
        RuleSet(nameof(AdhesionController.Withdraw), () => RuleFor(form => form.WithdrawalReason).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Scrivi perché ritiri l’adesione: resta nel diario e lo mandiamo a chi la segue.")
            .Must(BeShort).WithMessage(Phrases.TooLong("Il motivo", AdhesionEvent.NoteMaxLength)));
        RuleSet(nameof(AdhesionController.Protocol), () =>
        {
            RuleFor(form => form.ProtocolNumber).Must(number => Adhesion.IsProtocolNumber(Text.CleanLine(number)))
                .WithMessage(
                    $"Scrivi solo le cifre del numero, almeno {Adhesion.ProtocolNumberMinDigits} con gli zeri davanti: per esempio "
                    + "0001234.");
            RuleFor(form => form.ProtocolDate).Cascade(CascadeMode.Stop)
                .Must(date => ItalianInput.TryDate(date, out var day) && day.Year >= FirstYear)
                    .WithMessage("Scrivi la data del protocollo, per esempio 31/01/2026.")
                .Must(date => ItalianInput.TryDate(date, out var day) && day <= RomeTime.Today(clock))
                .WithMessage("La data del protocollo non può essere nel futuro.");
        });
        RuleSet(nameof(AdhesionController.Link), () => RuleFor(form => form.LinkEmail).Address());
    }

    private const int FirstYear = 2000;

    private static bool BeShort(string? text) => Text.CleanParagraph(text).Length <= AdhesionEvent.NoteMaxLength;
}
