using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Certificates;

/// <summary>"I miei attestati": the link goes to the mailbox that has some, and to no other anything.</summary>
public sealed class SendCertificates(TimeProvider clock) : IMailRequestAnswer
{
    public const int LinkDays = 30;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    public string Kind => MailKinds.YourCertificates;

    public async Task QueueAsync(CooperaDb db, EmailAddress address, DateTimeOffset requestedAt)
    {
        var now = clock.GetUtcNow();
        var mark = Certificate.MarkOf(address.Key);
        var own = await OwnOf(db, mark).OrderBy(c => c.IssuedAt).Select(c => new { c.RegistrationId, c.Email }).ToListAsync();
        var since = now - Pause;
        if (own.Count == 0 || await db.OutgoingMails.AnyAsync(
            m => m.RegistrationId == own[0].RegistrationId && m.Kind == MailKinds.YourCertificates && m.CreatedAt > since))
        {
            return;
        }

        db.Queue(
            MailCause.Stranger, new YourCertificates(mark, RomeTime.Day(now).AddDays(LinkDays), own.Count), own[0].Email, "",
            own[0].RegistrationId, now);
        await db.SaveChangesAsync();
    }

    /// <summary>Those that are valid, or were until they were revoked: what was superseded has another in its place.</summary>
    public static IQueryable<Certificate> OwnOf(CooperaDb db, Guid mark) =>
        db.Certificates.Where(c => c.MailboxMark == mark && c.State != CertificateState.Superseded);
}
