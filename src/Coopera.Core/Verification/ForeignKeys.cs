using Coopera.Core.Transfer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Coopera.Core.Verification;

/// <summary>By the model, not by what the engine was told to hold: a dump may have come in without it.</summary>
internal static class ForeignKeys
{
    public static async Task<VerifiedPart> VerifyAsync(EngineDatabase database, TableReader reader, CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        var foreignKeys = database.Context.Model.GetRelationalModel().Tables.SelectMany(table => table.ForeignKeyConstraints).ToList();
        foreach (var key in foreignKeys)
        {
            var lost = await reader.NumberAsync(CountLost(key), cancellationToken);
            if (lost > 0)
            {
                faults.Add($"{key.Table.Name}: {lost} rows point to {key.PrincipalTable.Name} that are not there "
                    + $"({string.Join(", ", key.Columns.Select(column => column.Name))})");
            }
        }

        return new("foreign keys", $"{foreignKeys.Count} between {database.Tables.Count} tables", faults);
    }

    private static string CountLost(IForeignKeyConstraint key)
    {
        var pairs = key.Columns.Zip(key.PrincipalColumns, (own, theirs) => $"p.\"{theirs.Name}\" = c.\"{own.Name}\"");
        return $"SELECT COUNT(*) FROM \"{key.Table.Name}\" c WHERE "
            + $"{string.Join(" AND ", key.Columns.Select(column => $"c.\"{column.Name}\" IS NOT NULL"))} "
            + $"AND NOT EXISTS (SELECT 1 FROM \"{key.PrincipalTable.Name}\" p WHERE {string.Join(" AND ", pairs)})";
    }
}
