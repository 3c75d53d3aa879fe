namespace Coopera.Core.Data;

/// <summary>
/// What every protected link is made with, besides the key: with another mark all links that were ever sent are void, on every node.
/// </summary>
public sealed class LinkGeneration
{
    public const int OnlyId = 1;
    public const int MarkMaxLength = 32;

    public int Id { get; private set; } = OnlyId;

    /// <summary>Empty until links were voided for the first time.</summary>
    public string Mark { get; private set; } = "";

    public DateTimeOffset? VoidedAt { get; private set; }

    public void VoidAll(string mark, DateTimeOffset now) => (Mark, VoidedAt) = (mark, now);
}
