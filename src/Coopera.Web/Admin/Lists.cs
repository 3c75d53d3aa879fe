using System.Globalization;

namespace Coopera.Web.Admin;

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

internal static class ListQuery
{
    public static string Of(params IEnumerable<(string Name, string? Value)> words) => QueryString.Create(
        words.Where(word => !string.IsNullOrWhiteSpace(word.Value)).Select(word => KeyValuePair.Create(word.Name, word.Value))).ToString();

    public static (string Name, string? Value) Page(int number) =>
        ("pagina", number == 1 ? null : number.ToString(CultureInfo.InvariantCulture));
}
