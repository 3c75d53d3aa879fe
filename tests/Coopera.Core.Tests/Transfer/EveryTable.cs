using System.Globalization;
using Coopera.Core.Transfer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Coopera.Core.Tests.Transfer;

/// <summary>Rows for every table of the model, made up of nothing but what the model says of their columns.</summary>
internal static class EveryTable
{
    public const int Rows = 3;

    private static readonly DateTimeOffset Start = new(2026, 3, 29, 0, 59, 59, TimeSpan.Zero);

    public static async Task FillAsync(EngineDatabase database)
    {
        var writer = new TableWriter(database);
        await writer.EmptyAsync(database.Tables, default);
        foreach (var table in database.Tables)
        {
            var rows = Enumerable.Range(1, Rows).Select(number => Row(database, table, number));
            await writer.WriteAsync(table, rows.ToAsyncEnumerable(), null, default);
        }
    }

    public static object?[] Row(EngineDatabase database, TransferTable table, int number)
    {
        var columns = database.Context.Model.GetRelationalModel().FindTable(table.Name, null)!.Columns.ToDictionary(c => c.Name);
        return [.. table.Columns.Select((column, i) => Value(columns[column.Name], column, i, number))];
    }

    // Row n of a table points to row n of the others: the same kind and number make the same value, wherever it stands.
    private static object? Value(IColumn column, TransferColumn told, int place, int number)
    {
        var isKey = column.Table.PrimaryKey!.Columns.Contains(column)
            || column.Table.ForeignKeyConstraints.Any(foreign => foreign.Columns.Contains(column));
        if (told.IsNullable && !isKey && number == Rows)
        {
            return null;
        }

        var salt = isKey ? 0 : place;
        return told.Kind switch
        {
            ColumnKind.Truth => number % 2 == 0,
            ColumnKind.Number => number + salt,
            ColumnKind.LargeNumber => isKey ? number : long.MaxValue - number,
            ColumnKind.Real => (number / 3.0) + salt,
            ColumnKind.Text => Text(column, number, salt),
            ColumnKind.Json => $$$"""{"Zeta": [{{{number}}}, "è"], "Alfa": {"b": null, "a": 1.5}}""",
            ColumnKind.Texts => Enumerable.Range(1, number).Select(i => $"{i} Rodì, \"Milici\"").ToArray(),
            ColumnKind.Bytes => new byte[] { 0, 255, (byte)number },
            ColumnKind.Id => new Guid(number, (short)salt, 7, 0x80, 1, 2, 3, 4, 5, 6, 0xF0),
            ColumnKind.Instant => Start.AddYears(-40 * (number - 1)).AddTicks(10 * (number + salt)),
            ColumnKind.Day => new DateOnly(2026, 2, 28).AddDays(number),
            _ => new TimeOnly(23, 59, 59, 999, number),
        };
    }

    private static string Text(IColumn column, int number, int salt)
    {
        var property = column.PropertyMappings[0].Property;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var text = type.IsEnum
            ? Enum.GetNames(type)[number % Enum.GetNames(type).Length]
            : string.Create(CultureInfo.InvariantCulture, $"{number}{(char)('a' + (salt % 26))}");
        return property.GetMaxLength() is { } length && text.Length + 12 > length ? text : $"{text} àÈ\n'\"\\😀\t€";
    }
}
