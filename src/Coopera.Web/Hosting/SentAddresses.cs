using Microsoft.AspNetCore.Routing.Template;

namespace Coopera.Web.Hosting;

/// <summary>
/// Where only a form is sent to (<c>POST …/annulla</c>) there is nothing to read: who opens such an address, by reloading an answer or by
/// coming back from the sign-in, is led to the page that it stands below.
/// </summary>
public static class SentAddresses
{
    public static void UsePageOfWhatIsSent(this WebApplication app)
    {
        var posts = new Lazy<IReadOnlyList<TemplateMatcher>>(() => [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Post) == true)
            .Select(endpoint => new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []))]);
        app.Use((context, next) =>
        {
            var request = context.Request;
            if (context.GetEndpoint() is RouteEndpoint || !HttpMethods.IsGet(request.Method)
                || !posts.Value.Any(post => post.TryMatch(request.Path, [])))
            {
                return next(context);
            }

            var path = request.Path.Value!.TrimEnd('/');
            var page = new PathString(path[..Math.Max(path.LastIndexOf('/'), 1)]);
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = (request.PathBase + page).ToUriComponent();
            context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
    }
}
