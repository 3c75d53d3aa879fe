using System.Net;
using Coopera.Core;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Coopera.Web.Hosting;

/// <summary>The first neighbour that spoke for others without being among <c>Site:TrustedProxies</c>; null until one does.</summary>
public sealed class UntrustedProxy
{
    private const string NearAddresses = "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fe80::/10";

    private static readonly IPNetwork[] Near = [.. NearAddresses.Split(' ').Select(IPNetwork.Parse)];

    private IPAddress? _address;

    public IPAddress? Address => _address;

    /// <summary>Strangers may send such headers as well; a proxy is near.</summary>
    public bool IsNear => _address is { } address
        && (IPAddress.IsLoopback(address) || Array.Exists(Near, network => network.Contains(address)));

    public bool IsFirst(IPAddress address) => Interlocked.CompareExchange(ref _address, address, null) is null;
}

public static partial class Proxies
{
    private static readonly string[] SpeakForOthers = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded"];

    public static IServiceCollection AddTrustedProxies(this IServiceCollection services, SiteSettings site) => services
        .AddSingleton<SiteHosts>()
        .AddSingleton<UntrustedProxy>()
        .PostConfigure<HostFilteringOptions>(options => options.AllowedHosts = ["*"]) // OwnHosts reads AllowedHosts, and adds to it
        .Configure<ForwardedHeadersOptions>(options =>
        {
            // Not the host: it is known (Site:BaseUrl), and who makes one up shall find nobody who repeats it.
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
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
    /// Behind a proxy that is not trusted all visitors have its address, and share one limit: that is told once, and not silently so.
    /// </summary>
    public static void UseTrustedProxies(this WebApplication app, SiteSettings site)
    {
        var untrusted = app.Services.GetRequiredService<UntrustedProxy>();
        app.Use((context, next) =>
        {
            if (untrusted.Address is null && context.Connection.RemoteIpAddress is { } from
                && Array.Exists(SpeakForOthers, context.Request.Headers.ContainsKey)
                && !IsTrusted(from, site) && untrusted.IsFirst(ClientNetwork.Plain(from)))
            {
                Log.Untrusted(app.Logger, ClientNetwork.Plain(from));
            }

            return next(context);
        });
        app.UseForwardedHeaders();
    }

    /// <summary>
    /// When the public address is https, every request came that way, whatever the last hop to this process was: cookies are Secure.
    /// </summary>
    public static IApplicationBuilder UsePublicScheme(this IApplicationBuilder app, SiteSettings site) =>
        !site.IsEncrypted ? app : app.Use((context, next) =>
        {
            context.Request.Scheme = Uri.UriSchemeHttps;
            return next(context);
        });

    private static bool IsTrusted(IPAddress address, SiteSettings site) =>
        site.TrustedProxies.Any(network => network.Contains(address) || network.Contains(ClientNetwork.Plain(address)));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Proxy} speaks for others (X-Forwarded-*), but is not among Site:TrustedProxies: "
            + "it is not believed. If it is your proxy, all visitors behind it share one rate limit until it is named there. Said once")]
        public static partial void Untrusted(ILogger logger, IPAddress proxy);
    }
}
