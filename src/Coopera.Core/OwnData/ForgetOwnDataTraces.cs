using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Retention;
using Coopera.Domain.Mail;
using Coopera.Domain.OwnData;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData;

/// <summary>What asking for one's data, and being forgotten, leaves goes after its time.</summary>
public sealed class ForgetOwnDataTraces(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Links = "data-links-ended";
    public const string Emptied = "mails-emptied";
    public const string Requests = "data-requests-forgotten";

    private const int Portion = 200;

    public string Name => "own-data-traces";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var (ended, old) = (now - DataLink.Kept, now.AddDays(-DataRequestPhrases.MailsKeptDays));
        var answered = now.AddMonths(-DataRequest.MonthsKept);
        var links = await database.WriteAsync(db => db.DataLinks.Where(l => l.EndsAt < ended).ExecuteDeleteAsync(), cancellationToken);
        var requests = await database.WriteAsync(
            db => db.DataRequests.Where(r => r.Status != DataRequestStatus.Open && r.ClosedAt < answered).ExecuteDeleteAsync(),
            cancellationToken);
        var emptied = 0;
        var portion = Portion;
        while (portion == Portion)
        {
            portion = await database.WriteAsync(db => EmptyAsync(db, old), cancellationToken);
            emptied += portion;
        }

        return JobReport.Of((Links, links), (Emptied, emptied), (Requests, requests));
    }

    /// <summary>Mails that had still to go out when their person was forgotten, and those about requests.</summary>
    private static async Task<int> EmptyAsync(CooperaDb db, DateTimeOffset old)
    {
        var emptied = await ForgetPerson.EmptyAsync(
            db.OutgoingMails.Where(m => m.Mailbox != "" && m.Status != OutgoingMailStatus.Queued
                    && (((m.Kind == MailKinds.DataLinkSent || m.Kind == MailKinds.DataRequestTold) && m.CreatedAt < old)
                        || db.Registrations.Any(r => r.Id == m.RegistrationId && r.ForgottenAt != null)))
                .OrderBy(m => m.CreatedAt).Take(Portion));
        await db.SaveChangesAsync();
        return emptied;
    }
}
