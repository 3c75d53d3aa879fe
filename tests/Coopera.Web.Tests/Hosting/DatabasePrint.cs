using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Coopera.Web.Tests.Hosting;

/// <summary>A fingerprint of every table of a site's database file, to see whether anything changed.</summary>
internal static class DatabasePrint
{
    public static async Task<SortedDictionary<string, string>> OfAsync(CooperaSite site)
    {
        await using var connection =
            new SqliteConnection($"Data Source={Path.Combine(site.Folder, "coopera.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var print = new SortedDictionary<string, string>();
        foreach (var table in await ColumnAsync(
            connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
        {
            var rows = await ColumnAsync(connection, $"SELECT * FROM \"{table}\"");
            print[table] =
                $"{rows.Count} rows {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))[..16]}";
        }

        return print;
    }

    private static async Task<List<string>> ColumnAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(
                string.Join('\u001F', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "∅" : reader.GetString(i))));
        }

        return rows;
    }
}
