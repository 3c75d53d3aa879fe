using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;

namespace Coopera.Web.Exports;

/// <summary>A spreadsheet with typed dates, a head that stays in sight and a filter on it. Text is text: no cell is a formula.</summary>
public static class XlsxExport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Streams the rows into a seekable stream; none is kept.</summary>
    public static Task WriteAsync(
        Stream stream, string sheet, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken = default)
    {
        var configuration = new OpenXmlConfiguration
        {
            AutoFilter = true,
            FreezeRowCount = 1,
            FastMode = true,
            EnableSharedStringCache = false,
            TableStyles = TableStyles.Default,
            DynamicColumns = [.. columns.Select((column, index) => new DynamicExcelColumn(column.Title)
            {
                Index = index,
                Width = column.Width,
                Format = column.Kind == ExportCell.Moment ? "dd/mm/yyyy hh:mm" : null,
            })],
        };
        return stream.SaveAsAsync(Named(columns, rows), printHeader: true, sheetName: sheet, configuration: configuration, cancellationToken: cancellationToken);
    }

    private static async IAsyncEnumerable<Dictionary<string, object?>> Named(IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows)
    {
        var any = false;
        await foreach (var row in rows)
        {
            any = true;
            yield return Record(columns, index => row[index] is string { Length: > 0 } phone && columns[index].Kind == ExportCell.Phone ? SafeCell.Phone(phone) : row[index]);
        }

        if (!any)
        {
            yield return Record(columns, _ => null); // the library reads the head off the first row
        }
    }

    private static Dictionary<string, object?> Record(IReadOnlyList<ExportColumn> columns, Func<int, object?> value)
    {
        var record = new Dictionary<string, object?>(columns.Count);
        for (var i = 0; i < columns.Count; i++)
        {
            record.Add(columns[i].Title, value(i));
        }

        return record;
    }
}
