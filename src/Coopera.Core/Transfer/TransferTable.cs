using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Coopera.Core.Transfer;

/// <summary>What a value is, whatever the type of its column on an engine.</summary>
public enum ColumnKind
{
    Truth,
    Number,
    LargeNumber,
    Real,
    Text,

    /// <summary>An array on PostgreSQL, a JSON array of strings elsewhere.</summary>
    Texts,

    Json,
    Bytes,
    Id,
    Instant,
    Day,
    Time,
}

public sealed record TransferColumn(string Name, ColumnKind Kind, bool IsNullable);

/// <summary>
/// A table of the model as every engine has it. Its rows are <c>object?[]</c> in the order of the columns: bool, int, long, double, string
/// (JSON too), string[], byte[], Guid, DateTimeOffset in UTC, DateOnly, TimeOnly, or null.
/// </summary>
/// <param name="Key">Columns of the primary key: rows are read in their order.</param>
/// <param name="Identity">The column whose value the database gives.</param>
public sealed record TransferTable(
    string Name, IReadOnlyList<TransferColumn> Columns, IReadOnlyList<string> Key, string? Identity, IReadOnlyList<string> Parents)
{
    /// <summary>All tables, each after those that its foreign keys point to.</summary>
    public static IReadOnlyList<TransferTable> Of(CooperaDb db)
    {
        var left = db.Model.GetRelationalModel().Tables.Select(Of).OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<TransferTable>(left.Count);
        while (left.Count > 0)
        {
            var free = left.Where(table => table.Parents.All(parent => left.TrueForAll(other => other.Name != parent))).ToList();
            if (free.Count == 0)
            {
                throw new NotSupportedException($"Foreign keys form a circle: {string.Join(", ", left.Select(table => table.Name))}.");
            }

            ordered.AddRange(free);
            left.RemoveAll(free.Contains);
        }

        return ordered;
    }

    private static TransferTable Of(ITable table)
    {
        var key = table.PrimaryKey?.Columns ?? throw new NotSupportedException($"{table.Name} has no primary key.");
        return new(
            table.Name,
            [.. table.Columns.Select(column => new TransferColumn(column.Name, KindOf(column), column.IsNullable))],
            [.. key.Select(column => column.Name)],
            key is [var only] && IsGiven(only) ? only.Name : null,
            [.. table.ForeignKeyConstraints.Select(foreign => foreign.PrincipalTable.Name).Where(name => name != table.Name).Distinct()]);
    }

    private static bool IsGiven(IColumn column) => KindOf(column) is ColumnKind.Number or ColumnKind.LargeNumber
        && column.PropertyMappings[0].Property.ValueGenerated == ValueGenerated.OnAdd;

    private static ColumnKind KindOf(IColumn column)
    {
        if (column.PropertyMappings.Count == 0)
        {
            return ColumnKind.Json; // what an entity owns, as a document
        }

        var mapping = column.PropertyMappings[0];
        var type = Nullable.GetUnderlyingType(mapping.Property.ClrType) ?? mapping.Property.ClrType;
        if (type == typeof(DateTimeOffset))
        {
            return ColumnKind.Instant; // ticks on SQLite
        }

        if (mapping.Property.GetElementType() is { } element)
        {
            return element.ClrType == typeof(string) ? ColumnKind.Texts : throw NotCarried(column, element.ClrType);
        }

        type = mapping.TypeMapping.Converter?.ProviderClrType ?? type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(bool) ? ColumnKind.Truth
            : type == typeof(int) ? ColumnKind.Number
            : type == typeof(long) ? ColumnKind.LargeNumber
            : type == typeof(double) ? ColumnKind.Real
            : type == typeof(string) ? ColumnKind.Text
            : type == typeof(byte[]) ? ColumnKind.Bytes
            : type == typeof(Guid) ? ColumnKind.Id
            : type == typeof(DateOnly) ? ColumnKind.Day
            : type == typeof(TimeOnly) ? ColumnKind.Time
            : throw NotCarried(column, type);
    }

    private static NotSupportedException NotCarried(IColumn column, Type type) =>
        new($"{column.Table.Name}.{column.Name} holds {type.Name}, which is not carried between engines.");
}
