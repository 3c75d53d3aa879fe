namespace Coopera.Web.Tests.Architecture;

/// <summary>
/// Which folders may use each other. Between projects the compiler holds the arrows; inside one, folders form no circle, and a few
/// know nothing of the others.
/// </summary>
internal static class FolderRules
{
    /// <summary>Folders that use none of the others beside them.</summary>
    public static readonly IReadOnlyList<string> Ground = ["Core/Documents", "Core/Exports", "Core/Settings", "Web/Shared"];

    /// <summary>
    /// "Core/Mail", "Web/Admin/Webinars"; null for what is in no folder: Program, which puts the site together, and what the compiler adds.
    /// </summary>
    public static string? FolderOf(string type)
    {
        // Compiled views are called after their path: AspNetCoreGeneratedDocument.Public_Site_Home.
        var path = type.StartsWith("AspNetCoreGeneratedDocument.", StringComparison.Ordinal)
            ? ["Web", .. type.Split('.')[1].Split('_', StringSplitOptions.RemoveEmptyEntries)]
            : type.StartsWith("Coopera.Core.", StringComparison.Ordinal) || type.StartsWith("Coopera.Web.", StringComparison.Ordinal)
                ? type.Split('.')[1..]
                : [];
        return path switch
        {
            [var project, "Public" or "Admin", var folder, _, ..] => $"{project}/{path[1]}/{folder}",
            [var project, var folder, _, ..] => $"{project}/{folder}",
            _ => null,
        };
    }

    /// <summary>Arrows that no rule allows, in words.</summary>
    public static IReadOnlyList<string> Broken(IEnumerable<Arrow> arrows)
    {
        var between = arrows.Select(arrow => (From: FolderOf(arrow.From), To: FolderOf(arrow.To), Arrow: arrow))
            .Where(a => a.From is not null && a.To is not null && a.From != a.To)
            .ToLookup(a => a.From!, a => (To: a.To!, a.Arrow));
        return
        [
            .. Ground.SelectMany(folder => between[folder].Where(to => Project(to.To) == Project(folder)).Select(
                to => $"{folder} uses {to.To}: {to.Arrow.From} → {to.Arrow.To}")),
            .. between.SelectMany(
                from => from.Where(to => Reaches(to.To, from.Key)).Select(to => $"{from.Key} ⇄ {to.To}: {to.Arrow.From} → {to.Arrow.To}"))
                .Order(StringComparer.Ordinal),
        ];

        bool Reaches(string from, string goal)
        {
            var (seen, next) = (new HashSet<string> { from }, new Stack<string>([from]));
            while (next.TryPop(out var folder))
            {
                if (folder == goal)
                {
                    return true;
                }

                foreach (var (to, _) in between[folder].Where(to => seen.Add(to.To)))
                {
                    next.Push(to);
                }
            }

            return false;
        }

        static string Project(string folder) => folder[..folder.IndexOf('/', StringComparison.Ordinal)];
    }
}
