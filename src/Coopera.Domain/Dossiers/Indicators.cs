using Coopera.Domain.Registrations;

namespace Coopera.Domain.Dossiers;

/// <summary>Somebody's part in one webinar.</summary>
/// <param name="EmailKey">Or the mark that stands for it once it is forgotten.</param>
/// <param name="FoldedName">Tells people of one mailbox from each other.</param>
/// <param name="Body">The name of the body or organisation; null for who has none.</param>
public sealed record Participation(
    int WebinarId, string EmailKey, string FoldedName, ParticipantKind Kind, string? Role, string? Province, string? Body)
{
    /// <summary>Something is known of their presence.</summary>
    public bool WasThere { get; init; }

    /// <summary>For as long as the webinar asks.</summary>
    public bool Attended { get; init; }

    public bool IsCertified { get; init; }
}

/// <param name="SignedUp">Persons, each once, whatever the number of webinars; so are the other three.</param>
public sealed record IndicatorRow(string Value, int SignedUp, int WereThere, int Attended, int Certified);

/// <summary>Somebody over all webinars: what they were at the last of them, and what they did at any.</summary>
public sealed record CountedPerson(Participation Last, bool WasThere, bool Attended, bool IsCertified);

public static class Indicators
{
    /// <summary>
    /// A person is an address. Where several people of one webinar have the same, they are told by their names, in all webinars.
    /// </summary>
    /// <param name="parts">In the order of time.</param>
    public static IReadOnlyList<CountedPerson> People(IReadOnlyList<Participation> parts)
    {
        var shared = parts.Where(part => part.EmailKey.Length > 0)
            .GroupBy(part => (part.WebinarId, part.EmailKey)).Where(group => group.Skip(1).Any())
            .Select(group => group.Key.EmailKey).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. parts.Index().GroupBy(part => Key(part.Index, part.Item), part => part.Item, StringComparer.Ordinal)
                .Select(own => new CountedPerson(
                    own.Last(), own.Any(part => part.WasThere), own.Any(part => part.Attended), own.Any(part => part.IsCertified))),
        ];

        string Key(int index, Participation part) => part.EmailKey.Length == 0 ? $"#{index}"
            : shared.Contains(part.EmailKey) ? $"{part.EmailKey}\n{part.FoldedName}" : part.EmailKey;
    }

    /// <summary>Most first, then by value. What differs only in case, accents and spaces is one value, as most people write it.</summary>
    public static IReadOnlyList<IndicatorRow> By(
        IReadOnlyList<CountedPerson> people, Func<Participation, string?> value, string missing) =>
    [
        .. people.Select(person => (Person: person, Value: value(person.Last) is { Length: > 0 } said ? said : missing))
            .GroupBy(person => Text.Fold(person.Value), StringComparer.Ordinal)
            .Select(group => Row(MostUsual(group.Select(person => person.Value)), [.. group.Select(person => person.Person)]))
            .OrderByDescending(row => row.SignedUp).ThenBy(row => Text.Fold(row.Value), StringComparer.Ordinal),
    ];

    public static IndicatorRow Row(string value, IReadOnlyList<CountedPerson> people) => new(
        value, people.Count, people.Count(p => p.WasThere), people.Count(p => p.Attended), people.Count(p => p.IsCertified));

    private static string MostUsual(IEnumerable<string> spellings) => spellings.GroupBy(spelling => spelling, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().Key;
}
