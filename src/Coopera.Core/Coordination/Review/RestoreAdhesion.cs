using Coopera.Core.Changes;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Review;

/// <summary>What was withdrawn a moment ago, by the body or for it, is again what it was.</summary>
public sealed class RestoreAdhesion(ChangedAdhesion changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => Task.FromResult(change.Thing.Adhesion.Status != AdhesionStatus.Withdrawn && change.Thing.Adhesion.WasRestored),
        async change =>
        {
            var adhesion = change.Thing.Adhesion;
            if (!adhesion.CanTakeWithdrawalBackAt(change.Now))
            {
                return ChangeResult.Refused(WithdrawAdhesion.TooLate);
            }

            if (adhesion.HadItsPaper && await change.IsTakenAsync())
            {
                return ChangeResult.Refused(WithdrawAdhesion.BodyTaken);
            }

            await WithdrawAdhesion.TakeBackAsync(change.Db, adhesion, change.Actor(), change.Now);
            return change.Done(AuditAction.AdhesionRestored);
        },
        null,
        cancellationToken);
}
