using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

public sealed class SendLinks(TimeProvider clock) : IMailRequestAnswer
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    public string Kind => MailKinds.YourLinks;

    public async Task QueueAsync(CooperaDb db, EmailAddress address, DateTimeOffset requestedAt)
    {
        var now = clock.GetUtcNow();
        var live = await db.Registrations.AsNoTracking()
            .Where(r => r.EmailKey == address.Key && r.ActiveKey != null) // of everybody with this mailbox
            .Join(db.Webinars, r => r.WebinarId, w => w.Id, (registration, webinar) => new { registration, webinar })
            .Where(x => x.webinar.EndsAt > now && x.webinar.Status == WebinarStatus.Published)
            .OrderBy(x => x.webinar.StartsAt).ThenBy(x => x.registration.Number)
            .ToListAsync();
        if (live.Count == 0)
        {
            return;
        }

        var first = live[0].registration;
        var since = now - Pause;
        if (await db.OutgoingMails.AnyAsync(m => m.RegistrationId == first.Id && m.Kind == MailKinds.YourLinks && m.CreatedAt > since))
        {
            return;
        }

        var links = live.Select(x => new RegistrationLink(WebinarFacts.Of(x.webinar), RegistrationFacts.Of(x.registration)));
        db.Queue(MailCause.Stranger, new YourLinks([.. links]), first, now);
        await db.SaveChangesAsync();
    }
}
