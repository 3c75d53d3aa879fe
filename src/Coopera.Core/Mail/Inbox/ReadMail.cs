using Coopera.Core.Jobs;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Inbox;

/// <summary>One node reads the mailbox: it stays and is told of what comes, or looks once a minute.</summary>
public sealed class ReadMail(ReadMailbox visit, Settings settings) : IJob
{
    public static readonly TimeSpan Stay = TimeSpan.FromMinutes(4);

    public string Name => "mailbox";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default) => settings.Mailbox is { } mailbox
        ? Report(await visit.RunAsync(mailbox, Stay, cancellationToken))
        : JobReport.Of();

    public static string CodeOf(InboxOutcome outcome) => $"inbox-{outcome}";

    private static JobReport Report(IReadOnlyDictionary<InboxOutcome, int> counts) =>
        JobReport.Of([.. counts.Select(count => (CodeOf(count.Key), (long)count.Value))]);
}
