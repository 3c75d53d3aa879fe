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

    /// <summary>Pages whose address is not below their section's, and how they are called where the menu is folded.</summary>
    private static readonly (string Address, string? Section, string? Text)[] Elsewhere =
    [
        (Above(Addresses.Admin.Registrations.Page(Guid.Empty)), Addresses.Admin.Webinars.List, null),
        (Above(Addresses.Admin.Certificates.Page(Guid.Empty)), Addresses.Admin.Webinars.List, null),
        (Addresses.Path(Addresses.Admin.Surveys.Comparison), Addresses.Admin.Webinars.List, null),
        (Addresses.Path(Addresses.Admin.Dossiers.Page), Addresses.Admin.Webinars.List, null),
        (Addresses.Path(Addresses.Admin.Status), Addresses.Admin.Home, null),
        (Addresses.Path(Addresses.Admin.Retention.List), Addresses.Admin.Home, "Conservazione"),
        (Addresses.Path(Addresses.Admin.DataRequests.List), Addresses.Admin.Home, "Richieste"),
        (Addresses.Path(Addresses.Admin.Texts.List), Addresses.Admin.Home, "Testi"),
        (Addresses.Path(Addresses.Admin.SavedFilters.List), Addresses.Admin.Home, "Filtri"),
        (Addresses.Path(Addresses.Admin.Search), null, "Ricerca"),
        (Addresses.Path(Addresses.Admin.Help), null, "Aiuto"),
        (Addresses.Path(Addresses.Profile.Page), null, "Profilo"),
    ];

    /// <summary>Of one thing's page what stands before its id.</summary>
    private static string Above(string address) => Addresses.Path(address[..address.LastIndexOf('/')]);

    /// <summary>The section that a page belongs to; null of what has a mark of its own beside the menu (search, help, profile).</summary>
    public static StaffMenuEntry? Of(PathString path) => ElsewhereOf(path) is { Section: var section }
        ? Entries.FirstOrDefault(entry => section is not null && entry.Address == Addresses.Path(section))
        : Entries.Where(entry => path == entry.Address || (entry.Address != Home && IsBelow(path, entry.Address)))
            .MaxBy(entry => entry.Address.Length);

    /// <summary>The section in a word, for where the menu is folded; null on pages of no section.</summary>
    public static string? PlaceOf(PathString path) => ElsewhereOf(path)?.Text ?? Of(path)?.Text;

    private static (string Address, string? Section, string? Text)? ElsewhereOf(PathString path) =>
        Array.Find(Elsewhere, page => IsBelow(path, page.Address)) is { Address: not null } found ? found : null;

    private static bool IsBelow(PathString path, string address) => path.StartsWithSegments(address, StringComparison.OrdinalIgnoreCase);

    /// <summary>Pages of the back office have its menu for who has signed in; signing in itself has the public one.</summary>
    public static bool IsShown(HttpContext http) =>
        http.User.Identity?.IsAuthenticated == true && http.Request.Path.StartsWithSegments(Home, StringComparison.OrdinalIgnoreCase)
            && http.GetEndpoint()?.Metadata.GetMetadata<AsOnTheSiteAttribute>() is null;
}
