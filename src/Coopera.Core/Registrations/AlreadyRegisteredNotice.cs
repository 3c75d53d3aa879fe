using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <summary>The mail "sei già iscritto", at most one in a while: nobody can flood somebody else's mailbox with it.</summary>
public static class AlreadyRegisteredNotice
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public static async Task QueueAsync(CooperaDb db, Webinar webinar, Registration existing, DateTimeOffset now)
    {
        var since = now - Pause;
        if (await db.OutgoingMails.AnyAsync(
            m => m.RegistrationId == existing.Id && m.Kind == MailKinds.AlreadyRegistered && m.CreatedAt > since))
        {
            return;
        }

        db.Queue(MailCause.Stranger, new AlreadyRegistered(WebinarFacts.Of(webinar), RegistrationFacts.Of(existing)), existing, now);
        await db.SaveChangesAsync();
    }
}
