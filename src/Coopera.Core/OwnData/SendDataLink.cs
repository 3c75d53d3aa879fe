using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.OwnData;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData;

/// <summary>
/// To an address under which there is something; else nobody is written to, and the page has said so for both. Links of before stay good:
/// a stranger who asks again takes nothing from who is reading.
/// </summary>
public sealed class SendDataLink(ReadOwnData read, TimeProvider clock) : IMailRequestAnswer
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    public string Kind => MailKinds.DataLinkSent;

    public async Task QueueAsync(CooperaDb db, EmailAddress address, DateTimeOffset requestedAt)
    {
        var now = clock.GetUtcNow();
        var since = now - Pause + DataLink.Life;
        if (await db.DataLinks.AnyAsync(l => l.EmailKey == address.Key && l.EndsAt > since)
            || !await IsKnownAsync(db, address))
        {
            return;
        }

        var link = new DataLink(address, now);
        db.DataLinks.Add(link);
        db.Queue(MailCause.Stranger, new DataLinkSent(link.Id, link.EndsAt), address, "", registrationId: null, now);
        await db.SaveChangesAsync();
    }

    /// <summary>Whoever is signed up is known at once: the whole book is read for the others alone.</summary>
    private async Task<bool> IsKnownAsync(CooperaDb db, EmailAddress address) =>
        await db.Registrations.AnyAsync(r => r.EmailKey == address.Key)
        || await db.DataRequests.AnyAsync(r => r.EmailKey == address.Key)
        || !(await read.RunAsync(db, address)).IsEmpty;
}
