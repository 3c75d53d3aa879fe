using System.Globalization;
using Coopera.Domain;

namespace Coopera.Core.Files;

/// <summary>Names of the files that the site gives: plain ASCII, so that every header, disk and archive takes them.</summary>
public static class FileNames
{
    /// <summary>"foglio-presenze-primo-tavolo.pdf".</summary>
    public static string Of(string name, string extension) => $"{Slug.Propose(name)}.{extension}";

    /// <summary>"iscritti-primo-tavolo-2026-01-31.csv": with the day in Rome on which it was made.</summary>
    public static string Of(string name, DateTimeOffset made, string extension) =>
        string.Create(CultureInfo.InvariantCulture, $"{Slug.Propose(name)}-{RomeTime.Day(made):yyyy-MM-dd}.{extension}");
}
