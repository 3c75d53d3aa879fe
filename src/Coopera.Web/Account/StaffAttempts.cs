using System.Collections.Concurrent;

namespace Coopera.Web.Account;

/// <summary>
/// Attempts to sign in to one account, one after the other: a hundred at the same moment are no more than five in a row. On several nodes
/// each has its own row of them, and the account's concurrency stamp sees to it that of two at once one is counted.
/// </summary>
public sealed class StaffAttempts
{
    // As many as there are accounts: only attempts at real ones come here.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _locks = new();

    public async Task<T> RunAsync<T>(string accountId, Func<Task<T>> attempt)
    {
        var oneAtATime = _locks.GetOrAdd(accountId, _ => new SemaphoreSlim(1));
        await oneAtATime.WaitAsync();
        try
        {
            return await attempt();
        }
        finally
        {
            oneAtATime.Release();
        }
    }
}
