using System.Globalization;
using Coopera.Core.Tables;
using Coopera.Domain;

namespace Coopera.Core.PublicBodies.Ipa;

/// <summary>One body of the file, as it is written there.</summary>
/// <param name="Line">Of the file, from 1.</param>
/// <param name="Pecs">Parted by spaces, in their order; empty when the body has none.</param>
public sealed record IpaRow(
    int Line, string IpaCode, string Name, string Category, string Istat, string Cadastral, string Pecs, bool IsOver);

/// <summary>
/// What counts of IPA's open data file "enti" (indicepa.gov.it): comuni, liberi consorzi and città metropolitane of Sicily. Of the whole
/// country it has some 24,000 rows; they are read one by one and forgotten.
/// </summary>
/// <param name="Day">The last day on which anybody of the file, also elsewhere, changed something: the file is at least of then.</param>
public sealed record IpaFile(DateOnly Day, IReadOnlyList<IpaRow> Rows)
{
    public const int LargestFile = 40 * 1024 * 1024;

    /// <summary>Of <see cref="ToText"/>.</summary>
    public const int LargestText = 512 * 1024;

    private const int MostRows = 2_000;
    private const int MostMails = 5;
    private const int Cells = 8;

    public static (IpaFile? File, string? Problem) Read(Stream file, DateOnly today)
    {
        IpaColumns? columns = null;
        var day = DateOnly.MinValue;
        var limits = new TableLimits(LargestFile, LargestFile, 60_000, 60, 256L * 1024 * 1024, 700_000) { Wanted = IsWanted };
        var (table, fault) = TableFile.Read(file, limits);
        if (table is null)
        {
            return (null, fault!.Value.SentenceOfIpa());
        }

        columns ??= new IpaColumns(table.Rows[0]);
        if (columns.Missing is { } missing)
        {
            return (null, missing);
        }

        var rows = table.Rows.Index().Skip(1).Where(row => row.Item.Count > 0).Select(row => columns.Row(row.Index + 1, row.Item, today))
            .ToList();
        return rows.Count == 0 ? (null, IpaPhrases.NobodyOfSicily)
            : rows.Count > MostRows ? (null, IpaPhrases.TooManyOfSicily)
            : (new IpaFile(day > DateOnly.MinValue ? day : today, rows), null);

        bool IsWanted(IReadOnlyList<string> titles, IReadOnlyList<string> row)
        {
            columns ??= new IpaColumns(titles);
            if (columns.Missing is not null)
            {
                return false;
            }

            if (columns.Updated(row) is { } at && at > day && at <= today)
            {
                day = at;
            }

            return columns.IsOfSicily(row);
        }
    }

    /// <summary>What goes along from page to page until somebody decides: nothing is kept before.</summary>
    public string ToText() => string.Join('\n', Rows
        .Select(row => string.Join(
            '\t', row.Line.ToString(CultureInfo.InvariantCulture), row.IpaCode, row.Name, row.Category, row.Istat, row.Cadastral, row.Pecs,
            row.IsOver ? "x" : ""))
        .Prepend(RomeTime.IsoDate(Day)));

    public static IpaFile? FromText(string? text, DateOnly today)
    {
        var lines = (text ?? "").ReplaceLineEndings("\n").Split('\n', MostRows + 2);
        if (text is null || text.Length > LargestText || lines.Length is < 2 or > MostRows + 1
            || !DateOnly.TryParseExact(lines[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || day > today)
        {
            return null;
        }

        var rows = lines.Skip(1).Select(Row).ToList();
        return rows.Contains(null) ? null : new IpaFile(day, rows!);

        static IpaRow? Row(string line) =>
            line.Split('\t') is { Length: Cells } cells
                && int.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new IpaRow(
                    number, Short(cells[1]), Short(cells[2]), Short(cells[3]), Short(cells[4]), Short(cells[5]),
                    Text.Cut(cells[6], MostMails * EmailAddress.MaxLength), cells[7].Length > 0)
                : null;
    }

    private static string Short(string cell) => Text.Cut(Text.CleanLine(cell), ReadTable.LongestCell);
}
