using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Registrations;
using Coopera.Domain.Words;

namespace Coopera.Core.OwnData;

/// <summary>One fact: a stable code, the label and the words that people read, and the value as programs read it.</summary>
public sealed record OwnDataValue(string Code, string Label, string Words, string? Value = null)
{
    public static OwnDataValue At(string code, string label, DateTimeOffset at) => new(
        code, label, RomeTime.DateAndTime(at),
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    public static OwnDataValue Of(string code, string label, Enum value, string words) => new(code, label, words, value.ToString());
}

/// <param name="Page">Where it can be changed, for the page alone: the address is a key. Null: nowhere.</param>
public sealed record OwnDataEntry(string Title, IReadOnlyList<OwnDataValue> Values, string? Page = null);

/// <param name="Code">Stable.</param>
/// <param name="Why">Why it is kept.</param>
/// <param name="Total">More than the entries when there are too many to show.</param>
public sealed record OwnDataSection(string Code, string Title, string Why, IReadOnlyList<OwnDataEntry> Entries, int Total)
{
    public OwnDataSection(string code, string title, string why, IReadOnlyList<OwnDataEntry> entries)
        : this(code, title, why, entries, entries.Count)
    {
    }
}

/// <summary>Everything under an address.</summary>
public sealed record OwnDataBook(OwnDataOf Of, DateTimeOffset MadeAt, IReadOnlyList<OwnDataSection> Sections)
{
    /// <summary>Besides what asking for it leaves.</summary>
    public bool IsEmpty => Sections.All(section => section.Entries.Count == 0 || section.Code == Sources.RequestsOwnData.Code);
}

/// <param name="Name">As they gave it last.</param>
public sealed record OwnPerson(string Name, IReadOnlyList<Registration> Registrations);

/// <summary>What the sources look for: the address, and what it is found by.</summary>
public sealed record OwnDataOf(
    EmailAddress Email, IReadOnlyList<Registration> Registrations, IReadOnlyList<Adhesion> Adhesions, DateTimeOffset Now)
{
    public string Key => Email.Key;

    /// <summary>Who signed up with it, by name: several may have the mailbox.</summary>
    public IReadOnlyList<OwnPerson> People { get; } =
    [
        .. Registrations.GroupBy(r => PersonName.KeyOf(r.FullName))
            .Select(group => new OwnPerson(group.MaxBy(r => r.CreatedAt)!.FullName, [.. group])),
    ];

    public bool IsShared => People.Count > 1;
}
