namespace Coopera.Core.Jobs;

public sealed record ScheduledJob(string Name, TimeSpan Every, bool OnEveryNode, Type Type, bool MakesMails);

public sealed class JobSchedule
{
    public JobSchedule(IServiceScopeFactory scopes, TimeProvider clock)
    {
        StartedAt = clock.GetUtcNow();
        using var scope = scopes.CreateScope();
        Jobs = [.. scope.ServiceProvider.GetServices<IJob>().Select(
            job => new ScheduledJob(job.Name, job.Every, job.OnEveryNode, job.GetType(), job.MakesMails))];
        if (Jobs.Select(job => job.Name).Distinct().Count() < Jobs.Count)
        {
            throw new InvalidOperationException("Two jobs have one name.");
        }
    }

    /// <summary>Of this process: what was due while nothing ran is not overdue at once.</summary>
    public DateTimeOffset StartedAt { get; }

    public IReadOnlyList<ScheduledJob> Jobs { get; }
}
