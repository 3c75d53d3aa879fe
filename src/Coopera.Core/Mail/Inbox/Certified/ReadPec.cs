using Coopera.Core.Jobs;

namespace Coopera.Core.Mail.Inbox.Certified;

/// <summary>The mailbox of certified mail, beside the ordinary one: where receipts come in, and what bodies send.</summary>
public sealed class ReadPec(ReadMailbox visit, Settings settings) : IJob
{
    public string Name => "certified-mailbox";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default) => settings.Pec.Mailbox is { } mailbox
        ? JobReport.Of([.. (await visit.RunAsync(mailbox, ReadMail.Stay, cancellationToken))
            .Select(count => (ReadMail.CodeOf(count.Key), (long)count.Value))])
        : JobReport.Of();
}
