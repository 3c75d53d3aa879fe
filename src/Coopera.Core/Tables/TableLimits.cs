namespace Coopera.Core.Tables;

/// <summary>How much of a table is read, whatever the file says of itself.</summary>
/// <param name="File">In bytes.</param>
/// <param name="Text">Of a table that is a text, in characters.</param>
/// <param name="Rows">With something in them, below the titles.</param>
/// <param name="Unpacked">In bytes: of an XLSX.</param>
/// <param name="Texts">Of an XLSX that keeps each text once.</param>
public sealed record TableLimits(int File, int Text, int Rows, int Columns, long Unpacked, int Texts)
{
    /// <summary>A list that somebody keeps by hand.</summary>
    public static readonly TableLimits ByHand = new(
        ReadTable.LargestFile, ReadTable.LargestText, ReadTable.MostRows, ReadTable.MostColumns, 16 * 1024 * 1024, 200_000);

    /// <summary>Of the first row and another: whether that one is wanted. Others stay as empty ones: rows keep their numbers.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>, bool>? Wanted { get; init; }

    // Empty rows in between are kept up to here; a sheet may have its last cell in row 1,048,576.
    internal int LastRow => 3 * Rows;

    internal IReadOnlyList<string> Take(List<IReadOnlyList<string>> above, IReadOnlyList<string> row) =>
        above.Count == 0 || Wanted?.Invoke(above[0], row) != false ? row : [];
}
