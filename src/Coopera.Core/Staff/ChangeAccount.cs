using Coopera.Core.Data;

namespace Coopera.Core.Staff;

/// <summary>Name, role and the right to export. What somebody may do changes with their next click.</summary>
public sealed class ChangeAccount(StaffDesk desk)
{
    /// <param name="role">One of <see cref="StaffRoles.All"/>.</param>
    /// <param name="reason">Null: not told.</param>
    public Task<StaffOutcome> RunAsync(
        StaffCall call, string fullName, string role, bool mayExport, string? reason, CancellationToken cancellationToken = default) =>
        desk.TakeAsync(
            call,
            async turn =>
            {
                var losesAdministration = turn.Role == StaffRoles.Administrator && role != StaffRoles.Administrator;
                if (losesAdministration && await turn.IsLastAdministratorAsync())
                {
                    return StaffOutcome.LastAdministrator;
                }

                if (losesAdministration && turn.IsOneself)
                {
                    return StaffOutcome.Oneself;
                }

                var changes = new (string What, string Before, string After)[]
                {
                    ("Nome", turn.User.FullName, fullName),
                    ("Ruolo", StaffRoles.Word(turn.Role), StaffRoles.Word(role)),
                    ("Esportazione", Phrases.YesNo(turn.MayExport), Phrases.YesNo(mayExport)),
                }.Where(change => change.Before != change.After).ToList();
                if (changes.Count == 0)
                {
                    return StaffOutcome.NothingToDo;
                }

                turn.User.FullName = fullName;
                if (turn.Role != role || turn.MayExport != mayExport)
                {
                    await turn.GiveAsync(role, mayExport);
                    if (!turn.User.IsInvited)
                    {
                        turn.EndSessions();
                    }
                }

                turn.Register(
                    "cambia un profilo",
                    string.Join(", ", changes.Select(change => change.What.ToLowerInvariant())),
                    StaffRows.Lines([.. changes.Select(change => (change.What, change.Before))]),
                    StaffRows.Lines([.. changes.Select(change => (change.What, change.After))]),
                    reason);
                return StaffOutcome.Done;
            },
            cancellationToken);
}
