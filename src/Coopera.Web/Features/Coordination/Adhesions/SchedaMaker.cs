using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;

namespace Coopera.Web.Features.Coordination.Adhesions;

public sealed class SchedaMaker
{
    public static string FileName(PublicBody body) => $"scheda-adesione-{Coopera.Domain.Text.Fold(body.Name).Replace(' ', '-')}.pdf";

    public byte[] PreFilled(FoundAdhesion found) => [];

    public IReadOnlyDictionary<string, string> Values(Adhesion adhesion, PublicBody body) => new Dictionary<string, string>();
}
