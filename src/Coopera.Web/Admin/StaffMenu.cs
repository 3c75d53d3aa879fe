using Coopera.Core.Links;
using Coopera.Web.Account.Safeguards;

namespace Coopera.Web.Admin;

/// <param name="Address">Below the path base: <c>/gestione/webinar</c>.</param>
/// <param name="Policy">Who sees it.</param>
public sealed record StaffMenuEntry(string Text, string Address, string Policy = StaffPolicies.Look);

public static class StaffMenu
{
    private static readonly string Home = Addresses.Path(Addresses.Admin.Home);

    public static readonly IReadOnlyList<StaffMenuEntry> Entries =
    [
        new("Oggi", Home),
        new("Webinar", Addresses.Path(Addresses.Admin.Webinars.List)),
        new("Adesioni", Addresses.Path(Addresses.Admin.Adhesions.List)),
        new("Comunicati", Addresses.Path(Addresses.Admin.Press.List)),
        new("Posta", Addresses.Path(Addresses.Admin.Mail.List)),
        new("Utenti", Addresses.Path(Addresses.Admin.Staff.List), StaffPolicies.Administer),
        new("Registro", Addresses.Path(Addresses.Admin.Audit.List), StaffPolicies.Administer),
    ];

    public static StaffMenuEntry? Of(PathString path) => Entries
        .Where(entry => path == entry.Address || (entry.Address != Home
            && path.StartsWithSegments(entry.Address, StringComparison.OrdinalIgnoreCase)))
        .MaxBy(entry => entry.Address.Length);

    /// <summary>Pages of the back office have its menu for who has signed in; signing in itself has the public one.</summary>
    public static bool IsShown(HttpContext http) =>
        http.User.Identity?.IsAuthenticated == true && http.Request.Path.StartsWithSegments(Home, StringComparison.OrdinalIgnoreCase)
            && http.GetEndpoint()?.Metadata.GetMetadata<AsOnTheSiteAttribute>() is null;
}
