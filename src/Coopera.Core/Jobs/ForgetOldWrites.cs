using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Jobs;

public sealed class ForgetOldWrites(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Forgotten = "writes-forgotten";

    /// <summary>A use case is tried again for seconds; its row is asked for by nobody else.</summary>
    private static readonly TimeSpan Writes = TimeSpan.FromHours(1);

    /// <summary>Longer than a public form is good for, and than anybody presses "send again" on a page left open.</summary>
    private static readonly TimeSpan Forms = TimeSpan.FromDays(2);

    public string Name => "committed-writes";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var (writes, forms) = (clock.GetUtcNow() - Writes, clock.GetUtcNow() - Forms);
        var forgotten = await database.WriteAsync(
            db => db.CommittedWrites.Where(w => w.At < forms || (w.At < writes && w.Answer == null)).ExecuteDeleteAsync(),
            cancellationToken);
        return JobReport.Of((Forgotten, forgotten));
    }
}
