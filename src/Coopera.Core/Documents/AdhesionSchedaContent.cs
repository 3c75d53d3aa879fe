using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.Documents;

public sealed record AdhesionSchedaContent
{
    public static readonly AdhesionSchedaContent Blank = new();

    public string DocumentCode { get; init; } = "";

    public string BodyName { get; init; } = "";

    public PublicBodyKind? BodyKind { get; init; }

    public string Province { get; init; } = "";

    public EmailAddress Pec { get; init; } = EmailAddress.None;

    public LegalRepresentative Representative { get; init; } = LegalRepresentative.Unknown;

    public ContactPerson Technical { get; init; } = ContactPerson.Unknown;

    public ContactPerson Political { get; init; } = ContactPerson.Unknown;

    public SaiProject? Project { get; init; }

    public SaiKinds Kinds { get; init; }

    public string Places { get; init; } = "";

    public ActKind? ActKind { get; init; }

    public string ActNumber { get; init; } = "";

    public string ActDate { get; init; } = "";

    public string Place { get; init; } = "";

    /// <inheritdoc cref="Place"/>
    public string Date { get; init; } = "";

    public static AdhesionSchedaContent Of(Adhesion adhesion, PublicBody body) => new()
    {
        DocumentCode = adhesion.DocumentCode,
        BodyName = body.Name,
        BodyKind = body.Kind,
        Province = body.ProvinceName,
        Pec = adhesion.Pec,
        Representative = adhesion.LegalRepresentative,
        Technical = adhesion.TechnicalContact,
        Political = adhesion.PoliticalContact,
        Project = adhesion.Network.Project,
        Kinds = adhesion.Network.Kinds,
        Places = adhesion.Network.Places?.ToString(CultureInfo.InvariantCulture) ?? "",
        ActKind = adhesion.Act.Kind,
        ActNumber = adhesion.Act.Number,
        ActDate = adhesion.Act.Date is { } date ? RomeTime.ShortDate(date) : "",
    };
}

/// <param name="Upload">Where the signed copy can be uploaded.</param>
/// <param name="Status">The page of this adhesion, behind the QR code; null on the blank scheda.</param>
public sealed record AdhesionSchedaAddresses(string PrivacyNotice, string Upload, string? Status = null);
