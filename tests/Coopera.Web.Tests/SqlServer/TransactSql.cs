using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Coopera.Web.Tests.SqlServer;

/// <summary>SQL Server's own grammar, without a SQL Server.</summary>
internal static class TransactSql
{
    /// <summary>Throws with the reason and the place when a statement is not Transact-SQL.</summary>
    public static IReadOnlyList<TSqlStatement> Parse(string sql)
    {
        var script = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(sql), out var errors);
        return errors.Count == 0
            ? [.. script.Batches.SelectMany(batch => batch.Statements)]
            : throw new FormatException(
                $"Not Transact-SQL: {string.Join("; ", errors.Select(e => $"{e.Message} (line {e.Line}, column {e.Column})"))}\n{sql}");
    }

    /// <summary>Everything of one kind in it, however deep.</summary>
    public static IReadOnlyList<T> All<T>(IEnumerable<TSqlFragment> fragments)
        where T : TSqlFragment
    {
        var collector = new Collector<T>();
        foreach (var fragment in fragments)
        {
            fragment.Accept(collector);
        }

        return collector.Found;
    }

    private sealed class Collector<T> : TSqlFragmentVisitor
        where T : TSqlFragment
    {
        public List<T> Found { get; } = [];

        public override void Visit(TSqlFragment fragment)
        {
            if (fragment is T wanted)
            {
                Found.Add(wanted);
            }
        }
    }
}
