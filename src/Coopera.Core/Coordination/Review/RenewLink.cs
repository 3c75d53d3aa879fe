using Coopera.Core.Changes;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Staff;

namespace Coopera.Core.Coordination.Review;

public sealed class RenewLink(ChangedAdhesion changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<Guid> request, EmailAddress email, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            _ => false,
            change =>
            {
                change.Thing.Adhesion.RenewLink(email, change.Actor(), change.Now);
                change.Notify(AdhesionEventKind.LinkRenewed);
                return change.Done(AuditAction.AdhesionLinkRenewed, $"a {email.Masked}");
            },
            cancellationToken);
}
