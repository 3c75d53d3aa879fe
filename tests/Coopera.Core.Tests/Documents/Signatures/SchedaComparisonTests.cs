using Coopera.Core.Documents.Signatures;

namespace Coopera.Core.Tests.Documents.Signatures;

public sealed class SchedaComparisonTests
{
    private static readonly SchedaField[] Fields = [
        new("Document", "Codice del documento"), new("Body", "Ente"), new("Act", "Atto"), new("Notes", "Note")];

    private static readonly Dictionary<string, string> Made = new()
    {
        ["Document"] = "COOP-2026-000123",
        ["Body"] = "Comune di Rodì Milici",
        ["Act"] = "Delibera dell’assemblea\nn. 12",
        ["Notes"] = "",
    };

    [Fact]
    public void The_same_values_however_a_reader_writes_them_are_the_same()
    {
        var found = new Dictionary<string, string>
        {
            ["Document"] = " COOP-2026-000123 ",
            ["Body"] = "Comune di Rodi\u0300  Milici",
            ["Act"] = "Delibera dell'assemblea\rn. 12",
            ["Firma1"] = "",
        };

        var comparison = SchedaComparison.Of(Fields, Made, found);

        Assert.True(comparison.IsTheSame);
    }

    [Fact]
    public void Fields_that_differ_are_told_with_their_labels()
    {
        var found =
            new Dictionary<string, string> { ["Document"] = "COOP-2026-000124", ["Act"] = Made["Act"], ["Notes"] = "aggiunta\ud800" };

        var comparison = SchedaComparison.Of(Fields, Made, found);

        Assert.False(comparison.IsTheSame);
        Assert.Equal(
            [
                "Codice del documento: nel file c’è «COOP-2026-000124», nella scheda che abbiamo preparato «COOP-2026-000123».",
                "Ente: il campo non c’è più (nella scheda era «Comune di Rodì Milici»).",
                "Note: nel file c’è «aggiunta\ufffd», nella scheda che abbiamo preparato vuoto.",
            ],
            comparison.Differences.Select(d => d.Sentence));
    }

    [Fact]
    public void A_scan_has_nothing_to_compare()
    {
        var comparison = SchedaComparison.Of(Fields, Made, new Dictionary<string, string> { ["altro"] = "x" });

        Assert.False(comparison.HasFields);
        Assert.False(comparison.IsTheSame);
        Assert.Empty(comparison.Differences);
    }
}
