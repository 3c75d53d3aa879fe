using Coopera.Core.Documents.Signatures;
using Coopera.Domain;

namespace Coopera.Core.Coordination;

/// <summary>The words about a copy that came in, for whoever sent it and for the secretariat.</summary>
public static class CopyPhrases
{
    public const string NotSigned = "Il file è quello non firmato: è la scheda precompilata, e non ha nessuna firma digitale.";

    public static string? Paper(CopyReport report) => report switch
    {
        { IsUnsignedScheda: true } => NotSigned,
        { Paper: PaperKind.AnotherForm } =>
            "Questo PDF non sembra la scheda: ha i campi di un altro modulo. Se hai scelto il file sbagliato, carica quello giusto.",
        { Paper: PaperKind.Unrecognised } =>
            "Questo PDF non sembra la scheda: dentro non ci sono né i suoi campi né il suo codice. Se è la scansione di quella firmata va "
            + "bene, e il testo si controlla a occhio; se no carica il file giusto.",
        { Paper: PaperKind.Picture } or { Comparison.HasFields: false } =>
            "Il file non contiene campi leggibili (è una scansione o un PDF appiattito): il testo si controlla a occhio.",
        _ => null,
    };

    /// <summary>Who signed, beside who should have; null when either is not known.</summary>
    public static string? WhoSigned(CopyReport report)
    {
        var signers = report.Signatures.Signatures
            .Where(signature => signature is { IsIntact: true, Kind: not SignatureKind.DocumentTimestamp, Signer: not null })
            .Select(signature => signature.Signer!.Name).Distinct().ToList();
        if (signers.Count == 0 || string.IsNullOrEmpty(report.Representative))
        {
            return null;
        }

        var signed = $"{(signers.Count == 1 ? "Ha firmato" : "Hanno firmato")} {Joined(signers)}";
        return signers.Count == 1 && IsSamePerson(signers[0], report.Representative)
            ? $"{signed}, che nella scheda rappresenta l’ente."
            : $"{signed}; nella scheda chi rappresenta l’ente è {report.Representative}.";
    }

    private static string Joined(List<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} e {names[^1]}";

    /// <summary>Certificates have all the names of a person, in either order; a scheda has those that people use.</summary>
    private static bool IsSamePerson(string one, string other)
    {
        var (first, second) = (Words(one), Words(other));
        return first.Count > 0 && second.Count > 0 && (first.IsSubsetOf(second) || second.IsSubsetOf(first));
    }

    private static HashSet<string> Words(string name) =>
        [.. Text.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
