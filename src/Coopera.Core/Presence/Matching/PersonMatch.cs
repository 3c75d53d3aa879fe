namespace Coopera.Core.Presence.Matching;

/// <summary>Somebody who is, or was, signed up.</summary>
public sealed record KnownPerson(Guid Id, string FirstName, string LastName, string EmailKey, string Mailbox, string Body, bool IsActive)
{
    public string Name => $"{FirstName} {LastName}".TrimEnd();

    public bool Equals(KnownPerson? other) => other?.Id == Id;

    public override int GetHashCode() => Id.GetHashCode();
}

/// <summary>Somebody whom a report names.</summary>
/// <param name="Key">What they are remembered by.</param>
/// <param name="Names">As the platform shows them, and those in brackets beside.</param>
/// <param name="Remembered">To whom staff have paired them before.</param>
public sealed record SoughtPerson(string Key, IReadOnlyList<string> Names, string? EmailKey, string? Mailbox,
    RememberedPerson? Remembered = null);

/// <param name="NameKey">Several people may have one mailbox.</param>
public sealed record RememberedPerson(string EmailKey, string NameKey);

public enum MatchedBy
{
    /// <summary>Staff said so at an earlier webinar.</summary>
    Pairing,
    Address,
    Name,

    /// <summary>Once titles, offices and their own body are left away.</summary>
    NameAmongWords,
    Similar,
}

/// <summary>Why it is not decided without somebody who looks.</summary>
public enum MatchDoubt
{
    Nobody,

    /// <summary>Several people are called so, here or there.</summary>
    Homonyms,
    SharedMailbox,

    /// <summary>The address is of one person, the name of another.</summary>
    OtherName,
    Cancelled,

    /// <summary>An office, a device, one name alone.</summary>
    NoPerson,
    NotSure,
}

/// <param name="Known">Null: somebody has to decide.</param>
/// <param name="Candidates">The most likely first.</param>
public sealed record PersonMatch(
    SoughtPerson Sought, KnownPerson? Known, MatchedBy? By, MatchDoubt? Doubt, IReadOnlyList<KnownPerson> Candidates);
