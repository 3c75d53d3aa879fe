using Coopera.Core.Changes;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Review;

public sealed class ReceiveScan(ChangedAdhesion changed)
{
    /// <param name="file">Already in the store.</param>
    /// <param name="report">JSON of the report on its signatures.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, StoredFile file, string report, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            _ => false,
            async change =>
            {
                if (change.Thing.Adhesion.IsOver)
                {
                    return ChangeResult.Stale;
                }

                if (await change.IsTakenAsync())
                {
                    return AdhesionChanges.BodyTaken;
                }

                var receipt = await change.ReceiptAsync();
                var copy = change.Thing.Adhesion.ReceiveSignedCopy(file, report, receipt, change.Actor(), change.Now);
                change.Notify(AdhesionEventKind.SignedCopyReceived);
                return change.Done(AuditAction.AdhesionCopyAdded, $"{receipt}, versione {copy.Version}, SHA-256 {copy.Sha256}");
            },
            cancellationToken);
}
