using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>
/// The mail "la tua iscrizione c’è già", at most one in a while: nobody can flood somebody else's mailbox with it. Whoever has still to
/// confirm gets the link to do so once more.
/// </summary>
public static class AlreadyRegisteredNotice
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public static async Task QueueAsync(CooperaDb db, Webinar webinar, Registration existing, DateTimeOffset now)
    {
        var (since, waits) = (now - Pause, existing.Status == RegistrationStatus.Unconfirmed);
        var kind = waits ? MailKinds.RegistrationToConfirm : MailKinds.AlreadyRegistered;
        if (await db.OutgoingMails.AnyAsync(m => m.RegistrationId == existing.Id && m.Kind == kind && m.CreatedAt > since))
        {
            return;
        }

        db.Queue(
            MailCause.Stranger,
            waits ? RegistrationToConfirm.Of(webinar, existing)
                : new AlreadyRegistered(WebinarFacts.Of(webinar), RegistrationFacts.Of(existing)),
            existing,
            now);
        await db.SaveChangesAsync();
    }
}
