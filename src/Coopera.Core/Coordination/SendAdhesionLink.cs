using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

public sealed class SendAdhesionLink(CooperaDb database, TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public Task RunAsync(Guid id, CancellationToken cancellationToken = default) => database.WriteAsync(
        async db =>
        {
            var adhesion = await db.Adhesions.AsNoTracking().SingleAsync(a => a.Id == id);
            var body = await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == adhesion.PublicBodyCode);
            await QueueAsync(db, adhesion, body, sentFile: false, clock.GetUtcNow());
        },
        cancellationToken);

    /// <summary>To who follows it, unless they have just had a mail with the same link.</summary>
    /// <param name="sentFile">They have sent a file that belongs on its page.</param>
    internal static async Task QueueAsync(CooperaDb db, Adhesion adhesion, PublicBody body, bool sentFile, DateTimeOffset now)
    {
        var since = now - Pause;
        if (!adhesion.Email.IsGiven || await db.OutgoingMails.AnyAsync(
                m => m.AdhesionId == adhesion.Id && m.Kind != MailKinds.AdhesionCopyToBody && m.CreatedAt > since))
        {
            return;
        }

        var mail = new AdhesionLinkAgain(AdhesionFacts.Of(adhesion, body.FullName), adhesion.Status, sentFile);
        db.OutgoingMails.Add(
            Outbox.Row(MailCause.Stranger, mail, adhesion.Email, body.FullName, null, now, adhesion.Id));
        await db.SaveChangesAsync();
    }
}
