using System.Text.Json;

namespace Coopera.Web.Jobs;

/// <summary>What a run did, in numbers under codes that never change; the words for them are found when they are shown.</summary>
public sealed record JobReport(IReadOnlyDictionary<string, long> Counts)
{
    /// <summary>More are counted, not named.</summary>
    public const int MostSubjects = 20;

    /// <summary>Keys of the things that somebody has to look at.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>There is more to do at once.</summary>
    public bool MoreWaits { get; init; }

    /// <summary>Nothing was done that anybody has to know of.</summary>
    public bool IsEmpty => Counts.Values.All(count => count == 0);

    public long this[string code] => Counts.GetValueOrDefault(code);

    public static JobReport Of(params (string Code, long Count)[] counts) => new(counts.ToDictionary(c => c.Code, c => c.Count));

    public string ToJson() => JsonSerializer.Serialize(new Stored(Counts, [.. Subjects.Take(MostSubjects)]));

    /// <summary>Of a run that said nothing, or in a form that is not known any more: an empty one.</summary>
    public static JobReport Parse(string? json)
    {
        try
        {
            var stored = string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<Stored>(json);
            return stored?.Counts is null ? Of() : new JobReport(stored.Counts) { Subjects = stored.Subjects ?? [] };
        }
        catch (JsonException)
        {
            return Of();
        }
    }

    public override string ToString() => string.Join(", ", Counts.Select(count => $"{count.Key}={count.Value}"));

    private sealed record Stored(IReadOnlyDictionary<string, long>? Counts, IReadOnlyList<string>? Subjects);
}
