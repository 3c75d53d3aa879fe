using Coopera.Core.Links;
using Coopera.Domain;

namespace Coopera.Web.Hosting;

/// <summary>
/// Addresses of webinars and press releases typed in capitals or with accents lead to the page, whatever the database takes for equal: the
/// name in them is looked for as it is stored.
/// </summary>
public static class PlainSlugs
{
    private static readonly string[] Folders = [
        $"{Addresses.Path(Addresses.Public.Webinars)}/", $"{Addresses.Path(Addresses.Public.PressReleases)}/"];

    public static IApplicationBuilder UsePlainSlugs(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (PlainPath(request.Path.Value ?? "") is not { } plain)
        {
            return next(context);
        }

        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            context.Response.Redirect($"{request.PathBase}{new PathString(plain)}{request.QueryString}", permanent: true);
            return Task.CompletedTask;
        }

        request.Path = plain;
        return next(context);
    });

    /// <summary>Null when the path is plain, or has no name that could be made so.</summary>
    private static string? PlainPath(string path)
    {
        var folder = Folders.FirstOrDefault(folder => path.StartsWith(folder, StringComparison.OrdinalIgnoreCase));
        if (folder is null)
        {
            return null;
        }

        var end = path.IndexOf('/', folder.Length);
        var name = end < 0 ? path[folder.Length..] : path[folder.Length..end];
        var plain = string.Join('-', name.Split('-').Select(Text.Fold));
        return plain != name && Slug.IsWellFormed(plain) ? $"{folder}{plain}{(end < 0 ? "" : path[end..])}" : null;
    }
}
