namespace Coopera.Core.Jobs;

public interface IJob
{
    string Name { get; }

    TimeSpan Every { get; }

    bool OnEveryNode => false;

    /// <summary>Mails leave by it, or come about: it stands still on a restored copy until staff say what becomes of those.</summary>
    bool MakesMails => false;

    Task<JobReport> RunAsync(CancellationToken cancellationToken = default);
}
