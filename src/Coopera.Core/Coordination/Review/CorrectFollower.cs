using Coopera.Core.Changes;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination.Review;

/// <summary>
/// A mail to who follows the adhesion failed, since their address is mistyped: the adhesion gets the right one with a new link, and what
/// had failed is closed.
/// </summary>
public sealed class CorrectFollower(ChangedAdhesion changed)
{
    public Task<ChangeResult> RunAsync(
        ChangeRequest<Guid> request, Guid mailId, EmailAddress address, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request with { AnyVersion = true },
            async change => change.Thing.Adhesion.Email.Display == address.Display && !await IsFailedAsync(change, mailId),
            async change =>
            {
                if (!await IsFailedAsync(change, mailId))
                {
                    return ChangeResult.Stale; // a colleague has put another address right
                }

                var former = change.Thing.Adhesion.Email;
                foreach (var mail in await Failed(change).Where(mail => mail.Id == mailId || mail.Recipient == former).ToListAsync())
                {
                    mail.Dismiss();
                }

                change.Thing.Adhesion.RenewLink(address, change.Actor(), change.Now);
                change.Notify(AdhesionEventKind.LinkRenewed);
                return change.Done(AuditAction.AdhesionLinkRenewed, $"a {address.Masked}; l’email a quello di prima non era arrivata");
            },
            null,
            cancellationToken);

    private static Task<bool> IsFailedAsync(Change<AdhesionOfBody> change, Guid mailId) =>
        Failed(change).AnyAsync(mail => mail.Id == mailId);

    private static IQueryable<OutgoingMail> Failed(Change<AdhesionOfBody> change) => change.Db.OutgoingMails.Where(mail =>
        mail.AdhesionId == change.Thing.Adhesion.Id && mail.Status == OutgoingMailStatus.Failed && mail.CopyOfId == null);
}
