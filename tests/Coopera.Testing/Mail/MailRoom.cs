using Coopera.Core;
using Coopera.Core.Mail;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Testing.Data;
using Coopera.Testing.Samples;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Testing.Mail;

/// <summary>An outbox on one engine, with as many workers as a test likes, on as many nodes.</summary>
public sealed class MailRoom : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly List<ServiceProvider> _nodes;

    private MailRoom(TestDatabase database, int nodes)
    {
        _database = database;
        _nodes = [.. Enumerable.Range(0, nodes).Select(_ => database.NewServices())];
    }

    public FakeTimeProvider Clock => _database.Clock;

    public static async Task<MailRoom> OpenAsync(DatabaseProvider engine, int nodes = 1) =>
        new(await TestDatabase.CreateAsync(engine), nodes);

    public OutboxDelivery Worker(IMailTransport transport, int node = 0, SendingLimits? limits = null) =>
        ActivatorUtilities.CreateInstance<OutboxDelivery>(_nodes[node], transport, limits ?? SendingLimits.None);

    public Task QueueAsync(int count) =>
        QueueAsync([.. Enumerable.Range(1, count).Select(i => Mail($"persona{i}@comune.example"))]);

    public Task QueueAsync(params OutgoingMail[] mails) => _database.WriteAsync(db => db.OutgoingMails.AddRangeAsync(mails));

    public OutgoingMail Mail(string recipient, string? content = null, string kind = MailKinds.RegistrationConfirmed) => new(
        MailCause.Schedule, kind, EmailAddress.Parse(recipient), "Maria Rossi",
        content ?? MailSamples.All["confirmed"].ToJson(), null, Clock.GetUtcNow());

    /// <summary>As when the process that holds the lane is on another machine, and shows no life any more.</summary>
    public Task HangAsync() => _database.WriteAsync(
        db => db.MailLanes.ExecuteUpdateAsync(lane => lane.SetProperty(l => l.Holder, "elsewhere/1/1/hangs")));

    /// <summary>As when the process that holds the lane was killed with all mails in hand.</summary>
    public Task LeaveInHandAsync(string holder) => _database.WriteAsync(async db =>
    {
        await db.MailLanes.ExecuteUpdateAsync(lane => lane.SetProperty(l => l.Holder, holder));
        await db.OutgoingMails.ExecuteUpdateAsync(m => m
            .SetProperty(x => x.LeasedBy, Guid.NewGuid()).SetProperty(x => x.LeaseEndsAt, Clock.GetUtcNow().AddMinutes(10)));
    });

    /// <summary>When the queue ends, as staff are told.</summary>
    public Task<DateTimeOffset?> EndAsync(SendingLimits limits) =>
        _database.ReadAsync(async db => (await MailQueue.LookAsync(db, limits, Clock.GetUtcNow())).EndsAt);

    public Task<MailLane> LaneAsync() => _database.ReadAsync(db => db.MailLanes.AsNoTracking().SingleAsync());

    public Task<List<OutgoingMail>> RowsAsync() =>
        _database.ReadAsync(db => db.OutgoingMails.AsNoTracking().OrderBy(m => m.Recipient).ToListAsync());

    public Task<bool> AnyQueuedAsync() =>
        _database.ReadAsync(db => db.OutgoingMails.AnyAsync(m => m.Status == OutgoingMailStatus.Queued));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _database.DisposeAsync();
    }
}
