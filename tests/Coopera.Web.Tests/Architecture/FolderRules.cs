namespace Coopera.Web.Tests.Architecture;

/// <summary>Which folder of the web project may use which; whoever wants another arrow writes down why in docs/decisions.</summary>
internal static class FolderRules
{
    public const string Root = "Coopera.Web";

    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["Features"] = ["Data", "Mail", "Documents", "Exports", "Infrastructure", "Jobs", "Files"],
        ["Mail"] = ["Data", "Documents", "Infrastructure", "Jobs"], // docs/decisions/0001-mail-reads-settings.md
        ["Data"] = ["Infrastructure"], // docs/decisions/0001-mail-reads-settings.md
        ["Jobs"] = ["Data"],
        ["Files"] = ["Data", "Infrastructure", "Jobs"],
        ["Documents"] = [],
        ["Exports"] = [],
        ["Infrastructure"] = [],
    };

    /// <summary>Arrows that no rule allows, in words.</summary>
    public static IReadOnlyList<string> Broken(IEnumerable<Arrow> arrows) =>
    [
        .. arrows.Select(arrow => (arrow, from: FolderOf(arrow.From), to: FolderOf(arrow.To)))
            .Where(a => a.from is not null && a.to is not null && a.from != a.to && !(Allowed.TryGetValue(a.from, out var allowed) && allowed.Contains(a.to)))
            .Select(a => $"{a.from} uses {a.to}: {a.arrow.From} → {a.arrow.To}")
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Null for what is in no folder: Program, which puts the site together, and what the compiler adds.</summary>
    public static string? FolderOf(string type)
    {
        // Compiled views are called after their path: AspNetCoreGeneratedDocument.Features_Site_Home.
        if (type.StartsWith("AspNetCoreGeneratedDocument.", StringComparison.Ordinal))
        {
            return type.Split('.')[1].Split('_')[0];
        }

        var parts = type.Split('.');
        return type.StartsWith($"{Root}.", StringComparison.Ordinal) && parts.Length > 3 ? parts[2] : null;
    }
}
