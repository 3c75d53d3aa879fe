using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.OwnData;
using Coopera.Domain.Staff;

namespace Coopera.Core.OwnData;

/// <param name="ArrivedOn">The month to answer in begins on this day, and not on the one on which somebody wrote it down.</param>
/// <param name="How">"Per lettera".</param>
/// <param name="What">In the person's words or in those of staff.</param>
public sealed record ArrivedRequest(DataRequestKind Kind, EmailAddress Email, DateOnly ArrivedOn, string How, string What);

/// <summary>
/// A request that came by letter, by PEC or by word of mouth gets the same day to be answered by. Nothing is taken away: who wrote is not
/// who holds the mailbox until staff have made sure, so that the mailbox is told.
/// </summary>
public sealed class RecordDataRequest(CooperaDb database, TimeProvider clock)
{
    /// <param name="form">The same sent twice is one request.</param>
    public Task<Guid> RunAsync(ArrivedRequest arrived, string staff, Guid? form, CancellationToken cancellationToken = default) =>
        database.WriteOnceAsync(
            form,
            async db =>
            {
                var now = clock.GetUtcNow();
                var how = $"{arrived.How} {RomeTime.Date("il", arrived.ArrivedOn)}";
                var request = new DataRequest(arrived.Kind, arrived.Email, who: null, $"{how}.\n{arrived.What}", now, arrived.ArrivedOn);
                db.DataRequests.Add(request);
                db.Queue(MailCause.Staff, DataRequestMails.Of(request, []), arrived.Email, "", registrationId: null, now);
                Register.Add(
                    db, staff, ChangedDataRequest.Name(request), AuditSubject.DataRequest(request.Id),
                    new RegisterLine(AuditAction.DataRequestRecorded, how), now);
                await db.SaveChangesAsync();
                return request.Id;
            },
            cancellationToken);
}
