using System.Data;
using System.Globalization;
using Coopera.Core.Data;
using Coopera.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Row = System.Collections.Generic.Dictionary<string, object?>;

namespace Coopera.Web.Tests.SqlServer;

/// <summary>One row for each entity it is given, shaped as a statement asks for it.</summary>
internal sealed class MadeUpRows
{
    private readonly IRelationalModel _model;
    private readonly Dictionary<string, List<Row>> _rows = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<List<Row>>> _sequences = [];
    private int _identity = 1000;

    public MadeUpRows()
    {
        using var db = Context();
        _model = db.Model.GetRelationalModel();
        _rows["__EFMigrationsHistory"] =
            [.. db.Database.GetMigrations().Select(id => new Row { ["MigrationId"] = id, ["ProductVersion"] = "10.0.0" })];
        _rows["TABLES"] = [.. _model.Tables.Select(table => table.Name).Append("__EFMigrationsHistory")
            .Select(name => new Row { ["TABLE_NAME"] = name })];
    }

    public MadeUpRows Put(params object[] entities)
    {
        using var db = Context();
        foreach (var entity in entities)
        {
            var entry = db.Entry(entity);
            var table = entry.Metadata.GetTableMappings().Single().Table;
            if (!_rows.TryGetValue(table.Name, out var rows))
            {
                _rows[table.Name] = rows = [];
            }

            rows.Add(table.Columns.ToDictionary(column => column.Name, column => ValueOf(column, property =>
                property.DeclaringType == entry.Metadata ? entry.Property(property.Name).CurrentValue : null)));
        }

        return this;
    }

    public void Clear(string table) => _rows.Remove(table);

    /// <summary>Answers the next questions about this table one after the other; the last answer stays.</summary>
    public void PutSequence(string table, params object[][] answers)
    {
        var answersInOrder = new Queue<List<Row>>();
        foreach (var answer in answers)
        {
            Clear(table);
            Put(answer);
            answersInOrder.Enqueue(_rows[table]);
        }

        _sequences[table] = answersInOrder;
    }

    public (IReadOnlyList<DataTable> Results, int Affected) Answer(IReadOnlyList<TSqlStatement> statements) =>
        ([.. statements.Select(Answer).OfType<DataTable>()], statements.Count);

    private DataTable? Answer(TSqlStatement statement) => statement switch
    {
        SelectStatement { QueryExpression: var query } => Select(Queries.Specification(query)),
        InsertStatement { InsertSpecification: { OutputClause: { } output } insert } =>
            Output(output, Target(insert.Target), insert.InsertSource is ValuesInsertSource values ? values.RowValues.Count : 1),
        MergeStatement { MergeSpecification: { OutputClause: { } output } merge } =>
            Output(output, Target(merge.Target), ((InlineDerivedTable)merge.TableReference).RowValues.Count),
        UpdateStatement { UpdateSpecification: { OutputClause: { } output } update } => Output(output, Target(update.Target), 1),
        DeleteStatement { DeleteSpecification: { OutputClause: { } output } delete } => Output(output, Target(delete.Target), 1),
        _ => null,
    };

    private DataTable Select(QuerySpecification query)
    {
        var main = Queries.MainTable(query);
        if (main is not null && _sequences.TryGetValue(main, out var answersInOrder) && answersInOrder.TryDequeue(out var next))
        {
            _rows[main] = next;
        }

        var rows = main is null ? [[]] : Queries.MustHave(query).All(_rows.ContainsKey) ? _rows.GetValueOrDefault(main) ?? [] : [];
        var counted = query.SelectElements.OfType<SelectScalarExpression>().Any(
            e => e.Expression is FunctionCall or CoalesceExpression { Expressions: [FunctionCall, ..] })
            && query.GroupByClause is null;
        var result = new DataTable();
        var cells = query.SelectElements.Cast<SelectScalarExpression>().Select(e => Cell(query, e.Expression, main, rows.Count)).ToList();
        for (var i = 0; i < cells.Count; i++)
        {
            result.Columns.Add($"c{i}", cells[i].Type);
        }

        foreach (var row in counted ? [[]] : rows)
        {
            result.Rows.Add([.. cells.Select(cell => cell.Value(row) ?? DBNull.Value)]);
        }

        return result;
    }

