using System.Text;

namespace Coopera.Core.Documents.Signatures;

/// <param name="Name">The field's name in the PDF.</param>
/// <param name="Label">What people call it.</param>
public sealed record SchedaField(string Name, string Label);

/// <param name="Found">Null: the file has no such field.</param>
public sealed record SchedaDifference(string Label, string Expected, string? Found)
{
    public string Sentence =>
        Found is null ? $"{Label}: il campo non c’è più (nella scheda era {Quoted(Expected)})."
        : $"{Label}: nel file c’è {Quoted(Found)}, nella scheda che abbiamo preparato {Quoted(Expected)}.";

    private static string Quoted(string value) => value is "" ? "vuoto" : $"«{value}»";
}

/// <param name="HasFields">False for a scan or a flattened file: there is nothing to compare, and people must look.</param>
public sealed record SchedaComparison(bool HasFields, IReadOnlyList<SchedaDifference> Differences)
{
    public bool IsTheSame => HasFields && Differences.Count == 0;

    /// <summary>Fields that both sides leave empty, or that were never asked about, do not count.</summary>
    public static SchedaComparison Of(
        IReadOnlyList<SchedaField> fields, IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> found)
    {
        if (!fields.Any(field => found.ContainsKey(field.Name)))
        {
            return new SchedaComparison(false, []);
        }

        return new SchedaComparison(true,
        [
            .. from field in fields
               let wanted = expected.GetValueOrDefault(field.Name, "")
               let got = found.GetValueOrDefault(field.Name)
               where Comparable(wanted) != Comparable(got ?? "")
               select new SchedaDifference(
                   field.Label, Domain.Text.CleanParagraph(wanted), got is null ? null : Domain.Text.CleanParagraph(got)),
        ]);
    }

    private static string Comparable(string value)
    {
        var text = new StringBuilder();
        foreach (var word in Domain.Text.CleanParagraph(value).Replace('’', '\'').Split(
            [' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(word).Append(' ');
        }

        return text.ToString();
    }
}
