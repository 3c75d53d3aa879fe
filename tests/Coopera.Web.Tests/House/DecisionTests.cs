using System.Text.RegularExpressions;

namespace Coopera.Web.Tests.House;

/// <summary>The records of what was decided keep the form of docs/decisions/0000-template.md.</summary>
public sealed partial class DecisionTests
{
    public static TheoryData<string> Decisions =>
        [.. Directory.GetFiles(
            Path.Combine(Repository.Root, "docs", "decisions"),
            "*.md").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Decisions))]
    public void A_decision_has_its_number_date_status_context_choice_and_consequences(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "decisions", file));

        Assert.StartsWith($"# {file[..4]}. ", lines[0], StringComparison.Ordinal);
        Assert.Matches(DateLine(), lines[2]);
        Assert.Matches(StatusLine(), lines[3]);
        Assert.Equal(["## Context", "## Choice", "## Consequences"], lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Decisions_are_numbered_without_a_gap() =>
        Assert.Equal(Enumerable.Range(0, Decisions.Count).Select(number => $"{number:0000}"), Decisions.Select(file => file.Data[..4]));

    [GeneratedRegex(@"\A- Date: (\d{4}-\d{2}-\d{2}|YYYY-MM-DD)\z")]
    private static partial Regex DateLine();

    [GeneratedRegex(@"\A- Status: (proposed|accepted|superseded by \[\d{4}\])")]
    private static partial Regex StatusLine();
}
