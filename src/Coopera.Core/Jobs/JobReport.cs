using System.Text.Json;

namespace Coopera.Core.Jobs;

public sealed record JobReport(IReadOnlyDictionary<string, long> Counts)
{
    public const int MostSubjects = 20;

    public IReadOnlyList<string> Subjects { get; init; } = [];

    public bool MoreWaits { get; init; }

    public bool IsEmpty => Counts.Values.All(count => count == 0);

    public long this[string code] => Counts.GetValueOrDefault(code);

    public static JobReport Of(params (string Code, long Count)[] counts) => new(counts.ToDictionary(c => c.Code, c => c.Count));

    public string ToJson() => JsonSerializer.Serialize(new Stored(Counts, [.. Subjects.Take(MostSubjects)]));

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
