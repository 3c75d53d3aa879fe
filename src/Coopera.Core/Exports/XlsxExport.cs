using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Coopera.Core.Exports;

/// <summary>
/// A spreadsheet (Office Open XML, ECMA-376) with typed dates, a head that stays in sight and a filter on it. Text is text: no cell is a
/// formula, nor becomes one when somebody edits it. Written by hand because it is little, and valid by the schema to the last element.
/// </summary>
public static class XlsxExport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int LargestBuffer = 32 * 1024;

    /// <summary>The first moment of these archives: the same rows make the same bytes.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task WriteAsync(
        Stream stream, string sheet, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows,
        CancellationToken cancellationToken = default)
    {
        await using var archive = await ZipArchive.CreateAsync(
            stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (var (name, xml) in XlsxParts.Around(sheet))
        {
            await using var part = await PartAsync(archive, name, cancellationToken);
            await part.WriteAsync(xml.AsMemory(), cancellationToken);
        }

        await using var worksheet = await PartAsync(archive, XlsxParts.Worksheet, cancellationToken);
        await WriteWorksheetAsync(worksheet, columns, rows, cancellationToken);
    }

    private static async Task<StreamWriter> PartAsync(ZipArchive archive, string name, CancellationToken cancellationToken)
    {
        var part = archive.CreateEntry(name, CompressionLevel.Fastest);
        part.LastWriteTime = NoTime;
        return new StreamWriter(await part.OpenAsync(cancellationToken), bufferSize: LargestBuffer);
    }

    private static async Task WriteWorksheetAsync(
        StreamWriter worksheet, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        var letters = columns.Select((_, index) => Letters(index)).ToList();
        var buffer = new StringBuilder(2 * LargestBuffer).Append(XlsxParts.WorksheetBegins).Append("<cols>");
        for (var i = 0; i < columns.Count; i++)
        {
            buffer.Append(
                CultureInfo.InvariantCulture, $"""<col min="{i + 1}" max="{i + 1}" width="{columns[i].Width}" customWidth="1"/>""");
        }

        buffer.Append("</cols><sheetData><row r=\"1\">");
        for (var i = 0; i < columns.Count; i++)
        {
            AppendText(buffer, letters[i], row: 1, XlsxParts.HeadStyle, columns[i].Title);
        }

        buffer.Append("</row>");
        var last = 1;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            buffer.Append(CultureInfo.InvariantCulture, $"<row r=\"{++last}\">");
            for (var i = 0; i < columns.Count; i++)
            {
                AppendCell(buffer, letters[i], last, columns[i].Kind, row[i]);
            }

            buffer.Append("</row>");
            if (buffer.Length > LargestBuffer)
            {
                await worksheet.WriteAsync(buffer, cancellationToken);
                buffer.Clear();
            }
        }

        buffer.Append(CultureInfo.InvariantCulture, $"</sheetData><autoFilter ref=\"A1:{letters[^1]}{last}\"/></worksheet>");
        await worksheet.WriteAsync(buffer, cancellationToken);
    }

    private static void AppendCell(StringBuilder xml, string column, int row, ExportCell kind, object? value)
    {
        switch (value)
        {
            case null or "":
                break; // an empty cell is one that is not there
            case string text:
                AppendText(xml, column, row, XlsxParts.TextStyle, kind == ExportCell.Phone ? SafeCell.Phone(text) : text);
                break;
            case DateTime moment:
                AppendNumber(xml, column, row, XlsxParts.MomentStyle, moment.ToOADate());
                break;
            case DateOnly day:
                AppendNumber(xml, column, row, XlsxParts.DayStyle, (long)day.ToDateTime(TimeOnly.MinValue).ToOADate());
                break;
            case int or long:
                AppendNumber(xml, column, row, XlsxParts.PlainStyle, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"A cell cannot hold {value.GetType().Name}.", nameof(value));
        }
    }

    private static void AppendNumber(StringBuilder xml, string column, int row, int style, IFormattable number) =>
        xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{column}{row}\" s=\"{style}\"><v>{number}</v></c>");

    private static void AppendText(StringBuilder xml, string column, int row, int style, string text)
    {
        xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{column}{row}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        SpreadsheetText.Append(xml, text);
        xml.Append("</t></is></c>");
    }

    private static string Letters(int index) =>
        (index < 26 ? "" : Letters((index / 26) - 1)) + (char)('A' + (index % 26));
}
