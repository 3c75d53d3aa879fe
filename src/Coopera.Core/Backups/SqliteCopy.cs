using System.Globalization;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Coopera.Core.Backups;

/// <summary>
/// A file of its own with what an SQLite database holds at one moment, by SQLite's backup API: the site goes on reading and writing, in
/// this process or another one.
/// </summary>
internal static class SqliteCopy
{
    private const int PagesAStep = 1_000;

    public static async Task MakeAsync(string connectionString, string file, BackupMeter meter, CancellationToken cancellationToken)
    {
        await using var source = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString)
        {
            Mode = SqliteOpenMode.ReadWrite, // one who only reads could not make the index of the log; nothing is written
            Pooling = false,
        }.ConnectionString);
        await source.OpenAsync(cancellationToken);

        // What is read first is the moment. Without this transaction the copy began anew whenever another process committed.
        await using var moment = source.BeginTransaction(deferred: true);
        await NumberAsync(source, "SELECT COUNT(*) FROM sqlite_master", moment);
        await using (var target = Open(file))
        {
            await target.OpenAsync(cancellationToken);
            await NumberAsync(target, "PRAGMA synchronous = OFF"); // a copy that was cut off is thrown away
            var pageSize = await NumberAsync(source, "PRAGMA page_size", moment);
            meter.Begin(BackupStep.Database, pageSize * await NumberAsync(source, "PRAGMA page_count", moment));
            await Task.Run(() => Copy(source, target, pageSize, meter, cancellationToken), CancellationToken.None);
        }

        // As it came it wants a log beside it; a file that is packed stands alone.
        await using var copy = Open(file);
        await copy.OpenAsync(cancellationToken);
        await NumberAsync(copy, "PRAGMA journal_mode = DELETE");
    }

    /// <summary>With what SQLite keeps beside it: the log of one that was killed would be played into the next of this name.</summary>
    public static void Delete(string file)
    {
        foreach (var suffix in SqliteFile.Companions.Append(""))
        {
            File.Delete(file + suffix);
        }
    }

    /// <summary>Throws when its pages do not hang together: a copy of a broken database is no copy.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static async Task<IReadOnlyDictionary<string, long>> CountAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await CountSoundAsync(file, cancellationToken);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            throw new InvalidDataException($"The database file is damaged ({fault.Message}).", fault);
        }
    }

    private static async Task<IReadOnlyDictionary<string, long>> CountSoundAsync(string file, CancellationToken cancellationToken)
    {
        await using var database = Open(file);
        await database.OpenAsync(cancellationToken);
        await using var check = database.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        check.CommandTimeout = 0;
        if (await check.ExecuteScalarAsync(cancellationToken) is not "ok" and var fault)
        {
            throw new InvalidDataException($"The database file is damaged ({fault}).");
        }

        var tables = new List<string>();
        await using (var names = database.CreateCommand())
        {
            names.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name";
            await using var reader = await names.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                tables.Add(reader.GetString(0));
            }
        }

        var rows = new Dictionary<string, long>();
        foreach (var table in tables)
        {
            rows[table] = await NumberAsync(database, $"SELECT COUNT(*) FROM \"{table}\"");
        }

        return rows;
    }

    public static DatabaseSettings SettingsOf(string file) => new(
        DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString, true);

    public static SqliteConnection Open(string file) =>
        new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);

    private static void Copy(
        SqliteConnection source, SqliteConnection target, long pageSize, BackupMeter meter, CancellationToken cancellationToken)
    {
        using var copying = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (copying is null or { IsInvalid: true })
        {
            throw new IOException(raw.sqlite3_errmsg(target.Handle).utf8_to_string());
        }

        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var code = raw.sqlite3_backup_step(copying, PagesAStep);
            meter.Set(pageSize * (raw.sqlite3_backup_pagecount(copying) - raw.sqlite3_backup_remaining(copying)));
            switch (code)
            {
                case raw.SQLITE_DONE:
                    return;
                case raw.SQLITE_OK:
                    break;
                case raw.SQLITE_FULL:
                    throw DiskFull.Now("the copy of the database");
                default:
                    throw new IOException($"The database could not be copied ({raw.sqlite3_errstr(code).utf8_to_string()}).");
            }
        }
    }

    private static async Task<long> NumberAsync(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.Transaction = transaction;
        return await command.ExecuteScalarAsync() is long number ? number : 0;
    }
}
