using Coopera.Core.Changes;
using Coopera.Core.Coordination.Review;
using Coopera.Core.Data;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination.ByPec;

/// <summary>Somebody has looked at it and knows which adhesion it belongs to.</summary>
public sealed class AttachArrival(ChangedAdhesion changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, Guid arrivalId, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Db.PecArrivals.AnyAsync(a => a.Id == arrivalId && a.AdhesionId == change.Thing.Adhesion.Id),
            async change =>
            {
                var adhesion = change.Thing.Adhesion;
                if (await DismissArrival.LockAsync(change.Db, arrivalId) is not { State: PecArrivalState.ToDecide } arrival)
                {
                    return ChangeResult.Stale;
                }

                if (adhesion.IsOver)
                {
                    return ChangeResult.Refused(
                        "Questa adesione è già conclusa: scegline un’altra, oppure metti da parte il file.", "adesione");
                }

                if (await change.IsTakenAsync())
                {
                    return AdhesionChanges.BodyTaken with { Field = "adesione" };
                }

                var receipt = await change.ReceiptAsync();
                adhesion.ReadProtocol(arrival.Protocol, change.Actor(), change.Now);
                var copy = adhesion.ReceiveByPec(arrival.File, arrival.Report, receipt, change.Now);
                arrival.Attach(adhesion.Id, change.Staff, change.Now);
                change.Notify(AdhesionEventKind.SignedCopyReceived);
                return change.Done(
                    AuditAction.PecArrivalAttached, $"{receipt}, versione {copy.Version}, da {arrival.Sender}, SHA-256 {copy.Sha256}");
            },
            null,
            cancellationToken);
}

/// <summary>It is no scheda, or nothing to keep: the message stays in the mailbox.</summary>
public sealed class DismissArrival(CooperaDb database, TimeProvider clock)
{
    /// <returns>Whether it was still on the list.</returns>
    public Task<bool> RunAsync(Guid id, string staff, CancellationToken cancellationToken = default) => database.WriteAsync(
        async db =>
        {
            if (await LockAsync(db, id) is not { State: PecArrivalState.ToDecide } arrival)
            {
                return false;
            }

            var now = clock.GetUtcNow();
            arrival.Dismiss(staff, now);
            Register.Add(
                db, staff, $"PEC di {arrival.Sender}", AuditSubject.PecArrival(id),
                new RegisterLine(AuditAction.PecArrivalDismissed, $"{arrival.Subject}; file {arrival.File.Name}"), now);
            await db.SaveChangesAsync();
            return true;
        },
        cancellationToken);

    internal static async Task<PecArrival?> LockAsync(CooperaDb db, Guid id) =>
        await db.PecArrivals.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Doubt, x => x.Doubt)) == 0
            ? null
            : await db.PecArrivals.SingleAsync(a => a.Id == id);
}
