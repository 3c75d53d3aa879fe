using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>Mails the link to choose a new password; nothing to an address that no usable account has, nor twice within minutes.</summary>
public sealed class SendPasswordReset(ILookupNormalizer normalizer, TimeProvider clock) : IMailRequestAnswer
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    public string Kind => MailKinds.PasswordReset;

    public async Task QueueAsync(CooperaDb db, EmailAddress address, DateTimeOffset requestedAt)
    {
        var now = clock.GetUtcNow();
        var since = now - Pause;
        var mailbox = EmailAddress.FromStored(address.Key); // as accounts have it
        var key = normalizer.NormalizeEmail(address.Key);

        // Who was only invited chooses a password with the invitation.
        var user = await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(u => u.NormalizedEmail == key && u.SuspendedAt == null && u.PasswordHash != null);
        var asked =
            await db.OutgoingMails.AnyAsync(m => m.Kind == MailKinds.PasswordReset && m.Recipient == mailbox && m.CreatedAt > since);
        if (user is not null && !asked)
        {
            db.Queue(
                MailCause.Stranger,
                new PasswordReset(user.Id, PasswordResetLinks.Print(user.SecurityStamp), requestedAt),
                mailbox, user.FullName, null, now);
            await db.SaveChangesAsync();
        }
    }
}
