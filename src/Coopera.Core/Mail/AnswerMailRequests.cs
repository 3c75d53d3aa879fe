using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

public interface IMailRequestAnswer
{
    /// <summary>The requests that it answers.</summary>
    string Kind { get; }

    /// <summary>Queues what belongs to the address, if anything does. Inside the transaction that takes the request away.</summary>
    Task QueueAsync(CooperaDb db, EmailAddress address, DateTimeOffset requestedAt);
}

/// <summary>Finds out what belongs to the addresses that people typed, where nobody sees how long that takes.</summary>
public sealed class AnswerMailRequests(CooperaDb database, IEnumerable<IMailRequestAnswer> answers)
{
    private const int Portion = 100;

    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        var due = await database.MailRequests.AsNoTracking().OrderBy(r => r.Id).Take(Portion).ToListAsync(cancellationToken);
        foreach (var request in due)
        {
            await database.WriteAsync(db => AnswerAsync(db, request), cancellationToken);
        }

        return due.Count;
    }

    private async Task AnswerAsync(CooperaDb db, MailRequest request)
    {
        // Another node may have been quicker.
        if (await db.MailRequests.Where(r => r.Id == request.Id).ExecuteDeleteAsync() == 1
            && answers.SingleOrDefault(answer => answer.Kind == request.Kind) is { } answer)
        {
            await answer.QueueAsync(db, request.Email, request.RequestedAt);
        }
    }
}
