using Coopera.Core.Data;
using Coopera.Domain.Mail;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail.Inbox;

/// <summary>
/// Visits a mailbox and takes in what is new. Nothing in it is changed: not even read messages are marked, so that people can go on working
/// with it. The first visit only notes where it stands.
/// </summary>
public sealed class ReadMailbox(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int Portion = 100;
    private const int BeginningOfTooLarge = 256_000;

    /// <summary>When a server numbers its messages anew, those of so long before the last visit are looked at again.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(2);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="stay">How long to wait for more, when the server tells of it (IDLE, RFC 2177).</param>
    /// <returns>What became of how many.</returns>
    public async Task<IReadOnlyDictionary<InboxOutcome, int>> RunAsync(
        MailboxSettings mailbox, TimeSpan stay, CancellationToken cancellationToken = default)
    {
        var counts = new Dictionary<InboxOutcome, int>();
        if (!(await StateAsync(mailbox.Account)).MayTry(clock.GetUtcNow()))
        {
            return counts;
        }

        var end = clock.GetUtcNow() + stay;
        using var client = new ImapClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            var folder = await OpenAsync(client, mailbox, cancellationToken);
            bool isMore;
            do
            {
                await ChangeAsync(mailbox.Account, state => state.Visit());
                isMore = await TakeInAsync(folder, mailbox.Account, counts, cancellationToken);
                await ChangeAsync(mailbox.Account, state => state.Read(clock.GetUtcNow()));
            }
            while (isMore || await WaitAsync(client, folder, end - clock.GetUtcNow(), cancellationToken));

            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception failure) when (InboxFailures.Of(failure) is { } known && !cancellationToken.IsCancellationRequested)
        {
            await ChangeAsync(mailbox.Account, state => state.Fail(known, clock.GetUtcNow()));
            throw;
        }

        return counts;
    }

    private static async Task<IMailFolder> OpenAsync(ImapClient client, MailboxSettings mailbox, CancellationToken cancellationToken)
    {
        await client.OpenAsync(mailbox.Host, mailbox.Port, mailbox.Security, mailbox.User, mailbox.Password, cancellationToken);
        var folder = mailbox.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase)
            ? client.Inbox!
            : await client.GetFolderAsync(mailbox.Folder, cancellationToken);
        await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
        return folder;
    }

    /// <returns>Whether there is more to take in at once.</returns>
    private async Task<bool> TakeInAsync(
        IMailFolder folder, string account, Dictionary<InboxOutcome, int> counts, CancellationToken cancellationToken)
    {
        var state = await StateAsync(account);
        var fresh = (await FreshAsync(folder, state, account, cancellationToken)).ToList();
        if (state.GivesUpTheNext && fresh is [var next, ..])
        {
            await KeepAsync(new ArrivedMessage(account, folder.UidValidity, next.Id, clock.GetUtcNow(), default, 0), isGivenUp: true);
            return true;
        }

        foreach (var portion in fresh.Chunk(state.GoesOneByOne ? 1 : Portion))
        {
            var summaries = await folder.FetchAsync(
                portion, MessageSummaryItems.UniqueId | MessageSummaryItems.InternalDate | MessageSummaryItems.Size, cancellationToken);
            foreach (var summary in summaries.OrderBy(summary => summary.UniqueId.Id))
            {
                if (await FetchAsync(folder, account, summary, cancellationToken) is { } arrived)
                {
                    await KeepAsync(arrived, isGivenUp: false);
                }
            }

            if (state.GoesOneByOne)
            {
                return true; // as far as it came is written down
            }
        }

        return false;

        async Task KeepAsync(ArrivedMessage arrived, bool isGivenUp)
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<TakeInMessage>().RunAsync(arrived, isGivenUp, cancellationToken)
                is { } outcome)
            {
                counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
            }
        }
    }

    /// <summary>Which are new, oldest first. On the first visit none is: people have read those.</summary>
    private async Task<IEnumerable<UniqueId>> FreshAsync(
        IMailFolder folder, MailboxState state, string account, CancellationToken cancellationToken)
    {
        if (state.UidValidity == folder.UidValidity)
        {
            var next = (uint)state.LastUid + 1;
            var found = await folder.SearchAsync(
                SearchQuery.Uids(new UniqueIdRange(folder.UidValidity, next, uint.MaxValue)), cancellationToken);
            return found.Where(uid => uid.Id >= next).OrderBy(uid => uid.Id); // "n:*" holds the last one in any case
        }

        if (state.IsNew)
        {
            var last = await LastAsync(folder, cancellationToken);
            await ChangeAsync(account, s => s.StartAt(folder.UidValidity, last));
            return [];
        }

        // Numbered anew: what was taken in before is known by its Message-ID. What is noted is where it goes on if this visit breaks off.
        var since = (state.LastReadAt ?? clock.GetUtcNow()) - LookBack;
        var fresh = (await folder.SearchAsync(SearchQuery.DeliveredAfter(since.UtcDateTime.Date), cancellationToken))
            .OrderBy(uid => uid.Id).ToList();
        var before = fresh is [var first, ..] ? first.Id - 1 : await LastAsync(folder, cancellationToken);
        await ChangeAsync(account, s => s.StartAt(folder.UidValidity, before));
        return fresh;
    }

    private static async Task<uint> LastAsync(IMailFolder folder, CancellationToken cancellationToken) =>
        folder.UidNext is { } unused ? unused.Id - 1
            : (await folder.SearchAsync(SearchQuery.All, cancellationToken)).Select(uid => uid.Id).DefaultIfEmpty().Max();

    /// <summary>Null when somebody has deleted it meanwhile.</summary>
    private static async Task<ArrivedMessage?> FetchAsync(
        IMailFolder folder, string account, IMessageSummary summary, CancellationToken cancellationToken)
    {
        var size = summary.Size ?? 0;
        var bytes = new MemoryStream((int)Math.Min(size, IncomingMail.MostBytes) + 1);
        try
        {
            await using var stream = size > IncomingMail.MostBytes
                ? await folder.GetStreamAsync(summary.UniqueId, 0, BeginningOfTooLarge, cancellationToken)
                : await folder.GetStreamAsync(summary.UniqueId, cancellationToken);
            await stream.CopyToAsync(bytes, cancellationToken);
        }
        catch (MessageNotFoundException)
        {
            return null;
        }

        return new ArrivedMessage(
            account, folder.UidValidity, summary.UniqueId.Id, (summary.InternalDate ?? DateTimeOffset.UnixEpoch).ToUniversalTime(),
            bytes.GetBuffer().AsMemory(0, (int)bytes.Length), Math.Max(size, bytes.Length));
    }

    /// <returns>False when it is time to go, or when the server does not tell of what comes.</returns>
    private static async Task<bool> WaitAsync(ImapClient client, IMailFolder folder, TimeSpan left, CancellationToken cancellationToken)
    {
        if (left <= TimeSpan.Zero || !client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            return false;
        }

        using var done = new CancellationTokenSource(left);
        var hasMore = false;
        folder.CountChanged += MoreCame;
        try
        {
            await client.IdleAsync(done.Token, cancellationToken);
        }
        finally
        {
            folder.CountChanged -= MoreCame;
        }

        return hasMore;

        void MoreCame(object? sender, EventArgs e)
        {
            hasMore = true;
            done.Cancel();
        }
    }

    private async Task<MailboxState> StateAsync(string account)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CooperaDb>().MailboxStates.AsNoTracking()
            .SingleOrDefaultAsync(state => state.Account == account) ?? new MailboxState(account);
    }

    private async Task ChangeAsync(string account, Action<MailboxState> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CooperaDb>().WriteAsync(async db =>
        {
            change(await db.MailboxStates.SingleOrDefaultAsync(state => state.Account == account)
                ?? db.MailboxStates.Add(new MailboxState(account)).Entity);
            await db.SaveChangesAsync();
        });
    }
}
