namespace Coopera.Core.Verification;

/// <param name="Told">What was looked at, and how much of it.</param>
/// <param name="Faults">A sentence each.</param>
public sealed record VerifiedPart(string Name, string Told, IReadOnlyList<string> Faults)
{
    public bool IsSound => Faults.Count == 0;
}
