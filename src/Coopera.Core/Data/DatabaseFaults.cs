using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Coopera.Core.Data;

public static class DatabaseFaults
{
    /// <summary><see cref="CooperaDb.IsAway"/> for whatever a use case threw, however it is wrapped.</summary>
    public static bool IsAwayIn(this CooperaDb db, Exception? failure) => failure switch
    {
        null => false,
        UnknownCommitException or RetryLimitExceededException or TimeoutException => true,
        DbException fault => db.IsAway(fault),
        DbUpdateException or InvalidOperationException or AggregateException => db.IsAwayIn(failure.InnerException),
        _ => false,
    };
}
