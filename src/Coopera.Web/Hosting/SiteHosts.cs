using Coopera.Core;
using Microsoft.Extensions.Primitives;

namespace Coopera.Web.Hosting;

/// <summary>
/// The names under which the site answers, and the origins of its own pages. What a request says of itself counts only when it is among
/// them; <c>AllowedHosts</c> adds names, such as the one a proxy uses inside.
/// </summary>
public sealed class SiteHosts
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    private readonly StringSegment[] _names;
    private readonly string? _public;
    private readonly string? _staff;
    private readonly string? _staffName;

    public SiteHosts(Settings settings, IConfiguration configuration, IHostEnvironment environment)
    {
        var site = settings.Site;
        var tried = environment.IsDevelopment() || site.BaseUrl?.IsLoopback != false;
        var added = (configuration["AllowedHosts"] ?? "").Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        _staffName = site.StaffUrl is { } staff ? NameOf(staff) : null;
        _names =
        [
            .. new[] { site.BaseUrl is { } address ? NameOf(address) : null, _staffName }
                .Concat(tried ? ThisMachine : []).Concat(added.Where(name => name != "*"))
                .OfType<string>().Select(name => new StringSegment(name)),
        ];
        (_public, _staff) = (OriginOf(site.BaseUrl), OriginOf(site.StaffUrl));
    }

    public bool Answers(HostString host) => host.HasValue && HostString.MatchesAny(host.Host, _names);

    /// <summary>False everywhere when Gestione has no host of its own.</summary>
    public bool IsStaff(HostString host) => string.Equals(host.Host, _staffName, StringComparison.OrdinalIgnoreCase);

    /// <summary>A page of the site itself: of the address that was asked, or of a public one, whatever name the proxy asks by.</summary>
    public bool IsOwn(HttpRequest request, string origin) =>
        origin == OriginOf(request)
        || origin == _staff
        || (origin == _public && (_staff is null || !StaffHost.IsStaffPath(request.Path)));

    /// <summary>As browsers write it.</summary>
    public static string OriginOf(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}";

    /// <summary>As browsers write it. Null in development, where the address listened on is the public one.</summary>
    public static string? OriginOf(Uri? address) => address is null ? null
        : $"{address.Scheme}://{NameOf(address)}{(address.IsDefaultPort ? "" : $":{address.Port}")}";

    private static string NameOf(Uri address) => address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;
}
