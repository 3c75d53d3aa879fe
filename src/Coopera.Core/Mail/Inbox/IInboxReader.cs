using Coopera.Core.Data;
using Coopera.Domain.Mail;

namespace Coopera.Core.Mail.Inbox;

/// <summary>In which order readers see a message. The first that knows what it is has it.</summary>
public enum InboxTurn
{
    Pec,

    /// <summary>What is inside an envelope is shown to the readers behind this one.</summary>
    PecLetter,
    Bounce,
    CalendarAnswer,

    /// <summary>What no person wrote: nothing behind this one answers it.</summary>
    Automatic,

    SchedaRequest,
}

public interface IInboxReader
{
    InboxTurn Turn { get; }

    /// <summary>Looks at the message, and in the database, outside any transaction; null when it is nothing for this reader.</summary>
    /// <exception cref="Exception">Whatever it is, the message is set aside, and the others go on.</exception>
    Task<InboxFinding?> ReadAsync(IncomingMail mail, CooperaDb db, CancellationToken cancellationToken);
}

internal static class InboxReaders
{
    /// <summary>
    /// In their order. What is old is answered by none; what came back, receipts and schede count whenever they are read: the site may have
    /// stood still for long.
    /// </summary>
    public static IEnumerable<IInboxReader> For(this IEnumerable<IInboxReader> readers, IncomingMail mail, DateTimeOffset now) => readers
        .Where(reader => reader.Turn is not (InboxTurn.CalendarAnswer or InboxTurn.SchedaRequest) || !mail.IsOld(now))
        .OrderBy(reader => reader.Turn);
}

/// <param name="Outcome">What becomes of it, unless the effect says otherwise (<see cref="IncomingMessage.Became"/>).</param>
/// <param name="Effect">
/// Runs in the transaction that saves the message's row and how far the mailbox is read: all or nothing. It may run more than once, and
/// touches the database only.
/// </param>
public sealed record InboxFinding(InboxOutcome Outcome, Func<CooperaDb, IncomingMessage, Task>? Effect = null)
{
    public string Detail { get; init; } = "";
}
