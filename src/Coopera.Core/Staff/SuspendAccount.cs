namespace Coopera.Core.Staff;

/// <summary>A suspended account is signed out everywhere and cannot sign in; everything it did stays, and it can be taken up again.</summary>
public sealed class SuspendAccount(StaffDesk desk)
{
    public Task<StaffOutcome> SuspendAsync(StaffCall call, string reason, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            async turn =>
            {
                if (turn.User.SuspendedAt is not null)
                {
                    return StaffOutcome.NothingToDo;
                }

                if (await turn.IsLastAdministratorAsync())
                {
                    return StaffOutcome.LastAdministrator;
                }

                if (turn.IsOneself)
                {
                    return StaffOutcome.Oneself;
                }

                turn.User.SuspendedAt = turn.Now;
                turn.EndSessions();
                turn.Register("sospende un profilo", "", "Stato: attivo", "Stato: sospeso", reason);
                return StaffOutcome.Done;
            },
            cancellationToken);

    public Task<StaffOutcome> ReactivateAsync(StaffCall call, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            turn =>
            {
                if (turn.User.SuspendedAt is null)
                {
                    return Task.FromResult(StaffOutcome.NothingToDo);
                }

                turn.User.SuspendedAt = null;
                turn.EndSessions();
                turn.Register("riattiva un profilo", "", "Stato: sospeso", "Stato: attivo");
                return Task.FromResult(StaffOutcome.Done);
            },
            cancellationToken);
}
