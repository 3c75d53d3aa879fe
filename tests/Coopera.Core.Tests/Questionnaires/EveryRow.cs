using System.Data.Common;
using System.Globalization;
using Coopera.Core;
using Coopera.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Questionnaires;

/// <param name="Place">Where the engine keeps it: a rowid, or the page and the place in it.</param>
/// <param name="Values">All of its columns as text, in hexadecimal what is bytes.</param>
internal sealed record RawRow(string Table, string Place, IReadOnlyDictionary<string, string> Values)
{
    public string Whole { get; } = string.Join('|', Values.Values);
}

/// <summary>What a backup holds: every row of every table, with what the engine itself knows of it.</summary>
internal static class EveryRow
{
    public static Task<IReadOnlyList<RawRow>> ReadAsync(TestDatabase database) => database.ReadAsync(db => ReadAsync(db, database.Engine));

    private static async Task<IReadOnlyList<RawRow>> ReadAsync(CooperaDb db, DatabaseProvider engine)
    {
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()!).Distinct().Order().ToList();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync();
        var rows = new List<RawRow>();
        foreach (var table in tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = engine == DatabaseProvider.Sqlite
                ? $"SELECT rowid AS place, * FROM \"{table}\" ORDER BY rowid"
                : $"SELECT xmin::text || ' ' || ctid::text AS place, t.* FROM \"{table}\" t ORDER BY ctid";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add(new RawRow(table, Text(reader, 0), Enumerable.Range(1, reader.FieldCount - 1)
                    .ToDictionary(reader.GetName, at => Text(reader, at))));
            }
        }

        return rows;
    }

    /// <summary>An embedded database as it lies on the disk, pages that were given back and the log of writes included.</summary>
    public static async Task<byte[]> BytesAsync(TestDatabase database)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        var bytes = new List<byte>();
        foreach (var part in new[] { file, $"{file}-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            bytes.AddRange(memory.ToArray());
        }

        return [.. bytes];
    }

    private static string Text(DbDataReader reader, int at) => reader.IsDBNull(at) ? "" : reader.GetValue(at) switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}
