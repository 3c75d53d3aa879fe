using Coopera.Core;
using Microsoft.AspNetCore.HttpOverrides;

namespace Coopera.Web.Hosting;

public static class Proxies
{
    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, SiteSettings site) =>
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            options.ForwardLimit = null;
            foreach (var network in site.TrustedProxies)
            {
                options.KnownIPNetworks.Add(network);
            }

            if (site.TrustedProxies.Count == 0)
            {
                options.ForwardedHeaders = ForwardedHeaders.None;
            }
        });

    /// <summary>
    /// When the public address is https, every request came that way, whatever the last hop to this process was: cookies are Secure.
    /// </summary>
    public static IApplicationBuilder UsePublicScheme(this IApplicationBuilder app, SiteSettings site) =>
        site.BaseUrl?.Scheme != Uri.UriSchemeHttps ? app : app.Use((context, next) =>
        {
            context.Request.Scheme = Uri.UriSchemeHttps;
            return next(context);
        });
}
