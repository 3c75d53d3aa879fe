using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail.Checks;

/// <summary>By the way that all mails go: through the queue, when it is its turn.</summary>
public sealed class SendTestMail(CooperaDb database, TimeProvider clock)
{
    /// <summary>They take of the account's budget: who mends something needs a few, and nobody needs more.</summary>
    public const int PerHour = 5;

    /// <param name="staff">Who asks.</param>
    /// <param name="form">Which rendering of the form was sent: twice is once.</param>
    /// <returns>The mail, for its page; null when there were enough in the last hour.</returns>
    public Task<Guid?> RunAsync(
        EmailAddress to, string name, string staff, Guid? form, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(
            form,
            async db =>
            {
                var now = clock.GetUtcNow();
                var since = now - TimeSpan.FromHours(1);
                if (await db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.MailTest && m.CreatedAt > since) >= PerHour)
                {
                    return (Guid?)null;
                }

                var mail = Outbox.Row(MailCause.Staff, new MailTest(now), to, name, registrationId: null, now);
                db.OutgoingMails.Add(mail);
                Register.Add(db, staff, "posta in uscita", null, new RegisterLine(AuditAction.MailTested, $"a {to.Display}"), now);
                await db.SaveChangesAsync();
                return mail.Id;
            },
            cancellationToken);
}
