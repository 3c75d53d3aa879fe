using System.ComponentModel.DataAnnotations;
using Coopera.Core.Coordination.Review;
using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Web.Admin.Coordination.Review;

public sealed class AdhesionReviewForm
{
    public string? Seen { get; set; }

    public bool SchedaSigned { get; set; }

    public bool RightSigner { get; set; }

    public bool DataAgree { get; set; }

    public bool ActSeen { get; set; }

    public bool AcceptAnyway { get; set; }

    public Dictionary<string, bool> Topics { get; } = [];

    [Display(Name = "Che cosa serve")]
    public string? RequestText { get; set; }

    [Display(Name = "Motivo")]
    public string? RefusalReason { get; set; }

    [Display(Name = "Motivo")]
    public string? WithdrawalReason { get; set; }

    [Display(Name = "Numero di protocollo")]
    public string? ProtocolNumber { get; set; }

    [Display(Name = "Data del protocollo")]
    public string? ProtocolDate { get; set; }

    [Display(Name = "Email di chi segue l’adesione")]
    public string? LinkEmail { get; set; }

    public ReviewChecks Checks =>
        (SchedaSigned ? ReviewChecks.SchedaSigned : ReviewChecks.None)
        | (RightSigner ? ReviewChecks.RightSigner : ReviewChecks.None)
        | (DataAgree ? ReviewChecks.DataAgree : ReviewChecks.None)
        | (ActSeen ? ReviewChecks.Act : ReviewChecks.None);

    public string? TypedText =>
        new[] { RequestText, RefusalReason, WithdrawalReason }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    public static AdhesionReviewForm Of(Adhesion adhesion, DateTimeOffset now) => new()
    {
        Seen = AdhesionVersion.Of(adhesion).ToString(),
        SchedaSigned = adhesion.Checks.HasFlag(ReviewChecks.SchedaSigned),
        RightSigner = adhesion.Checks.HasFlag(ReviewChecks.RightSigner),
        DataAgree = adhesion.Checks.HasFlag(ReviewChecks.DataAgree),
        ActSeen = adhesion.Checks.HasFlag(ReviewChecks.Act),
        ProtocolNumber = adhesion.ProtocolNumber,
        ProtocolDate = RomeTime.ShortDate(adhesion.ProtocolDate ?? RomeTime.Day(now)),
        LinkEmail = adhesion.Email.Display,
    };
}
