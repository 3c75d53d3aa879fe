using Coopera.Core.Changes;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination.Review;

public sealed class SetProtocol(ChangedAdhesion changed)
{
    /// <param name="number">As <c>Adhesion.IsProtocolNumber</c> wants it.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, string number, DateOnly date, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Adhesion.ProtocolNumber == number && change.Thing.Adhesion.ProtocolDate == date,
            change =>
            {
                var adhesion = change.Thing.Adhesion;
                var before = adhesion.ProtocolNumber is { } old
                    ? $"; prima era n. {old} del {RomeTime.ShortDate(adhesion.ProtocolDate!.Value)}"
                    : "";
                adhesion.SetProtocol(number, date, change.Actor(), change.Now);
                return change.Done(AuditAction.AdhesionProtocolSet, $"n. {number} del {RomeTime.ShortDate(date)}{before}");
            },
            cancellationToken);
}
