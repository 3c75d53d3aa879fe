using System.Data.Common;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Coopera.Web.Infrastructure;

/// <summary>Which answer an exception deserves.</summary>
public static class Faults
{
    // SQLite primary result codes: busy, locked, read-only, I/O error, full, cannot open.
    private static readonly HashSet<int> StorageCodes = [5, 6, 8, 10, 13, 14];

    public static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException { StatusCode: var status } => status,
        AntiforgeryValidationException or InvalidDataException => StatusCodes.Status400BadRequest,
        _ when IsStorage(failure) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The database is away, locked, or its disk is full.</summary>
    private static bool IsStorage(Exception? failure) => failure switch
    {
        null => false,
        SqliteException sqlite => StorageCodes.Contains(sqlite.SqliteErrorCode),
        RetryLimitExceededException or TimeoutException => true,
        DbException { IsTransient: true } => true,
        DbException { InnerException: System.Net.Sockets.SocketException or IOException } => true,
        DbUpdateException or InvalidOperationException or AggregateException => IsStorage(failure.InnerException),
        _ => false,
    };
}
