using Coopera.Core.PublicBodies.Ipa;
using Coopera.Domain.PublicBodies;
using Coopera.Web.Admin.Coordination.Bodies;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Coopera.Web.Admin.Coordination.Ipa;

/// <summary>What was read of the file goes along with the form: nothing of it is kept until somebody chooses.</summary>
public sealed class IpaForm
{
    public string? Data { get; set; }

    /// <summary>The name of the file.</summary>
    public string? Source { get; set; }

    public string? Fingerprint { get; set; }

    public List<string> Chosen { get; set; } = [];

    /// <summary>Bodies that close, and what each has become part of.</summary>
    public List<string?> Closing { get; set; } = [];

    public List<string?> Became { get; set; } = [];

    public IReadOnlyDictionary<string, string> Successors() => Closing.Zip(Became)
        .Where(pair => pair.First is { Length: > 0 } && pair.Second is { Length: > 0 })
        .DistinctBy(pair => pair.First).ToDictionary(pair => pair.First!, pair => pair.Second!);

    /// <summary>Names and ends of bodies are for people to decide; the rest is what the file is taken for.</summary>
    public void Propose(IpaPlan plan)
    {
        Fingerprint = plan.Fingerprint;
        Chosen = [.. plan.Changes.Where(change => change.Kind is not (IpaChangeKind.Closed or IpaChangeKind.NameChanged))
            .Select(change => change.Key)];
        var closing = plan.Of(IpaChangeKind.Closed).ToList();
        (Closing, Became) = ([.. closing.Select(change => change.Code)], [.. closing.Select(change => change.Successor)]);
    }
}

public sealed record IpaReview(IpaPlan Plan, IReadOnlyList<PublicBody> Register, bool WasOvertaken)
{
    /// <summary>Of bodies that seem to be no more.</summary>
    public required ILookup<string, BodyAdhesion> Adhesions { get; init; }

    /// <summary>Those that are new in the file first, then the open ones of the province.</summary>
    public IEnumerable<SelectListItem> SuccessorsOf(IpaChange closing, string? chosen) => Plan.Of(IpaChangeKind.New)
        .Select(change => (change.Code, Name: change.Body))
        .Concat(Register.Where(b => !b.IsClosed && b.Code != closing.Code && b.Code.Length == closing.Code.Length
            && (b.Code[..3] == closing.Code[..3] || b.Code == chosen || b.Code == closing.Successor))
            .Select(b => (b.Code, Name: b.FullName)))
        .Select(body => new SelectListItem(body.Name, body.Code, body.Code == chosen))
        .Prepend(new SelectListItem("nessuno, o non lo sappiamo ancora", ""));
}
