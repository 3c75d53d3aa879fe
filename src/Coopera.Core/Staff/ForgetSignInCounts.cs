using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

public sealed class ForgetSignInCounts(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Forgotten = "sign-in-counts-forgotten";

    public string Name => "sign-in-counts";

    public TimeSpan Every => TimeSpan.FromHours(1);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var forgotten = await database.WriteAsync(
            async db =>
            {
                await KeptForms.ForgetOldAsync(db, now);
                return await db.SignInCounts.Where(count => count.EndsAt <= now).ExecuteDeleteAsync();
            },
            cancellationToken);
        return JobReport.Of((Forgotten, forgotten));
    }
}
