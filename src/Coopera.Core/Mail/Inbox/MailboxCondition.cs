using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail.Inbox;

/// <summary>How the reading of a mailbox goes.</summary>
public sealed record MailboxCondition(MailboxSettings Settings, MailboxState State, DateTimeOffset Now)
{
    /// <summary>A server that is started again is away for less.</summary>
    private static readonly TimeSpan Hiccup = TimeSpan.FromMinutes(10);

    public MailFailure? Failure => State.Failure;

    /// <summary>Whom somebody must call is worth telling at once; a server or a network may come back.</summary>
    public bool IsWorrying => Failure is { } failure
        && (failure.Fault is MailFault.Credentials or MailFault.Setup or MailFault.Tls || State.FailingSince < Now - Hiccup);

    /// <summary>Null when none is read.</summary>
    public static async Task<MailboxCondition?> LookAsync(
        CooperaDb db, MailboxSettings? mailbox, DateTimeOffset now, CancellationToken cancellationToken = default) => mailbox is null
        ? null
        : new MailboxCondition(
            mailbox,
            await db.MailboxStates.AsNoTracking().SingleOrDefaultAsync(state => state.Account == mailbox.Account, cancellationToken)
                ?? new MailboxState(mailbox.Account),
            now);
}
