using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Coopera.Core.Tests.OwnData;

/// <summary>Where in the whole database a word stands: every column of every table that holds text.</summary>
internal static class AddressDump
{
    public static Task<IReadOnlyList<string>> WhereAsync(this TestDatabase database, string word) =>
        database.ReadAsync<IReadOnlyList<string>>(async db =>
        {
            var found = new List<string>();
            foreach (var table in db.Model.GetRelationalModel().Tables)
            {
                foreach (var column in table.Columns.Where(column => column.StoreTypeMapping.ClrType == typeof(string)
                    || column.StoreTypeMapping.Converter?.ProviderClrType == typeof(string)))
                {
                    var sql = $"SELECT COUNT(*) AS \"Value\" FROM \"{table.Name}\" WHERE LOWER(CAST(\"{column.Name}\" AS TEXT)) LIKE {{0}}";
                    if (await db.Database.SqlQueryRaw<int>(sql, $"%{word.ToLowerInvariant()}%").SingleAsync() is > 0 and var count)
                    {
                        found.Add($"{table.Name}.{column.Name}: {count}");
                    }
                }
            }

            return found;
        });
}
