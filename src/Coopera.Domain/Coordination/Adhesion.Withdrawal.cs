namespace Coopera.Domain.Coordination;

public sealed partial class Adhesion
{
    /// <summary>What it was before it was withdrawn; null for what is not, or was before this was written down.</summary>
    public AdhesionStatus? WithdrawnFrom { get; private set; }

    public bool WasWithdrawnByStaff =>
        Status == AdhesionStatus.Withdrawn && _events.Where(e => e.Kind == AdhesionEventKind.Withdrawn).MaxBy(e => e.At)?.IsStaff == true;

    /// <summary>Before it was withdrawn, it stood for the body: see <see cref="ActiveKey"/>.</summary>
    public bool HadItsPaper => WithdrawnFrom is { } was
        && (was != AdhesionStatus.Draft || _events.Exists(line => line.Kind == AdhesionEventKind.Recorded));

    /// <summary>A withdrawal was taken back.</summary>
    public bool WasRestored => _events.Exists(line => line.Kind == AdhesionEventKind.Restored);

    /// <summary>The body changes its mind, or staff clear away a draft that nobody goes on with; a member may leave, too.</summary>
    public void Withdraw(string? reason, Actor actor, DateTimeOffset now)
    {
        Require(
            nameof(Withdraw),
            AdhesionStatus.Draft, AdhesionStatus.Submitted, AdhesionStatus.InReview,
            AdhesionStatus.ChangesRequested, AdhesionStatus.Accepted);
        WithdrawnFrom = Status;
        Move(AdhesionStatus.Withdrawn, AdhesionEventKind.Withdrawn, actor, reason, now);
        ActiveKey = null;
    }

    /// <summary>Nothing moves it once it is withdrawn: it was withdrawn when it last moved.</summary>
    public bool CanTakeWithdrawalBackAt(DateTimeOffset now) =>
        Status == AdhesionStatus.Withdrawn && WithdrawnFrom is not null && now < Undo.Until(LastMovedAt);

    /// <summary>
    /// It is again what it was. Another scheda of the body may have come in meanwhile: then the index of <see cref="ActiveKey"/> says no.
    /// </summary>
    public void TakeWithdrawalBack(Actor actor, DateTimeOffset now)
    {
        if (!CanTakeWithdrawalBackAt(now))
        {
            throw new AdhesionStateException(Status, nameof(TakeWithdrawalBack));
        }

        var was = WithdrawnFrom!.Value;
        ActiveKey = HadItsPaper ? PublicBodyCode : null;
        WithdrawnFrom = null;
        Move(was, AdhesionEventKind.Restored, actor, null, now);
    }
}
