namespace Coopera.Domain.Mail;

/// <summary>
/// The way out of one sending account. One process at a time holds it, so that no account has two sessions. When it is the account, the
/// server or the network that fails, it stands still: one mail tries it again, ever later, and all the others follow when that one went.
/// </summary>
public sealed class MailLane
{
    public const int OrdinaryId = 1;

    /// <summary>Of certified mail (PEC), which has an account of its own.</summary>
    public const int CertifiedId = 2;
    public const int HolderMaxLength = 200;

    public static readonly IReadOnlyList<TimeSpan> Pauses =
        [.. new[] { 1, 2, 5, 10, 15, 30 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    public int Id { get; private init; } = OrdinaryId;

    /// <summary>The process that sends; null when none does.</summary>
    public string? Holder { get; private set; }

    /// <summary>
    /// Goes up while the holder lives. Who sees it stand still for <see cref="TakeOverAfter"/> by its own clock takes over: the clocks of
    /// nodes need not agree.
    /// </summary>
    public long Beat { get; private set; }

    public DateTimeOffset? StoppedSince { get; private set; }

    public DateTimeOffset? NextTrialAt { get; private set; }

    public int Trials { get; private set; }

    public MailFailureKind? FailureKind { get; private set; }

    public string? FailureDetail { get; private set; }

    public DateTimeOffset? LastSuccessAt { get; private set; }

    public static TimeSpan TakeOverAfter => TimeSpan.FromSeconds(45);

    public static TimeSpan BeatEvery => TimeSpan.FromSeconds(10);

    public MailFailure? Failure => FailureKind is { } kind ? new MailFailure(kind, FailureDetail ?? "") : null;

    public bool IsStopped => StoppedSince is not null;

    public static MailLane Of(int id) => new() { Id = id };

    public bool MayTry(DateTimeOffset now) => IsTimeFor(NextTrialAt, now);

    /// <summary>So far ahead only a clock that went wrong can have put it.</summary>
    internal static bool IsTimeFor(DateTimeOffset? trial, DateTimeOffset now) =>
        trial is not { } next || next <= now || next > now + (2 * Pauses[^1]);

    public void Take(string holder)
    {
        Holder = holder;
        Beat++;
    }

    public void Live() => Beat++;

    public void Leave() => Holder = null;

    public void Stop(MailFailure failure, DateTimeOffset now)
    {
        StoppedSince ??= now;
        NextTrialAt = now + Pauses[Math.Min(Trials, Pauses.Count - 1)];
        Trials++;
        (FailureKind, FailureDetail) = (failure.Kind, failure.ToKeep().Detail);
    }

    /// <summary>A mail went, or failed for a reason of its own: the way is open.</summary>
    public void Open(DateTimeOffset now)
    {
        LastSuccessAt = now;
        StoppedSince = null;
        NextTrialAt = null;
        Trials = 0;
        FailureKind = null;
        FailureDetail = null;
    }

    /// <summary>
    /// Whether what would stop the lane belongs to this one mail after all: it has met it before, and others went since. A quota may have
    /// been used up again by those.
    /// </summary>
    public bool IsOwnFaultOf(OutgoingMail mail) =>
        mail.Failure is { ConcernsTheLane: true, Kind: not MailFailureKind.QuotaUsedUp }
        && mail.LastAttemptAt is { } last && LastSuccessAt > last;
}
