using Coopera.Core.Jobs;

namespace Coopera.Core.Mail;

public sealed class DeliverMails(OutboxDelivery delivery) : IJob
{
    public const string Sent = "mails-handled";

    public string Name => "outbox";

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public bool OnEveryNode => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var taken = await delivery.DeliverDueAsync(cancellationToken);
        return JobReport.Of((Sent, taken)) with { MoreWaits = taken > 0 };
    }
}
