using System.Text.RegularExpressions;
using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Tests.Data;

/// <summary>How SQLite would find the answer, one line a step.</summary>
internal static partial class QueryPlan
{
    /// <param name="sql">Its parameters stay without values: a plan is made without them.</param>
    public static async Task<List<string>> OfAsync(CooperaDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in Parameter().Matches(sql).Select(match => match.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, DBNull.Value);
            command.Parameters.Add(parameter);
        }

        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            steps.Add(reader.GetString(reader.GetOrdinal("detail")));
        }

        return steps;
    }

    [GeneratedRegex(@"[@$]\w+")]
    private static partial Regex Parameter();
}
