using System.Data.Common;
using Coopera.Core.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace Coopera.Core.Files;

/// <summary>What the database or a disk refuses, in one sentence for who runs the program: what it said, and what to do.</summary>
public static class FaultSentence
{
    private const string NoAnswer =
        "it did not answer in time. Look whether it runs, and whether somebody holds a lock; then try again.";

    /// <param name="setting">Where the database is named.</param>
    /// <returns>Null for what is a fault of the program.</returns>
    public static string? Of(Exception failure, string setting = "ConnectionStrings:Coopera")
    {
        var chain = Chain(failure).ToList();
        var said = chain.OfType<DbException>().FirstOrDefault();
        if (chain.OfType<UnknownCommitException>().FirstOrDefault() is { } unknown)
        {
            return $"{unknown.Message} Look whether it was done, before you do it again: the database went away at the end "
                + $"({OneLine(said ?? chain[^1])}).";
        }

        if (said is not null)
        {
            return $"The database cannot be used ({OneLine(said)}): {Advice(said, chain.OfType<TimeoutException>().Any(), setting)}";
        }

        return chain.FirstOrDefault(
            fault => fault is IOException or UnauthorizedAccessException or InvalidDataException or TimeoutException) switch
        {
            null => null,
            TimeoutException late => $"The database cannot be used ({OneLine(late)}): {NoAnswer}",
            var full when DiskFull.Caused(full) => $"The disk is full ({OneLine(full)}): make room, and try again.",
            UnauthorizedAccessException or IOException { InnerException: UnauthorizedAccessException } => string.Join(
                ' ', "A file cannot be read or written:", OneLine(failure), "Run it as the site's account, or give that one the right."),
            InvalidDataException { InnerException: not null } odd => string.Join(' ', Chain(odd).Select(OneLine)), // a file of settings
            var fault => $"It could not be done: {OneLine(fault)}",
        };
    }

    private static string Advice(DbException fault, bool isLate, string setting) => fault switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } or PostgresException { SqlState: "53100" }
            or SqlException { Number: 1105 or 9002 } => "its disk is full. Make room, and try again.",
        SqliteException { SqliteErrorCode: raw.SQLITE_READONLY } or PostgresException { SqlState: "25006" }
            or SqlException { Number: 3906 } => $"it takes no writes. Is it a standby, or a file of another account? Else check {setting}.",
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT } =>
            "its file is damaged. Stop the site, keep the file with its -wal and -shm, and restore a backup (docs/operations.md).",
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } or PostgresException { SqlState: "55P03" or "57014" }
            or SqlException { Number: -2 or 1222 } => NoAnswer,
        PostgresException { SqlState: "42501" } or SqlException { Number: 229 or 262 } =>
            $"its account may not do that. Give it the right, or name another account in {setting} (docs/operations.md).",
        _ when isLate => NoAnswer,
        _ => $"check {setting}, and that the database is there and not locked.",
    };

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (var fault = failure; fault is not null; fault = fault.InnerException)
        {
            yield return fault;
        }
    }

    private static string OneLine(Exception fault) =>
        string.Join(' ', fault.Message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
