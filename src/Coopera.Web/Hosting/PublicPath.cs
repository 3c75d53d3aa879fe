using Coopera.Core;
using Coopera.Core.Links;
using Microsoft.AspNetCore.Routing.Template;

namespace Coopera.Web.Hosting;

/// <summary>
/// Below a path base every link begins with it, whether the proxy passes it on or takes it off. An address of the site may begin with the
/// same word (<c>/iscrizioni/{token}</c> below <c>/iscrizioni</c>): what leads nowhere without the word is taken to come from a proxy that
/// took the path base off.
/// </summary>
public static class PublicPath
{
    private const int LeastSecret = ProtectedLinks.ShortestToken;

    public static void UsePublicPath(this WebApplication app, SiteSettings site)
    {
        if (site.PathBase.Length == 0)
        {
            return;
        }

        var routes = new Lazy<IReadOnlyList<TemplateMatcher>>(() => [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern)
            .Where(pattern => !pattern.Parameters.Any(parameter => parameter.IsCatchAll))
            .Select(pattern => new TemplateMatcher(new RouteTemplate(pattern), []))]);

        // Only these can be meant by an address that begins with the path base, and so they are asked first, on every request.
        var word = site.PathBase.Split('/')[1];
        var alike = new Lazy<IReadOnlyList<TemplateMatcher>>(() => [.. routes.Value.Where(route => BeginsWith(route.Template, word))]);
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (request.Path.StartsWithSegments(site.PathBase, StringComparison.OrdinalIgnoreCase, out var rest)
                && !(rest.HasValue && Leads(alike.Value, request.Path) && !Leads(routes.Value, rest)))
            {
                request.Path = rest;
            }

            request.PathBase = site.PathBase;
            return next(context);
        });

    }

    private static bool BeginsWith(RouteTemplate template, string word) => template.Segments.FirstOrDefault() is { } first
        && (first.Parts is not [{ IsLiteral: true } literal] || string.Equals(literal.Text, word, StringComparison.OrdinalIgnoreCase));

    // A word is no secret: who mistypes an address is not told that their personal link is wrong.
    private static bool Leads(IReadOnlyList<TemplateMatcher> among, PathString path) => among.Any(route =>
    {
        var values = new RouteValueDictionary();
        return route.TryMatch(path, values) && values["token"] is not string { Length: < LeastSecret };
    });
}
