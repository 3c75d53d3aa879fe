using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Checks;

/// <summary>By the way that all mails go: through the queue, when it is its turn.</summary>
public sealed class SendTestMail(CooperaDb database, TimeProvider clock)
{
    /// <param name="form">Which rendering of the form was sent: twice is once.</param>
    /// <returns>The mail, for its page.</returns>
    public Task<Guid> RunAsync(EmailAddress to, string name, Guid? form, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(
            form,
            async db =>
            {
                var now = clock.GetUtcNow();
                var mail = Outbox.Row(MailCause.Staff, new MailTest(now), to, name, registrationId: null, now);
                db.OutgoingMails.Add(mail);
                await db.SaveChangesAsync();
                return mail.Id;
            },
            cancellationToken);
}
