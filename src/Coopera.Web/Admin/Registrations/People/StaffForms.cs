using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Web.Public.Registrations;
using FluentValidation;

namespace Coopera.Web.Admin.Registrations.People;

public class StaffPersonForm : PersonForm
{
    public int Seen { get; set; }

    [Display(Name = "È un’altra persona con la stessa casella")]
    public bool SharesMailbox { get; set; }

    internal override bool IsOtherAtMailbox => SharesMailbox;

    public void FillIn(Registration registration, PublicBodyEntry? body)
    {
        Seen = registration.Revision;
        (FirstName, LastName, Email) = (registration.FirstName, registration.LastName, registration.Email.Display);
        NoLastName = registration.LastName.Length == 0;
        ParticipantKind = registration.ParticipantKind;
        (PublicBodyCode, OtherBody) = (registration.PublicBodyCode, body?.FullName ?? registration.OtherBody);
        (Role, Phone) = (registration.Role, registration.Phone);
    }
}

public sealed class StaffPersonFormValidator() : PersonFormValidator<StaffPersonForm>(ofSomebodyElse: true);

public abstract class InformedPersonForm : StaffPersonForm
{
    public static readonly IReadOnlyDictionary<string, string> Ways = new Dictionary<string, string>
    {
        ["telefono"] = "letta per telefono",
        ["persona"] = "consegnata di persona",
        ["email"] = "mandata per email",
        ["ente"] = "data dall’ente che indica la persona",
    };

    [Display(Name = "Come ha avuto l’informativa sulla privacy?")]
    public string? Informed { get; set; }

    [Display(Name = "Desidera ricevere gli inviti ai prossimi webinar")]
    public bool FutureInvitations { get; set; }

    public PrivacyNoticeReading Notice(string version, DateTimeOffset now) => new(version, now, FutureInvitations);
}

public sealed class AddForm : InformedPersonForm
{
    [Display(Name = "Aggiungi comunque, oltre i posti")]
    public bool Beyond { get; set; }

    [Display(Name = "Perché oltre i posti")]
    public string? Reason { get; set; }

    [Display(Name = "Manda la conferma per email")]
    public bool SendMail { get; set; }
}

public sealed class SubstituteForm : InformedPersonForm
{
    [Display(Name = "Motivo")]
    public string? Reason { get; set; }
}

public sealed class ReasonForm
{
    public int Seen { get; set; }

    [Display(Name = "Motivo")]
    public string? Reason { get; set; }

    [Display(Name = "Avvisa la persona per email")]
    public bool SendMail { get; set; }

    [Display(Name = "Assegna il posto anche oltre il numero previsto")]
    public bool Beyond { get; set; }
}

internal static class StaffRules
{
    public static void Informed<T>(AbstractValidator<T> validator)
        where T : InformedPersonForm => validator.RuleFor(form => form.Informed)
        .Must(told => told is not null && InformedPersonForm.Ways.ContainsKey(told))
            .WithMessage("Indica come la persona ha avuto l’informativa: senza non possiamo registrare i suoi dati.");

    public static IRuleBuilderOptions<T, string?> Reason<T>(IRuleBuilderInitial<T, string?> reason) => reason.Cascade(CascadeMode.Stop)
        .Must(text => Text.CleanParagraph(text).Length > 0).WithMessage("Scrivi il motivo: resta nel diario e nel registro.")
        .MaximumLength(Registration.ReasonMaxLength).WithMessage(Phrases.TooLong("Il motivo", Registration.ReasonMaxLength));
}

public sealed class AddFormValidator : PersonFormValidator<AddForm>
{
    public AddFormValidator()
        : base(ofSomebodyElse: true)
    {
        StaffRules.Informed(this);
        When(form => form.Beyond, () => StaffRules.Reason(RuleFor(form => form.Reason)));
    }
}

public sealed class SubstituteFormValidator : PersonFormValidator<SubstituteForm>
{
    public SubstituteFormValidator()
        : base(ofSomebodyElse: true)
    {
        StaffRules.Informed(this);
        StaffRules.Reason(RuleFor(form => form.Reason));
    }
}

public sealed class ReasonFormValidator : AbstractValidator<ReasonForm>
{
    public ReasonFormValidator() => StaffRules.Reason(RuleFor(form => form.Reason));
}
