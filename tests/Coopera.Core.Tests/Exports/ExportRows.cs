using Coopera.Core.Exports;

namespace Coopera.Core.Tests.Exports;

/// <summary>A little table with a column of each kind.</summary>
internal static class ExportRows
{
    public static readonly DateTime Moment = new(2026, 3, 29, 15, 30, 0);

    public static readonly IReadOnlyList<ExportColumn> Columns =
        [new("Testo", Width: 30), new("Telefono", ExportCell.Phone), new("Quando", ExportCell.Moment), new("N.", ExportCell.Number, 8)];

    public static async IAsyncEnumerable<object?[]> Of(params object?[][] rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }

    public static object?[] Text(string text) => [text, null, null, null];
}
