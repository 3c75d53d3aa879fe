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

    public OutboxDelivery Worker(IMailTransport transport, int node = 0) =>
        ActivatorUtilities.CreateInstance<OutboxDelivery>(_nodes[node], transport);

    public Task QueueAsync(int count) =>
        QueueAsync([.. Enumerable.Range(1, count).Select(i => Mail($"persona{i}@comune.example"))]);

    public Task QueueAsync(params OutgoingMail[] mails) => _database.WriteAsync(db => db.OutgoingMails.AddRangeAsync(mails));

    public OutgoingMail Mail(string recipient, string? content = null) => new(
        MailCause.Schedule, MailKinds.RegistrationConfirmed, EmailAddress.Parse(recipient), "Maria Rossi",
        content ?? MailSamples.All["confirmed"].ToJson(), null, Clock.GetUtcNow());

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
