using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

/// <summary>
/// The way out of certified mail, with an account, a session and a budget of its own. Without an account each becomes a task of the
/// secretariat, when its time has come.
/// </summary>
public sealed class CertifiedDelivery(IServiceProvider services, Settings settings, TimeProvider clock) : IAsyncDisposable
{
    private readonly IMailTransport? _transport = settings.Pec.Account is { } account ? MailTransports.Of(account, clock) : null;
    private OutboxDelivery? _delivery;

    /// <returns>How many were tried, or became tasks.</returns>
    public Task<int> DeliverDueAsync(CancellationToken cancellationToken = default)
    {
        if (_transport is null)
        {
            return MakeTasksAsync(cancellationToken);
        }

        _delivery ??= ActivatorUtilities.CreateInstance<OutboxDelivery>(
            services, _transport, settings.Pec.Account!.Sending, MailLane.CertifiedId);
        return _delivery.DeliverDueAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_transport is IAsyncDisposable transport)
        {
            await transport.DisposeAsync();
        }
    }

    private async Task<int> MakeTasksAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<CooperaDb>();
        var now = clock.GetUtcNow();
        return await LeasedMails.Due(database, MailLane.CertifiedId, now).AnyAsync(cancellationToken)
            && !await database.HoldsMailsAsync(cancellationToken)
            ? await database.WriteAsync(
                db => LeasedMails.Due(db, MailLane.CertifiedId, now)
                    .ExecuteUpdateAsync(m => m.SetProperty(x => x.Status, OutgoingMailStatus.ByHand)), cancellationToken)
            : 0;
    }
}

public sealed class DeliverCertifiedMails(CertifiedDelivery delivery) : IJob
{
    public string Name => "certified-outbox";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public bool MakesMails => true;

    public bool OnEveryNode => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var taken = await delivery.DeliverDueAsync(cancellationToken);
        return JobReport.Of((DeliverMails.Sent, taken)) with { MoreWaits = taken > 0 };
    }
}
