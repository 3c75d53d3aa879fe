using System.ComponentModel.DataAnnotations;
using Coopera.Core.Coordination.Review;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Web.Public.Coordination.Adhesions;
using FluentValidation;

namespace Coopera.Web.Admin.Coordination.Recording;

/// <summary>Everything that the scheda says, in the parts that the body itself fills in. What is not known yet stays empty.</summary>
public sealed class CorrectionForm
{
    /// <summary>An <see cref="AdhesionVersion"/>.</summary>
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
        Pec = adhesion.Pec,
        People = PeopleForm.Of(adhesion),
        Network = NetworkForm.Of(adhesion),
    };

    /// <summary>What was typed, once it is checked.</summary>
    public AdhesionData Read() => new(
        EmailAddress.TryParse(Pec, out var pec) ? pec.Display : "", People.Representative(), People.Political(), People.Technical(), Network.Network(), Network.Act());
}

/// <summary>Nothing is obligatory for the secretariat; what is written must be readable.</summary>
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
