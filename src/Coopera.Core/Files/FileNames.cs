using Coopera.Domain;

namespace Coopera.Core.Files;

public static class FileNames
{
    public static string Of(string name, string extension) => $"{Plain(name)}.{extension}";

    /// <summary>"iscritti-primo-tavolo-2026-01-31.csv": with the day in Rome on which it was made.</summary>
    public static string Of(string name, DateTimeOffset made, string extension) =>
        $"{Plain(name)}-{RomeTime.IsoDate(RomeTime.Day(made))}.{extension}";

    private static string Plain(string name) => string.Join(
        '-',
        Text.Fold(name).Split(' ').Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit))).Where(word => word.Length > 0));
}