    private (Type Type, Func<Row, object?> Value) Cell(QuerySpecification query, ScalarExpression expression, string? main, int count)
    {
        switch (expression)
        {
            case ColumnReferenceExpression reference when Queries.Resolve(query, reference) is var (table, name):
                var column = FindColumn(table, name);
                var joined = _rows.GetValueOrDefault(table)?.FirstOrDefault();
                return (column is null ? typeof(string) : ClrType(column), row => (table == main ? row : joined)?.GetValueOrDefault(name));
            case ColumnReferenceExpression reference when Queries.Computed(query, reference) is var (inner, computed):
                return Cell(inner, computed, main, count);
            case FunctionCall { FunctionName.Value: "COUNT_BIG" }:
                return (typeof(long), _ => (long)count);
            case FunctionCall { FunctionName.Value: "OBJECT_ID" or "COUNT" }:
                return (typeof(int), _ => count);
            case SearchedCaseExpression { WhenClauses: [{ ThenExpression: not CastCall } when, ..] }:
                return Cell(query, when.ThenExpression, main, count);
            case SearchedCaseExpression:
                return (
                    typeof(bool), _ => TransactSql.All<NamedTableReference>([expression]).Select(Target).Take(1).All(_rows.ContainsKey));
            case FunctionCall { FunctionName.Value: "MAX" or "MIN" or "SUM", Parameters: [var of] }:
                return Cell(query, of, main, count);
            case CoalesceExpression coalesce:
                return Cell(query, coalesce.Expressions[^1], main, count);
            case ScalarSubquery { QueryExpression: var part }:
                return Subquery(Queries.Specification(part));
            case IntegerLiteral literal:
                return (typeof(int), _ => int.Parse(literal.Value, CultureInfo.InvariantCulture));
            case CastCall { DataType.Name.BaseIdentifier.Value: "bit" }:
                return (typeof(bool), _ => true);
            case CastCall { DataType.Name.BaseIdentifier.Value: "bigint", Parameter: IntegerLiteral number }:
                return (typeof(long), _ => long.Parse(number.Value, CultureInfo.InvariantCulture));
            default:
                return (typeof(string), _ => "");
        }
    }

    private (Type Type, Func<Row, object?> Value) Subquery(QuerySpecification query)
    {
        var main = Queries.MainTable(query);
        var rows = _rows.GetValueOrDefault(main ?? "") ?? [];
        var (type, value) = Cell(query, ((SelectScalarExpression)query.SelectElements[0]).Expression, main, rows.Count);
        return (type, _ => type == typeof(int) || rows.Count > 0 ? value(rows.FirstOrDefault() ?? []) : null);
    }

    private DataTable Output(OutputClause output, string table, int count)
    {
        var columns = output.SelectColumns.Cast<SelectScalarExpression>().Select(column => column.Expression).ToList();
        var result = new DataTable();
        foreach (var (column, i) in columns.Select((column, i) => (column, i)))
        {
            result.Columns.Add(
                $"c{i}", column is ColumnReferenceExpression c && FindColumn(table, Last(c)) is { } known ? ClrType(known) : typeof(int));
        }

        for (var position = 0; position < count; position++)
        {
            result.Rows.Add([.. columns.Select((column, i) => column is not ColumnReferenceExpression c ? 1
                : Last(c) == "_Position" ? position
                : Convert.ChangeType(++_identity, result.Columns[i].DataType, CultureInfo.InvariantCulture))]);
        }

        return result;
    }

    private IColumn? FindColumn(string table, string column) => _model.FindTable(table, null)?.FindColumn(column) as IColumn;

    private static Type ClrType(IColumn column) => Nullable.GetUnderlyingType(column.ProviderClrType) ?? column.ProviderClrType;

    /// <summary>As the database would hold it; what has no value is null where that is allowed, else the type's own nothing.</summary>
    private static object? ValueOf(IColumn column, Func<IProperty, object?> read)
    {
        var property = (IProperty)column.PropertyMappings[0].Property;
        var value = read(property);
        if (value is null && !column.IsNullable)
        {
            value = property.ClrType == typeof(string) ? ""
                : property.ClrType == typeof(EmailAddress) ? EmailAddress.None
                : Activator.CreateInstance(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType);
        }

        return value is not null && column.PropertyMappings[0].TypeMapping.Converter is { } converter
            ? converter.ConvertToProvider(value)
            : value;
    }

    private static string Target(TableReference table) => ((NamedTableReference)table).SchemaObject.BaseIdentifier.Value;

    private static string Last(ColumnReferenceExpression column) => column.MultiPartIdentifier.Identifiers[^1].Value;

    private static SqlServerDb Context() => new(new DbContextOptionsBuilder<SqlServerDb>().UseSqlServer().Options);
}
