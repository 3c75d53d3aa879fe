namespace Coopera.Core.Jobs;

public interface IJob
{
    string Name { get; }

    TimeSpan Every { get; }

    bool OnEveryNode => false;

    Task<JobReport> RunAsync(CancellationToken cancellationToken = default);
}
