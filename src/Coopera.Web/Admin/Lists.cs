using System.Globalization;

namespace Coopera.Web.Admin;

/// <summary>One page of a list, of those there are: an empty list has one, too.</summary>
/// <param name="Number">From 1.</param>
public readonly record struct ListPage(int Number, int Count, int Size)
{
    /// <param name="asked">Beyond the last it is the last.</param>
    public static ListPage Of(int asked, int total, int size)
    {
        var count = Math.Max(1, (total + size - 1) / size);
        return new(Math.Clamp(asked, 1, count), count, size);
    }

    public IQueryable<T> In<T>(IQueryable<T> found) => found.Skip((Number - 1) * Size).Take(Size);
}

/// <summary>What the address of a list says: only the words that say something.</summary>
internal static class ListQuery
{
    public static string Of(params IEnumerable<(string Name, string? Value)> words) => QueryString.Create(
        words.Where(word => !string.IsNullOrWhiteSpace(word.Value)).Select(word => KeyValuePair.Create(word.Name, word.Value))).ToString();

    /// <summary>The first page needs no word.</summary>
    public static (string Name, string? Value) Page(int number) => ("pagina", number == 1 ? null : number.ToString(CultureInfo.InvariantCulture));
}
