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
    /// <param name="form">What was sent (<see cref="CooperaDb.WriteOnceWithinAsync{T}"/>). After the pause it is another request.</param>
    public Task RunAsync(
        EmailAddress email, string? bodyCode, string? otherBody, Guid? form = null, CancellationToken cancellationToken = default) =>
        database.WriteOnceWithinAsync(form, SchedaRequest.Pause, db => RecordAsync(db, email, bodyCode, otherBody), cancellationToken);

    private async Task<bool> RecordAsync(CooperaDb db, EmailAddress email, string? bodyCode, string? otherBody)
    {
        var now = clock.GetUtcNow();
        var since = now - SchedaRequest.Pause;
        var hasItAlready = await db.SchedaRequests.AnyAsync(r => r.EmailKey == email.Key && r.RequestedAt > since);
        var body = bodyCode is null ? null : await db.PublicBodies.SingleAsync(b => b.Code == bodyCode);
        db.SchedaRequests.Add(new SchedaRequest(email, body, otherBody, await PrivacyNotice.VersionAsync(db), now));
        if (!hasItAlready)
        {
            db.Queue(MailCause.Stranger, new BlankSchedaSent(body?.Code, body?.FullName), email, "", registrationId: null, now);
        }

        await db.SaveChangesAsync();
        return !hasItAlready;
    }
}
