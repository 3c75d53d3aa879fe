using Coopera.Core;
using Coopera.Core.Links;
using Coopera.Domain.Staff;
using Coopera.Web.Hosting;

namespace Coopera.Web.Admin.Columns;

/// <param name="Usual">Shown while nobody has chosen otherwise.</param>
public sealed record ListColumn(string Id, string Title, bool Usual = true);

/// <summary>Which columns of a list are shown in this browser, of those that may be.</summary>
/// <param name="Always">What stands in the list whatever is chosen, as it reads after «Oltre».</param>
/// <param name="Back">The list as it is now, to come back to.</param>
public sealed record ColumnChoice(
    StaffList List, string Always, string Back, IReadOnlyList<ListColumn> Columns, IReadOnlySet<string> Shown)
{
    public IEnumerable<ListColumn> ShownColumns => Columns.Where(column => Shows(column.Id));

    public bool Shows(string id) => Shown.Contains(id);
}

public sealed class ListColumns(Settings settings)
{
    private const int LongestId = 13;

    private static readonly Dictionary<StaffList, (string Always, IReadOnlyList<ListColumn> Columns)> Lists =
        new()
        {
            [StaffList.Adhesions] = ("all’ente",
            [
                new("stato", "Stato"), new("da", "Da quando"), new("ricevuta", "Ricevuta e protocollo"),
                new("tecnico", "Referente tecnico"),
                new("politico", "Referente politico", false), new("legale", "Legale rappresentante", false),
                new("provincia", "Provincia", false), new("email", "Email di chi compila", false),
            ]),
            [StaffList.Mails] = ("a chi riceve",
            [
                new("cosa", "Che cosa"), new("stato", "Stato"), new("scritta", "Scritta il"), new("esito", "Com’è andata"),
                new("partita", "Partita il", false), new("tentativi", "Tentativi", false),
            ]),
            [StaffList.Register] = ("a che cosa è stato fatto",
            [
                new("su", "Su che cosa"), new("chi", "Chi"), new("quando", "Quando"), new("dettagli", "Dettagli"),
                new("riga", "Numero di riga", false),
            ]),
        };

    public ColumnChoice Of(HttpRequest request, StaffList list)
    {
        var (always, columns) = Lists[list];
        var ids = Remembered(request, list) ?? [.. columns.Where(column => column.Usual).Select(column => column.Id)];
        return new ColumnChoice(
            list, always, $"{request.PathBase}{request.Path}{request.QueryString}", columns, ids.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Null while nothing was chosen in this browser.</summary>
    public IReadOnlyList<string>? Remembered(HttpRequest request, StaffList list) => request.Cookies[CookieOf(list)]?.Split('.');

    public void Remember(HttpContext context, StaffList list, IEnumerable<string> ids)
    {
        var chosen = ids.Where(id => id.Length <= LongestId && id.All(char.IsAsciiLetterOrDigit)).Distinct().Take(80);
        context.Response.Cookies.Append(CookieOf(list), string.Join('.', chosen.DefaultIfEmpty("nessuna")), new CookieOptions
        {
            Path = context.Request.PathBase + Addresses.Path(Addresses.Admin.Home),
            HttpOnly = true,
            Secure = context.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
    }

    private string CookieOf(StaffList list) => SiteCookies.NameOf(
        settings.Site, list == StaffList.Registrations ? "coopera-colonne" : $"coopera-colonne-{list}", isForAPart: true);
}
