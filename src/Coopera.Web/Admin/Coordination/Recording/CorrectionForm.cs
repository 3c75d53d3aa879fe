using System.ComponentModel.DataAnnotations;
using Coopera.Core.Coordination.Review;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Web.Public.Coordination.Adhesions;
using FluentValidation;

namespace Coopera.Web.Admin.Coordination.Recording;

public sealed class CorrectionForm
{
    public string? Seen { get; set; }

    [Display(Name = "PEC dell’ente")]
    public string? Pec { get; set; }

    public PeopleForm People { get; set; } = new();

    public NetworkForm Network { get; set; } = new();

    [Display(Name = "Perché lo correggi")]
    public string? Why { get; set; }

    public static CorrectionForm Of(Adhesion adhesion) => new()
    {
        Seen = AdhesionVersion.Of(adhesion).ToString(),
        Pec = adhesion.Pec.Display,
        People = PeopleForm.Of(adhesion),
        Network = NetworkForm.Of(adhesion),
    };

    public AdhesionData Read() => new(
        EmailAddress.ParseOrNone(Pec), People.Representative(),
        People.Political(), People.Technical(), Network.Network(), Network.Act());
}

public sealed class CorrectionFormValidator : AbstractValidator<CorrectionForm>
{
    private const int LongestReason = 300;

    public CorrectionFormValidator(TimeProvider clock)
    {
        RuleFor(form => form.Pec).EmailOrNothing("protocollo@pec.comune.it");
        RuleFor(form => form.People).SetValidator(new PeopleFormValidator());
        RuleFor(form => form.Network).SetValidator(new NetworkFormValidator(clock));
        RuleFor(form => form.Why).Line("Il motivo", LongestReason);
    }
}
