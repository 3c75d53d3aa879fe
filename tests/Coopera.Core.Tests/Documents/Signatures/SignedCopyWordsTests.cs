using System.Text.Json;
using Coopera.Core.Documents.Signatures;

namespace Coopera.Core.Tests.Documents.Signatures;

public sealed class SignedCopyWordsTests
{
    private static readonly byte[] Signed = TestCms.Cades(TestPdf.Plain(), TestIdentity.Mario);

    [Fact]
    public void A_good_signature_is_told_whole_and_called_integra_and_never_valid()
    {
        var report = SignedFile.Inspect(Signed);

        Assert.Equal("Una firma digitale trovata, integra.", SignedCopyWords.Headline(report));
        Assert.Equal(
            "Firma integra. Firmatario: Mario Rossi, Comune di Castroreale (RSS…01Z). Data della firma: 3 marzo 2026 alle 10:15, secondo "
            + "il computer di chi ha firmato. "
            + "A quella data il certificato, rilasciato da Autorità di prova CA 1, non era scaduto: dura dal 3 marzo 2025 al 3 marzo 2028. "
            + "La validità legale del certificato non è stata verificata.",
            Assert.Single(SignedCopyWords.Paragraphs(report)));
    }

    [Fact]
    public void A_scan_of_a_paper_signed_by_hand_is_welcome()
    {
        var paragraph = Assert.Single(SignedCopyWords.Paragraphs(SignedFile.Inspect(TestPdf.Plain())));

        Assert.Equal(
            "Nessuna firma digitale trovata. Se la scheda è firmata a mano e scansionata va bene lo stesso: la controllerà la segreteria.",
            paragraph);
    }

    [Fact]
    public void Every_fault_and_every_refusal_has_a_sentence_and_none_promises_validity()
    {
        var report = SignedFile.Inspect(Signed);
        var intact = Assert.Single(report.Signatures);
        var texts = Enum.GetValues<SignatureFault>().Select(fault => SignedCopyWords.Describe(intact with { Fault = fault }))
            .Concat(Enum.GetValues<CertificatePeriod>().Select(period => SignedCopyWords.Describe(intact with { Period = period })))
            .Concat(Enum.GetValues<SignedCopyRefusal>().Select(refusal => SignedCopyWords.Headline(report with { Refusal = refusal })))
            .Concat([
                SignedCopyWords.Describe(intact with { BytesAfter = 5 }),
                SignedCopyWords.Describe(intact with { BytesAfter = 5, WeakAlgorithm = "MD5" })])
            .ToList();

        Assert.Equal(texts.Count - 1, texts.Distinct().Count()); // two faults that people cannot tell apart share one
        Assert.All(texts, text => Assert.DoesNotContain("firma valida", text, StringComparison.OrdinalIgnoreCase));
        Assert.All(texts, text => Assert.EndsWith(".", text, StringComparison.Ordinal));
        Assert.All(
            Enum.GetValues<SignatureFault>(),
            fault => Assert.DoesNotContain("Firma integra", SignedCopyWords.Describe(intact with { Fault = fault }),
                StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_can_be_kept_as_json_without_the_document()
    {
        var report = SignedFile.Inspect(Signed);

        var kept = JsonSerializer.Serialize(report);
        var again = JsonSerializer.Deserialize<SignedCopyReport>(kept);

        Assert.InRange(kept.Length, 100, 1_500);
        Assert.Contains("\"Cades\"", kept, StringComparison.Ordinal);
        Assert.Contains("\"SignerClock\"", kept, StringComparison.Ordinal);
        Assert.NotNull(again);
        Assert.Equal(SignedCopyWords.Paragraphs(report), SignedCopyWords.Paragraphs(again));
        Assert.True(again.IsWhollyIntact);
    }
}
