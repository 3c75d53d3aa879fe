using Coopera.Core.Jobs;

namespace Coopera.Core.Mail;

public sealed class DeliverMails(AnswerMailRequests answers, OutboxDelivery delivery) : IJob
{
    public const string Sent = "mails-handled";

    public string Name => "outbox";

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public bool MakesMails => true;

    public bool OnEveryNode => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        // What waits goes out first, whatever becomes of the requests.
        var taken = await delivery.DeliverDueAsync(cancellationToken);
        var answered = await answers.RunAsync(cancellationToken);
        return JobReport.Of((Sent, taken)) with { MoreWaits = taken > 0 || answered > 0 };
    }
}
