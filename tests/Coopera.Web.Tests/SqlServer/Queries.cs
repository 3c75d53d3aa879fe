using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Coopera.Web.Tests.SqlServer;

/// <summary>Where the columns of a query come from.</summary>
internal static class Queries
{
    public static QuerySpecification Specification(QueryExpression query) => query switch
    {
        QuerySpecification specification => specification,
        QueryParenthesisExpression parenthesis => Specification(parenthesis.QueryExpression),
        BinaryQueryExpression binary => Specification(binary.FirstQueryExpression),
        _ => throw new NotSupportedException(query.GetType().Name),
    };

    /// <summary>The table and column behind <c>[w].[Title]</c>, through queries in the FROM; null for what is computed.</summary>
    public static (string Table, string Column)? Resolve(QuerySpecification query, ColumnReferenceExpression reference)
    {
        var parts = reference.MultiPartIdentifier.Identifiers;
        var name = parts[^1].Value;
        var alias = parts.Count > 1 ? parts[^2].Value : null;
        foreach (var leaf in query.FromClause?.TableReferences.SelectMany(Leaves) ?? [])
        {
            switch (leaf)
            {
                case NamedTableReference table when alias is null || table.Alias?.Value == alias
                    || table.SchemaObject.BaseIdentifier.Value == alias:
                    return (table.SchemaObject.BaseIdentifier.Value, name);
                case QueryDerivedTable derived when alias is null || derived.Alias.Value == alias:
                    var inner = Specification(derived.QueryExpression);
                    var element = inner.SelectElements.OfType<SelectScalarExpression>().FirstOrDefault(e => NameOf(e) == name);
                    return element?.Expression is ColumnReferenceExpression column ? Resolve(inner, column) : null;
            }
        }

        return null;
    }

    /// <summary>What a query in the FROM computes under this name, and that query; null for what is a column.</summary>
    public static (QuerySpecification Query, ScalarExpression Expression)? Computed(
        QuerySpecification query, ColumnReferenceExpression reference)
    {
        var parts = reference.MultiPartIdentifier.Identifiers;
        var derived = parts.Count < 2 ? null : (query.FromClause?.TableReferences.SelectMany(Leaves) ?? []).OfType<QueryDerivedTable>()
            .FirstOrDefault(table => table.Alias.Value == parts[^2].Value);
        return derived is not null && Specification(derived.QueryExpression) is var inner
            && inner.SelectElements.OfType<SelectScalarExpression>()
                .FirstOrDefault(e => NameOf(e) == parts[^1].Value) is { Expression: not ColumnReferenceExpression } element
            ? (inner, element.Expression)
            : null;
    }

    /// <summary>The table that the query goes through row by row; null when it reads none.</summary>
    public static string? MainTable(QuerySpecification query) =>
        query.FromClause?.TableReferences.SelectMany(Leaves).FirstOrDefault() switch
        {
            NamedTableReference table => table.SchemaObject.BaseIdentifier.Value,
            QueryDerivedTable derived => MainTable(Specification(derived.QueryExpression)),
            _ => null,
        };

    /// <summary>Tables without a row of which there is no row of the whole.</summary>
    public static IEnumerable<string> MustHave(QuerySpecification query) => query.FromClause is null ? [] :
        TransactSql.All<QualifiedJoin>([query.FromClause]).Where(join => join.QualifiedJoinType == QualifiedJoinType.Inner)
            .Select(join => join.SecondTableReference)
                .OfType<NamedTableReference>().Select(table => table.SchemaObject.BaseIdentifier.Value);

    private static string? NameOf(SelectScalarExpression element) =>
        element.ColumnName?.Value ?? (element.Expression as ColumnReferenceExpression)?.MultiPartIdentifier.Identifiers[^1].Value;

    private static IEnumerable<TableReference> Leaves(TableReference table) => table switch
    {
        JoinTableReference join => Leaves(join.FirstTableReference).Concat(Leaves(join.SecondTableReference)),
        JoinParenthesisTableReference parenthesis => Leaves(parenthesis.Join),
        _ => [table],
    };
}
