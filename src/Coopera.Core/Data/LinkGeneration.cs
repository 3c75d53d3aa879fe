namespace Coopera.Core.Data;

/// <summary>
/// What every link is sealed with: with another mark and another key all links that were ever sent are void, on every node.
/// </summary>
public sealed class LinkGeneration
{
    public const int OnlyId = 1;
    public const int MarkMaxLength = 32;
    public const int KeyMaxLength = 400;

    public int Id { get; private set; } = OnlyId;

    /// <summary>Empty until links were voided for the first time.</summary>
    public string Mark { get; private set; } = "";

    /// <summary>Of short links: random, and protected by the key ring. Null until the site first started with them.</summary>
    public string? Key { get; private set; }

    public DateTimeOffset? VoidedAt { get; private set; }

    public void VoidAll(string mark, string key, DateTimeOffset now) => (Mark, Key, VoidedAt) = (mark, key, now);
}
