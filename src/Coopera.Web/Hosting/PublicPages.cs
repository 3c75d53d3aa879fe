using System.Buffers;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Coopera.Web.Hosting;

/// <summary>
/// Pages with <see cref="PublicPageAttribute"/> are drawn once for all who ask within a second. Not for staff, whose frame is theirs alone;
/// and not what answers a question, since whoever makes questions up would fill the memory: what is kept are the pages that there are, each
/// under its one address, in the ways of writing it. Decision 0024.
/// </summary>
public static class PublicPages
{
    /// <summary>For what nobody tells: the clock moves on, another node commits. Twice that is what a page may be late.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    // All pages of the site are well below these; the list of all 400 bodies has about 200 kB as it is drawn.
    private const long LargestPage = 2 * 1024 * 1024;
    private const long AllPages = 48 * 1024 * 1024;

    private static readonly SearchValues<char> OfAddresses = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._/");

    public static IServiceCollection AddPublicPages(this IServiceCollection services)
    {
        services.TryAddSingleton<PageStore>();
        services.TryAddSingleton<IOutputCacheStore>(provider => provider.GetRequiredService<PageStore>());
        return services.AddOutputCache(options =>
        {
            options.MaximumBodySize = LargestPage;
            options.SizeLimit = AllPages;
        });
    }

    public static void UsePublicPages(this WebApplication app)
    {
        app.Services.GetRequiredService<CommittedChanges>().Listen(app.Services.GetRequiredService<PageStore>().Evict);
        var hosts = app.Services.GetRequiredService<SiteHosts>();
        var staffCookie = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(IdentityConstants.ApplicationScheme).Cookie.Name!;
        var addresses = app.Services.GetRequiredService<SiteAddresses>();
        app.Use((context, next) =>
        {
            if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<PublicPageAttribute>() is null
                || !HttpMethods.IsGet(context.Request.Method))
            {
                return next(context);
            }

            context.Features.Set(new PublicAddress(addresses.Base + OneWayOfWriting(context.Request.Path)));
            return context.Request.Cookies.ContainsKey(staffCookie)
                ? DrawForStaffAsync(context, next)
                : AnswerAsync(context, next, hosts.IsStaff(context.Request.Host), endpoint);
        });
        app.UseOutputCache();
        app.Use((context, next) => context.Features.Get<PublicAnswer>() is { } answer ? DrawAsync(context, next, answer) : next(context));
    }

    /// <summary>Routes are found however they are written, and a slash at the end changes nothing.</summary>
    private static string OneWayOfWriting(PathString path) =>
        path.ToUriComponent().ToLowerInvariant() is { Length: > 1 } whole ? whole.TrimEnd('/') : "/";

    private static Task DrawForStaffAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, bool isStaffHost, Endpoint endpoint)
    {
        var line = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var coding = ContentCodings.Of(context.Request.Headers.AcceptEncoding);
        var answer = new PublicAnswer(line, coding, IsAsItIs(context.Request, endpoint) ? VariantOf(coding, isStaffHost) : null);
        context.Features.Set<IHttpResponseBodyFeature>(answer);
        context.Features.Set(answer);
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(line);
            context.Features.Set<PublicAnswer>(null);
        }

        await answer.SendAsync(context);
    }

    private static async Task DrawAsync(HttpContext context, RequestDelegate next, PublicAnswer answer)
    {
        var (body, aborted) = (context.Response.Body, context.RequestAborted);
        using var page = new MemoryStream();
        context.Response.Body = page;
        context.RequestAborted = CancellationToken.None; // others may wait for it, whoever goes away
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        }
        finally
        {
            context.Response.Body = body;
            context.RequestAborted = aborted;
        }

        var bytes = answer.Take(context.Response, page);
        if (bytes.Length > 0)
        {
            await body.WriteAsync(bytes, CancellationToken.None);
        }
    }

    /// <summary>
    /// The page itself, under the address that links lead to, and no answer to a question. Names that the page does not ask about
    /// (<c>utm_source</c>) change nothing in it.
    /// </summary>
    private static bool IsAsItIs(HttpRequest request, Endpoint endpoint)
    {
        var path = request.Path.Value.AsSpan();
        return !path.ContainsAnyExcept(OfAddresses) && (path.Length <= 1 || path[^1] != '/')
            && (!request.QueryString.HasValue || endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is not { } action
                || !action.Parameters.Any(
                    parameter => request.Query.ContainsKey(parameter.BindingInfo?.BinderModelName ?? parameter.Name)));
    }

    private static string VariantOf(ContentCoding coding, bool isStaffHost) => (coding, isStaffHost) switch
    {
        (ContentCoding.Brotli, false) => "br",
        (ContentCoding.Gzip, false) => "gzip",
        (_, false) => "plain",
        (ContentCoding.Brotli, true) => "br gestione",
        (ContentCoding.Gzip, true) => "gzip gestione",
        _ => "plain gestione",
    };
}
