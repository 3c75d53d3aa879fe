using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Certificates;

/// <summary>What whoever has its code may know of a certificate: what stands on the paper, and whether it is valid.</summary>
/// <param name="SupersededBy">The number of the one in its place.</param>
/// <param name="Length">Of the paper; null while there is none to take.</param>
public sealed record PublicCertificate(
    string Code, string Number, string Title, string Person, CertificateState State, DateTimeOffset? EndedAt, string? SupersededBy,
    string Seal, long? Length, IReadOnlyList<CertificateFact> Facts)
{
    public string TagClass => State switch
    {
        CertificateState.Valid => "tag tag-open",
        CertificateState.Superseded => "tag tag-sample",
        _ => "tag tag-stop",
    };

    public string Standing => State switch
    {
        CertificateState.Superseded => $"Sostituito {RomeTime.Date("il", EndedAt!.Value)}"
            + (SupersededBy is null ? "" : $" dall’attestato n. {SupersededBy}"),
        CertificateState.Revoked => $"Revocato {RomeTime.Date("il", EndedAt!.Value)}",
        _ => "Valido",
    };

    public string Meaning => State switch
    {
        CertificateState.Superseded => "Questo attestato è autentico ma non vale più: al suo posto ce n’è uno corretto. Chiedi quello.",
        CertificateState.Revoked => "Questo attestato è stato emesso da noi, poi la segreteria l’ha revocato: non vale più.",
        _ => "Questo attestato l’abbiamo emesso noi ed è valido. Confronta quello che c’è sul foglio con quello che leggi qui: se è diverso, "
            + "vale quello che è scritto qui.",
    };

    public static async Task<PublicCertificate> OfAsync(CooperaDb db, Certificate certificate)
    {
        var other = certificate.SupersededById is { } id
            ? await db.Certificates.AsNoTracking().Where(c => c.Id == id).Select(c => new { c.Year, c.Number }).SingleOrDefaultAsync()
            : null;
        return Of(certificate, other is null ? null : CertificateNumber.Format(other.Year, other.Number));
    }

    public static PublicCertificate Of(Certificate certificate, string? supersededBy = null) => new(
        certificate.Code, certificate.FullNumber, certificate.Facts.Title, certificate.Facts.Person, certificate.State,
        certificate.EndedAt, supersededBy, CertificatePhrases.Seal(certificate),
        certificate is { IsValid: true, StoreKey: not null } ? certificate.Length : null,
        CertificateWords.Of(certificate.Facts, certificate.FullNumber, certificate.Code));
}
