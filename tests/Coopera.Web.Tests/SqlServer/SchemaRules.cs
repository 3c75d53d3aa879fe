using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Coopera.Web.Tests.SqlServer;

/// <summary>What SQL Server itself would refuse, or warn of, when it creates the tables of a script.</summary>
internal static class SchemaRules
{
    private const int ClusteredKeyBytes = 900;
    private const int IndexKeyBytes = 1700;

    public static IReadOnlyList<string> Broken(string script)
    {
        var statements = TransactSql.Parse(script);
        var tables = TransactSql.All<CreateTableStatement>(statements);
        var added = TransactSql.All<AlterTableAddTableElementStatement>(statements);
        return [.. CascadePaths(tables), .. LongKeys(tables, added, TransactSql.All<CreateIndexStatement>(statements))];
    }

    /// <summary>Error 1785: a table reached by two cascading ways from another, or by one from itself.</summary>
    private static IEnumerable<string> CascadePaths(IReadOnlyList<CreateTableStatement> tables)
    {
        var cascades = tables.SelectMany(table => table.Definition.TableConstraints.OfType<ForeignKeyConstraintDefinition>()
                .Where(key => key.DeleteAction is DeleteUpdateAction.Cascade or DeleteUpdateAction.SetNull or DeleteUpdateAction.SetDefault)
                .Select(key => (From: Name(key.ReferenceTableName), To: Name(table.SchemaObjectName))))
            .ToLookup(edge => edge.From, edge => edge.To);
        foreach (var start in cascades.Select(edges => edges.Key))
        {
            var reached = new Dictionary<string, int>();
            var ways = new Stack<(string Table, int Length)>([(start, 0)]);
            while (ways.TryPop(out var way) && way.Length <= tables.Count)
            {
                foreach (var next in cascades[way.Table])
                {
                    reached[next] = reached.GetValueOrDefault(next) + 1;
                    ways.Push((next, way.Length + 1));
                }
            }

            foreach (var (table, count) in reached.Where(r => r.Value > 1 || r.Key == start))
            {
                yield return $"Deleting from {start} reaches {table} in {(table == start ? "a circle" : $"{count} ways")}.";
            }
        }
    }

    private static IEnumerable<string> LongKeys(
        IReadOnlyList<CreateTableStatement> tables, IReadOnlyList<AlterTableAddTableElementStatement> added,
        IReadOnlyList<CreateIndexStatement> indexes)
    {
        var widths = tables.ToDictionary(
            table => Name(table.SchemaObjectName),
            table => table.Definition.ColumnDefinitions.ToDictionary(column => column.ColumnIdentifier.Value,
                column => Bytes(column.DataType)));
        foreach (var (table, column) in added.SelectMany(a => a.Definition.ColumnDefinitions.Select(c => (Name(a.SchemaObjectName), c))))
        {
            widths[table][column.ColumnIdentifier.Value] = Bytes(column.DataType);
        }

        foreach (var table in tables)
        {
            foreach (var key in table.Definition.TableConstraints.OfType<UniqueConstraintDefinition>())
            {
                var limit = key.IsPrimaryKey && key.Clustered != false ? ClusteredKeyBytes : IndexKeyBytes;
                if (Long(Name(table.SchemaObjectName), key.Columns, limit) is { } sentence)
                {
                    yield return $"{key.ConstraintIdentifier.Value}: {sentence}";
                }
            }
        }

        foreach (var index in indexes)
        {
            if (Long(Name(index.OnName), index.Columns, index.Clustered == true ? ClusteredKeyBytes : IndexKeyBytes) is { } sentence)
            {
                yield return $"{index.Name.Value}: {sentence}";
            }
        }

        string? Long(string table, IEnumerable<ColumnWithSortOrder> columns, int limit)
        {
            var bytes = columns.Sum(column => (long)widths[table][column.Column.MultiPartIdentifier.Identifiers[^1].Value]);
            return bytes > limit ? $"a key of up to {(bytes >= int.MaxValue / 2 ? "any number of" : bytes)} bytes, {limit} at most." : null;
        }
    }

    private static int Bytes(DataTypeReference reference)
    {
        var type = (ParameterizedDataTypeReference)reference;
        var length = type.Parameters.Count == 0 ? 0
            : type.Parameters[0] is MaxLiteral ? int.MaxValue / 2
            : int.Parse(type.Parameters[0].Value, CultureInfo.InvariantCulture);
        return type.Name.BaseIdentifier.Value.ToLowerInvariant() switch
        {
            "nvarchar" or "nchar" => length >= int.MaxValue / 2 ? length : 2 * length,
            "varchar" or "char" or "varbinary" or "binary" => length,
            "uniqueidentifier" => 16,
            "datetimeoffset" => 10,
            "bigint" or "float" or "datetime2" => 8,
            "time" => 5,
            "int" => 4,
            "date" => 3,
            "smallint" => 2,
            "bit" or "tinyint" => 1,
            var other => throw new NotSupportedException($"How many bytes does {other} take in a key?"),
        };
    }

    private static string Name(SchemaObjectName name) => name.BaseIdentifier.Value;
}
