using System.Text.Json;
using System.Text.Json.Serialization;
using Coopera.Core.Documents.Signatures;
using Coopera.Domain.Coordination;

namespace Coopera.Core.Coordination;

/// <summary>What the document inside is, as far as fields and marks tell.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaperKind>))]
public enum PaperKind
{
    /// <summary>It has the fields of the scheda, or its code.</summary>
    Scheda,

    /// <summary>Nothing but pictures, as far as can be seen: what a scanner makes.</summary>
    Picture,

    /// <summary>Text without the scheda's fields or code.</summary>
    Unrecognised,

    /// <summary>Fields of something else.</summary>
    AnotherForm,
}

/// <param name="Comparison">Null when there was nothing to compare with.</param>
public sealed record CopyReport(SignedCopyReport Signatures, SchedaComparison? Comparison)
{
    /// <summary>Null in reports of older versions.</summary>
    public PaperKind? Paper { get; init; }

    /// <summary>Null when the pages show the values, as far as that can be told, and in reports of older versions.</summary>
    public ShownFields? Shown { get; init; }

    /// <summary>Who represents the body, as the scheda had it when the file came; null when it did not say.</summary>
    public string? Representative { get; init; }

    /// <summary>The scheda as the site made it, filled in and not signed: it is asked about before it counts as sent.</summary>
    [JsonIgnore]
    public bool IsUnsignedScheda => Signatures is { Kind: SignedCopyKind.Pdf, IsAccepted: true, IsPartial: false }
        && Signatures.Signatures.All(s => s.Kind == SignatureKind.DocumentTimestamp || s.Fault == SignatureFault.NeverCompleted)
        && Comparison is { HasFields: true };

    public static CopyReport Of(SignedCopy copy) =>
        JsonSerializer.Deserialize<CopyReport>(copy.Report) ?? throw new JsonException("The report of the copy is empty.");

    /// <summary>Those of the <see cref="Paragraphs"/> that the secretariat must not overlook.</summary>
    public IEnumerable<string> Alarms()
    {
        if (IsUnsignedScheda)
        {
            yield return CopyPhrases.NotSigned;
        }

        if (Signatures.IsPartial)
        {
            yield return SignedCopyWords.NotInFull;
        }

        if (Signatures.HasDamagedTables)
        {
            yield return SignedCopyWords.LookAtTables;
        }

        foreach (var signature in Signatures.Signatures.Where(s => s.Since is AfterSigning.OtherValues or AfterSigning.OtherChanges))
        {
            yield return SignedCopyWords.Describe(signature);
        }

        foreach (var shown in Shown?.Differences ?? [])
        {
            yield return shown.Sentence;
        }
    }

    public IEnumerable<string> Paragraphs()
    {
        if (CopyPhrases.Paper(this) is { } paper)
        {
            yield return paper;
        }

        foreach (var paragraph in SignedCopyWords.Paragraphs(Signatures).Where(p => !IsUnsignedScheda || p != SignedCopyWords.NoSignature))
        {
            yield return paragraph;
        }

        if (CopyPhrases.WhoSigned(this) is { } signer)
        {
            yield return signer;
        }

        foreach (var shown in Shown?.Differences ?? [])
        {
            yield return shown.Sentence;
        }

        if (Shown?.UnreadableSentence is { } unreadable)
        {
            yield return unreadable;
        }

        if (Comparison is not { HasFields: true })
        {
            yield break;
        }

        if (Comparison.IsTheSame)
        {
            yield return Shown is { Differences.Count: > 0 }
                ? "I valori scritti nel file corrispondono alla scheda che abbiamo preparato, ma le pagine ne mostrano altri: li trovi sopra."
                : "Il testo del file corrisponde alla scheda che abbiamo preparato.";
        }
        else
        {
            yield return "Il testo del file è diverso dalla scheda che abbiamo preparato: controlla i punti qui sotto.";
            foreach (var difference in Comparison.Differences)
            {
                yield return difference.Sentence;
            }
        }
    }
}
