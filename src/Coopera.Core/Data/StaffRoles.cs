using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Data;

public static class StaffRoles
{
    /// <summary>Everything, accounts and the register of what staff did included; exporting only with <see cref="Export"/>.</summary>
    public const string Administrator = "administrator";

    public const string Editor = "editor";

    public const string Secretariat = "secretariat";

    public const string Reader = "reader";

    public const string Export = "export";

    public static readonly IReadOnlyList<string> All = [Administrator, Editor, Secretariat, Reader];

    public static string Word(string? role) => role switch
    {
        Administrator => "Amministrazione",
        Editor => "Redazione",
        Secretariat => "Segreteria",
        Reader => "Lettura",
        Export => "Esportazione",
        _ => "nessuno",
    };

    public static string Tasks(string? role) => role switch
    {
        Administrator => "fa tutto, anche i profili del personale e il registro",
        Editor => "cura i webinar, i comunicati e i messaggi",
        Secretariat => "segue le iscrizioni e le adesioni",
        Reader => "guarda tutto, non cambia niente",
        _ => "non può fare niente finché non ha un ruolo",
    };

    public static bool AreSome(IReadOnlyCollection<string>? roles) => roles is { Count: > 0 } && !roles.Except(All).Any();

    /// <summary>"Redazione e Segreteria".</summary>
    public static string Words(IEnumerable<string> roles) =>
        string.Join(" e ", All.Intersect(roles).Select(Word)) is { Length: > 0 } words ? words : Word(null);

    /// <summary>
    /// Who administers may everything, and who changes something may look at it: the roles that say no more are left out.
    /// </summary>
    public static IReadOnlyList<string> WithoutIdle(IEnumerable<string> roles)
    {
        var all = All.Intersect(roles).ToList();
        return all.Contains(Administrator) ? [Administrator] : all.Count > 1 ? [.. all.Where(role => role != Reader)] : all;
    }

    /// <summary>There from the first migration on; their rows never change but for the stamp.</summary>
    public static IEnumerable<IdentityRole> Rows() => All.Append(Export).Select(name => new IdentityRole(name)
    {
        Id = name.ToLowerInvariant(),
        NormalizedName = name.ToUpperInvariant(),
        ConcurrencyStamp = name,
    });
}
