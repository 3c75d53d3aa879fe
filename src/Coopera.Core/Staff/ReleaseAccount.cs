namespace Coopera.Core.Staff;

/// <summary>Lets somebody in again who typed a wrong password too often, or signs them out wherever they are.</summary>
public sealed class ReleaseAccount(StaffDesk desk)
{
    public Task<StaffOutcome> UnlockAsync(StaffCall call, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                if (turn.User.LockoutEnd is not { } until || until <= turn.Now)
                {
                    return Task.FromResult(StaffOutcome.NothingToDo);
                }

                (turn.User.LockoutEnd, turn.User.AccessFailedCount) = (null, 0);
                turn.Register("sblocca un profilo", "era bloccato dopo troppe password sbagliate");
                return Task.FromResult(StaffOutcome.Done);
            },
            cancellationToken);

    public Task<StaffOutcome> EndSessionsAsync(StaffCall call, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                turn.EndSessions();
                turn.Register("chiude tutte le sessioni");
                return Task.FromResult(StaffOutcome.Done);
            },
            cancellationToken);
}
