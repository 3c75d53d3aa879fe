using System.Data.Common;
using Coopera.Core.Data;
using Coopera.Core.Documents.CertifiedMail;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Coopera.Core.Mail.Inbox;

/// <summary>
/// One message: read, shown to the readers, and kept as a row together with what it caused and how far the mailbox is read, in one
/// transaction. A crash neither loses nor doubles anything.
/// </summary>
public sealed partial class TakeInMessage(
    CooperaDb database, IEnumerable<IInboxReader> readers, TimeProvider clock, ILogger<TakeInMessage> logger)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <param name="isGivenUp">Not even looked at any more: the site stopped in the middle of it too often.</param>
    /// <returns>What became of it; null when it was there already.</returns>
    public async Task<InboxOutcome?> RunAsync(ArrivedMessage arrived, bool isGivenUp, CancellationToken cancellationToken = default)
    {
        if (isGivenUp)
        {
            return await SetAsideAsync(arrived, null, InboxTrouble.BrokeOff, "", cancellationToken);
        }

        IncomingMail? mail = null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            if (arrived.Size <= IncomingMail.MostBytes)
            {
                MailBounds.Check(arrived.Bytes, patience.Token);
            }

            mail = await IncomingMail.ParseAsync(arrived, patience.Token);
            if (arrived.Size > IncomingMail.MostBytes)
            {
                return await SetAsideAsync(arrived, mail, InboxTrouble.TooLarge, $"{arrived.Size / 1_000_000} MB", cancellationToken);
            }

            var found = await FindAsync(mail, patience.Token);
            return await KeepAsync(
                arrived,
                mail,
                async (db, row) =>
                {
                    row.Became(found.Outcome, found.Detail);
                    await (found.Effect?.Invoke(db, row) ?? Task.CompletedTask);
                },
                cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && !IsOfTheDatabase(failure))
        {
            Log.SetAside(logger, failure, arrived.Account, arrived.Uid);
            var trouble = failure switch
            {
                OperationCanceledException => InboxTrouble.TookTooLong,
                TooIntricateException => InboxTrouble.TooIntricate,
                FormatException when mail is null => InboxTrouble.Unreadable,
                _ => InboxTrouble.ReaderFailed,
            };
            return await SetAsideAsync(arrived, mail, trouble, failure.GetType().Name, cancellationToken);
        }
    }

    private async Task<InboxFinding> FindAsync(IncomingMail mail, CancellationToken cancellationToken)
    {
        foreach (var reader in readers.For(mail, clock.GetUtcNow()))
        {
            if (await reader.ReadAsync(mail, database, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return new InboxFinding(InboxOutcome.LeftAlone);
    }

    private Task<InboxOutcome?> SetAsideAsync(
        ArrivedMessage arrived, IncomingMail? mail, InboxTrouble trouble, string detail, CancellationToken cancellationToken) => KeepAsync(
        arrived,
        mail,
        (_, row) =>
        {
            row.SetAside(trouble, detail);
            return Task.CompletedTask;
        },
        cancellationToken);

    private Task<InboxOutcome?> KeepAsync(
        ArrivedMessage arrived, IncomingMail? mail, Func<CooperaDb, IncomingMessage, Task> becomes, CancellationToken cancellationToken) =>
        database.WriteAsync<InboxOutcome?>(
            async db =>
            {
                var now = clock.GetUtcNow();
                var state = await db.MailboxStates.SingleOrDefaultAsync(s => s.Account == arrived.Account)
                    ?? db.MailboxStates.Add(new MailboxState(arrived.Account)).Entity;
                if (state.UidValidity != arrived.UidValidity)
                {
                    state.StartAt(arrived.UidValidity, 0);
                }

                state.CameTo(arrived.Uid);
                var row = mail?.Row(now) ?? IncomingMail.RowOf(arrived, null, "", "", now);
                if (await db.IncomingMessages.AnyAsync(m => m.Account == row.Account && m.MessageId == row.MessageId))
                {
                    await db.SaveChangesAsync();
                    return null;
                }

                db.IncomingMessages.Add(row);
                await becomes(db, row);
                await db.SaveChangesAsync();
                return row.Outcome;
            },
            cancellationToken);

    /// <summary>It is away: that is no message's fault, and it waits.</summary>
    private bool IsOfTheDatabase(Exception failure) =>
        failure is RetryLimitExceededException || (failure as DbException ?? failure.InnerException as DbException) is { } fault
            && database.IsAway(fault);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Uid} in {Account} could not be read and is set aside")]
        public static partial void SetAside(ILogger logger, Exception failure, string account, long uid);
    }
}
