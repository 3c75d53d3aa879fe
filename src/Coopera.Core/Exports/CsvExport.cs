using System.Globalization;
using System.Text;
using CsvHelper;

namespace Coopera.Core.Exports;

public enum CsvFor
{
    /// <summary>Somebody who opens it with a double click: what is text stays text.</summary>
    People,

    /// <summary>Whatever reads it: texts are as they are, but for those that would be formulas.</summary>
    Programs,
}

public static class CsvExport
{
    public const string ContentType = "text/csv; charset=utf-8";

    // What others part by commas or tabs is quoted as well: a program that is told of several separators keeps it in one cell.
    private static readonly CsvWriterOptions Options = new()
    {
        Separator = ';',
        NewLine = "\r\n",
        WriteByteOrderMark = false,
        ShouldQuote = (field, _, _, _) => field.IndexOfAny([',', '\t', '|']) >= 0,
    };

    public static async Task WriteAsync(
        Stream stream, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<object?[]> rows, CsvFor reader = CsvFor.People,
        CancellationToken cancellationToken = default)
    {
        await stream.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellationToken);
        await using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        foreach (var column in columns)
        {
            csv.WriteField(Text(column.Title, reader)); // a question's words are somebody's, too
        }

        await csv.EndRecordAsync(cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            for (var i = 0; i < columns.Count; i++)
            {
                csv.WriteField(Cell(columns[i].Kind, row[i], reader));
            }

            await csv.EndRecordAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static string Text(string text, CsvFor reader) =>
        reader == CsvFor.People ? SafeCell.AsText(SafeCell.NeutralThroughout(text)) : SafeCell.NeutralThroughout(text);

    private static string Cell(ExportCell kind, object? value, CsvFor reader) => value switch
    {
        null => "",
        DateTime moment => moment.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        string text => Text(kind == ExportCell.Phone ? SafeCell.Phone(text) : text, reader),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A cell cannot hold {value.GetType().Name}.", nameof(value)),
    };
}
