using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

public sealed class ForgetRefusedMails(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Forgotten = "refusals-forgotten";

    private const int Days = 30;

    public string Name => "refused-mails";

    public TimeSpan Every => TimeSpan.FromDays(1);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var first = RomeTime.Today(clock).AddDays(-Days);
        return JobReport.Of((
            Forgotten, await database.WriteAsync(db => db.RefusedMails.Where(r => r.Day < first).ExecuteDeleteAsync(), cancellationToken)));
    }
}
