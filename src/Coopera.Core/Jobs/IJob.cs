namespace Coopera.Core.Jobs;

/// <summary>
/// Something the site does by itself. A scope is made for each run; what a run does must bear being broken off and begun again.
/// </summary>
public interface IJob
{
    /// <summary>A code that never changes: the row of the job is found by it.</summary>
    string Name { get; }

    /// <summary>From start to start.</summary>
    TimeSpan Every { get; }

    /// <summary>True for a job that shares its work out by itself: it needs no lease and every node runs it.</summary>
    bool OnEveryNode => false;

    Task<JobReport> RunAsync(CancellationToken cancellationToken = default);
}
