using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Data;

/// <summary>What staff may do is given by roles. Their names are codes: <see cref="Word"/> is what people read.</summary>
public static class StaffRoles
{
    /// <summary>Everything, accounts and the register of what staff did included; exporting only with <see cref="Export"/>.</summary>
    public const string Administrator = "administrator";

    /// <summary>Webinars, press releases, messages.</summary>
    public const string Editor = "editor";

    /// <summary>Registrations and adhesions.</summary>
    public const string Secretariat = "secretariat";

    /// <summary>Looks, changes nothing.</summary>
    public const string Reader = "reader";

    /// <summary>A right beside the role: taking personal data out of the site.</summary>
    public const string Export = "export";

    /// <summary>One of these is everybody's role.</summary>
    public static readonly IReadOnlyList<string> All = [Administrator, Editor, Secretariat, Reader];

    public static string Word(string? role) => role switch
    {
        Administrator => "Amministratore",
        Editor => "Redazione",
        Secretariat => "Segreteria",
        Reader => "Lettura",
        Export => "Esportazione",
        _ => "nessuno",
    };

    /// <summary>What the role is for, in a few words.</summary>
    public static string Tasks(string? role) => role switch
    {
        Administrator => "fa tutto, anche i profili del personale e il registro",
        Editor => "cura i webinar, i comunicati e i messaggi",
        Secretariat => "segue le iscrizioni e le adesioni",
        Reader => "guarda tutto, non cambia niente",
        _ => "non può fare niente finché non ha un ruolo",
    };

    /// <summary>There from the first migration on; their rows never change but for the stamp.</summary>
    public static IEnumerable<IdentityRole> Rows() => All.Append(Export).Select(name => new IdentityRole(name)
    {
        Id = name.ToLowerInvariant(),
        NormalizedName = name.ToUpperInvariant(),
        ConcurrencyStamp = name,
    });
}
