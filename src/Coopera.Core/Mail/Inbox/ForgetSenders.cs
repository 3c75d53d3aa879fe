using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail.Inbox;

/// <summary>
/// What the site left alone is nothing that it needs to know more of: after a month the row says only that it was read, so that it is not
/// read twice.
/// </summary>
public sealed class ForgetSenders(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Forgotten = "senders-forgotten";

    private const int Days = 30;

    public string Name => "left-alone-mails";

    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var before = clock.GetUtcNow().AddDays(-Days);
        return JobReport.Of((
            Forgotten, await database.WriteAsync(
                db => db.IncomingMessages
                    .Where(m => m.Outcome == InboxOutcome.LeftAlone && m.ReadAt < before && (m.Sender != "" || m.Subject != ""))
                    .ExecuteUpdateAsync(m => m.SetProperty(x => x.Sender, "").SetProperty(x => x.Subject, "")
                        .SetProperty(x => x.SearchText, "")),
                cancellationToken)));
    }
}
