using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

public sealed class RequestScheda(CooperaDb database, TimeProvider clock)
{
    /// <param name="submissionId">Which rendering of the form it came from: the same one is recorded once.</param>
    public async Task RunAsync(
        EmailAddress email, string? bodyCode, string? otherBody, Guid submissionId, CancellationToken cancellationToken = default)
    {
        try
        {
            await database.WriteAsync(db => RecordAsync(db, email, bodyCode, otherBody, submissionId), cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            // A double click: the first one has done it all.
        }
    }

    private async Task RecordAsync(CooperaDb db, EmailAddress email, string? bodyCode, string? otherBody, Guid submissionId)
    {
        var now = clock.GetUtcNow();
        var since = now - SchedaRequest.Pause;
        var hasItAlready = await db.SchedaRequests.AnyAsync(r => r.EmailKey == email.Key && r.RequestedAt > since);
        var body = bodyCode is null ? null : await db.PublicBodies.SingleAsync(b => b.Code == bodyCode);
        db.SchedaRequests.Add(new SchedaRequest(email, body, otherBody, PrivacyNotice.Version, submissionId, now));
        if (!hasItAlready)
        {
            db.Queue(MailCause.Stranger, new BlankSchedaSent(body?.Code, body?.FullName), email, "", registrationId: null, now);
        }

        await db.SaveChangesAsync();
    }
}
