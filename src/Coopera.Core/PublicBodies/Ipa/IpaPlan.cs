using System.Security.Cryptography;
using System.Text;
using Coopera.Domain;
using Coopera.Domain.PublicBodies;

namespace Coopera.Core.PublicBodies.Ipa;

public enum IpaChangeKind
{
    New,
    PecChanged,

    /// <summary>The PEC that is recorded: from now on IPA says so, or says so again.</summary>
    PecConfirmed,
    NameChanged,
    Reopened,

    /// <summary>The file says so, has its PEC and codes at another body, or does not name it any more.</summary>
    Closed,
}

/// <param name="Line">Of the file; null for what it does not name.</param>
/// <param name="Before">What the register has; of a body that closes: why that is to be thought.</param>
/// <param name="Successor">Of a body that closes: the one that it seems to have become part of.</param>
public sealed record IpaChange(
    IpaChangeKind Kind, string Code, string Body, int? Line, string Before = "", string After = "", string? Successor = null)
{
    /// <summary>In forms.</summary>
    public string Key => $"{Kind}-{Code}";
}

/// <summary>A row, or a body, that stays as it is.</summary>
public sealed record IpaLeft(int? Line, string Name, string Why);

/// <summary>What the file would change in the register now. Under the register's lock it is what it changes.</summary>
/// <param name="Found">Bodies of the register that the file has.</param>
/// <param name="Others">Rows of associations, unions and consortia, which the register does not hold.</param>
public sealed record IpaPlan(
    DateOnly Day, IReadOnlyList<IpaChange> Changes, IReadOnlyList<IpaLeft> LeftAlone, IReadOnlyList<IpaLeft> NotUnderstood,
    int Found, int Others)
{
    /// <summary>Whoever is missing from it is missing from IPA.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The same only while the very same changes are offered.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Changes
        .Select(change => $"{change.Key}\t{change.Before}\t{change.After}").Prepend(RomeTime.IsoDate(Day))))));

    public IEnumerable<IpaChange> Of(IpaChangeKind kind) => Changes.Where(change => change.Kind == kind);

    public static IpaPlan Of(IpaFile file, IReadOnlyList<PublicBody> register) => new IpaComparison(file, register).Plan();
}
