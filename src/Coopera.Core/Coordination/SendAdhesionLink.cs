using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

public sealed class SendAdhesionLink(CooperaDb database, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public Task RunAsync(string bodyCode, CancellationToken cancellationToken = default) => database.WriteAsync(
        async db =>
        {
            var now = clock.GetUtcNow();
            var since = now - Pause;
            var adhesion = await db.Adhesions.AsNoTracking()
                .SingleOrDefaultAsync(a => a.ActiveKey == bodyCode && a.Status != AdhesionStatus.Accepted);
            if (adhesion is null
                || await db.OutgoingMails.AnyAsync(m => m.AdhesionId == adhesion.Id && m.Kind == MailKinds.AdhesionNews
                    && m.CreatedAt > since))
            {
                return;
            }

            var body = await db.PublicBodies.SingleAsync(b => b.Code == bodyCode);
            var kind = adhesion.CanBeEdited ? AdhesionEventKind.Started : AdhesionEventKind.ReviewStarted;
            db.QueueNews(MailCause.Stranger, adhesion, body, kind, null, now);
            await db.SaveChangesAsync();
        },
        cancellationToken);
}
