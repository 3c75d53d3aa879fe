using Coopera.Core.Documents;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.Coordination;

public sealed class SchedaMaker(SiteAddresses addresses, TimeProvider clock)
{
    public const string BlankFileName = AdhesionScheda.BlankFileName;

    public static string FileName(PublicBody body) => FileNames.Of($"scheda-adesione-{body.Name}", "pdf");

    /// <summary>The same file all day: who has it need not fetch it again.</summary>
    public byte[] Blank() => AdhesionScheda.Make(
        AdhesionSchedaContent.Blank, Addresses(status: null), RomeTime.StartOf(RomeTime.Day(clock.GetUtcNow())));

    public byte[] PreFilled(FoundAdhesion found) => AdhesionScheda.Make(
        AdhesionSchedaContent.Of(found.Adhesion, found.Body), Addresses(addresses.Adhesion(found.Token)), clock.GetUtcNow());

    public static IReadOnlyDictionary<string, string> Values(Adhesion adhesion, PublicBody body) =>
        AdhesionSchedaFields.InWords(AdhesionSchedaFields.Write(AdhesionSchedaContent.Of(adhesion, body)));

    private AdhesionSchedaAddresses Addresses(string? status) => new(addresses.PrivacyNotice, addresses.SchedaUpload, status);
}
