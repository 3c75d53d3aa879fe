using Coopera.Core.Jobs;

namespace Coopera.Core.Mail.Inbox.Certified;

/// <summary>The mailbox of certified mail, beside the ordinary one: where receipts come in, and what bodies send.</summary>
public sealed class ReadPec(ReadMailbox visit, Settings settings) : IJob
{
    public string Name => "certified-mailbox";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public bool MakesMails => true;

    public Task<JobReport> RunAsync(CancellationToken cancellationToken = default) =>
        ReadMail.ReportAsync(visit, settings.Pec.Mailbox, cancellationToken);
}
