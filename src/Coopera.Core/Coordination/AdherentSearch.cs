using Coopera.Core.PublicBodies;
using Coopera.Domain;

namespace Coopera.Core.Coordination;

/// <param name="Province">A car-plate code of the register, or null for the whole island.</param>
public sealed record AdherentSearch(string Text, string? Province)
{
    public bool IsEmpty => Text.Length == 0 && Province is null;

    public static AdherentSearch Read(string? text, string? province, IReadOnlyList<PublicBodyEntry> register) => new(
        Domain.Text.CleanLine(text),
        register.FirstOrDefault(body => string.Equals(body.ProvinceCode, province?.Trim(),
            StringComparison.OrdinalIgnoreCase))?.ProvinceCode);

    public IReadOnlyList<Adherent> Find(IReadOnlyList<Adherent> adherents)
    {
        var there = adherents.Where(a => Province is null || a.Body.ProvinceCode == Province).ToList();
        var query = new BodyQuery(Text);
        if (query.IsEmpty)
        {
            return Text.Length == 0 ? there : [];
        }

        var found = there.Where(a => query.Rank(a.Body.SearchText) is not null).ToList();
        return found.Count > 0 ? found : [.. there.Where(a => query.Distance(a.Body.SearchText) is not null)];
    }
}

public sealed record ProvinceGroup(string Code, string Name, int AllMunicipalities, IReadOnlyList<Adherent> Adherents)
{
    public int Municipalities => Adherents.Count(a => a.Body.IsMunicipality);

    public static IReadOnlyList<ProvinceGroup> Of(AdherentList list, IReadOnlyList<Adherent> adherents)
    {
        var byName = StringComparer.Create(RomeTime.Italian, ignoreCase: true);
        var members = adherents.ToLookup(a => a.Body.ProvinceCode);
        return
        [
            .. list.Register.GroupBy(body => (body.ProvinceCode, body.ProvinceName))
                .Select(province => new ProvinceGroup(
                    province.Key.ProvinceCode,
                    province.Key.ProvinceName,
                    province.Count(body => body.IsMunicipality),
                    [.. members[province.Key.ProvinceCode].OrderBy(a => a.Body.IsMunicipality).ThenBy(a => a.Body.Name, byName)]))
                .OrderBy(province => province.Name, byName),
        ];
    }
}
