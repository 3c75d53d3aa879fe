using Coopera.Core.Jobs;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Inbox;

/// <summary>One node reads the mailbox: it stays and is told of what comes, or looks once a minute.</summary>
public sealed class ReadMail(ReadMailbox visit, Settings settings) : IJob
{
    public static readonly TimeSpan Stay = TimeSpan.FromMinutes(4);

    public string Name => "mailbox";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public bool MakesMails => true;

    public Task<JobReport> RunAsync(CancellationToken cancellationToken = default) =>
        ReportAsync(visit, settings.Mailbox, cancellationToken);

    public static string CodeOf(InboxOutcome outcome) => $"inbox-{outcome}";

    internal static async Task<JobReport> ReportAsync(ReadMailbox visit, MailboxSettings? mailbox, CancellationToken cancellationToken) =>
        mailbox is null ? JobReport.Of()
            : JobReport.Of([.. (await visit.RunAsync(mailbox, Stay, cancellationToken))
                .Select(count => (CodeOf(count.Key), (long)count.Value))]);
}
