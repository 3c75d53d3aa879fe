using Coopera.Domain;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination.Review;

/// <summary>What staff can change about an adhesion, in words, for the before and after of the register.</summary>
public static class AdhesionLines
{
    public static IReadOnlyList<(string What, string Text)> Of(Adhesion a) =>
    [
        ("Stato", a.Status.Label()),
        ("Lista di controllo", a.Checks.Missing() is { Count: > 0 } missing ? $"manca: {string.Join("; ", missing)}" : "completa"),
        ("Protocollo", a.ProtocolNumber is { } number ? $"n. {number} {RomeTime.Date("del", a.ProtocolDate!.Value)}" : ""),
        ("Email di chi segue l’adesione", a.Email),
        ("PEC", a.Pec),
        ("Legale rappresentante", Join(a.LegalRepresentative.FullName, a.LegalRepresentative.Office?.Label() ?? "")),
        ("Referente politico", Of(a.PoliticalContact)),
        ("Referente tecnico", Of(a.TechnicalContact)),
        ("Progetto SAI", a.Network.Sentence()),
        ("Atto di adesione", a.Act.Sentence()),
    ];

    /// <summary>Only what differs, one thing a line; null when nothing does.</summary>
    public static (string? Before, string? After) Compare(IReadOnlyList<(string What, string Text)> before, IReadOnlyList<(string What, string Text)> after)
    {
        var changed = before.Zip(after).Where(pair => pair.First.Text != pair.Second.Text).ToList();
        return changed.Count == 0
            ? (null, null)
            : (Lines(changed.Select(pair => pair.First)), Lines(changed.Select(pair => pair.Second)));
    }

    private static string Lines(IEnumerable<(string What, string Text)> lines) =>
        string.Join('\n', lines.Select(line => $"{line.What}: {(line.Text.Length == 0 ? "non indicato" : line.Text)}"));

    private static string Of(ContactPerson person) => Join(person.FullName, person.Role, person.Unit, person.Phone, person.Email);

    private static string Join(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));
}
