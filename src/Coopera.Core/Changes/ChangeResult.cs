namespace Coopera.Core.Changes;

/// <param name="SeenVersion">What they had before their eyes; null when the form did not tell: that is never the version of
/// anything.</param>
public sealed record ChangeRequest<TId>(TId Id, string? SeenVersion, string Staff, Guid? FormId = null)
{
    /// <summary>What others did in between does not matter: something is added, or a part of its own is meant.</summary>
    public bool AnyVersion { get; init; }
}

public enum ChangeVerdict
{
    Done,

    /// <summary>It is as asked for: pressed twice, or a colleague did the same.</summary>
    AlreadySo,

    /// <summary>Somebody was quicker, and what was asked for may no longer be right or possible: nothing was changed.</summary>
    Stale,

    Refused,

    NeedsAgreement,
    NotFound,
}

/// <param name="Sentence">What the person reads about it, where the use case knows it better than the page.</param>
/// <param name="Field">Of the form that a refusal is about; empty for all of it.</param>
/// <param name="Id">Of what came to be, or was found there.</param>
public sealed record ChangeResult(ChangeVerdict Verdict, string? Sentence = null, string Field = "", string? Id = null)
{
    public static readonly ChangeResult AlreadySo = new(ChangeVerdict.AlreadySo);
    public static readonly ChangeResult Stale = new(ChangeVerdict.Stale);
    public static readonly ChangeResult NeedsAgreement = new(ChangeVerdict.NeedsAgreement);
    public static readonly ChangeResult NotFound = new(ChangeVerdict.NotFound);

    public static ChangeResult Done(string? sentence = null, string? id = null) => new(ChangeVerdict.Done, sentence, Id: id);

    public static ChangeResult Refused(string sentence, string field = "") => new(ChangeVerdict.Refused, sentence, field);
}
