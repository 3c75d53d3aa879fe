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
        new("Messaggi", Addresses.Path(Addresses.Admin.Mailings.List)),
        new("Posta", Addresses.Path(Addresses.Admin.Mail.List)),
        new("Utenti", Addresses.Path(Addresses.Admin.Staff.List), StaffPolicies.Administer),
        new("Registro", Addresses.Path(Addresses.Admin.Audit.List), StaffPolicies.Administer),
    ];

    /// <summary>Pages that are in no section of the menu, and how they are called there.</summary>
    private static readonly (string Address, string Text)[] Elsewhere =
    [
        (Addresses.Path(Addresses.Admin.Search), "Ricerca"),
        (Addresses.Path(Addresses.Profile.Page), "Il tuo profilo"),
        (Addresses.Path(Addresses.Admin.Retention.List), "Conservazione dei dati"),
    ];

    /// <summary>The state of the site is what the day begins with, and has no entry of its own.</summary>
    public static StaffMenuEntry? Of(PathString path) => IsBelow(path, Addresses.Path(Addresses.Admin.Status)) ? Entries[0] : Entries
        .Where(entry => path == entry.Address || (entry.Address != Home && IsBelow(path, entry.Address)))
        .MaxBy(entry => entry.Address.Length);

    /// <summary>The section in a word, for where the menu is folded; null on pages of no section.</summary>
    public static string? PlaceOf(PathString path) =>
        Of(path)?.Text ?? Elsewhere.Where(page => IsBelow(path, page.Address)).Select(page => page.Text).FirstOrDefault();

    private static bool IsBelow(PathString path, string address) => path.StartsWithSegments(address, StringComparison.OrdinalIgnoreCase);

    /// <summary>Pages of the back office have its menu for who has signed in; signing in itself has the public one.</summary>
    public static bool IsShown(HttpContext http) =>
        http.User.Identity?.IsAuthenticated == true && http.Request.Path.StartsWithSegments(Home, StringComparison.OrdinalIgnoreCase)
            && http.GetEndpoint()?.Metadata.GetMetadata<AsOnTheSiteAttribute>() is null;
}
