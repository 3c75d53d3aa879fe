using System.Globalization;

namespace Coopera.Web.Admin;

internal static class ListQuery
{
    public static string Of(params IEnumerable<(string Name, string? Value)> words) => QueryString.Create(
        words.Where(word => !string.IsNullOrWhiteSpace(word.Value)).Select(word => KeyValuePair.Create(word.Name, word.Value))).ToString();

    public static (string Name, string? Value) Page(int number) =>
        ("pagina", number == 1 ? null : number.ToString(CultureInfo.InvariantCulture));
}
