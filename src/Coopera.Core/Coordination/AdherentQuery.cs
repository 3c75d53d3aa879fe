using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Coopera.Core.Coordination;

/// <param name="Since">The day from which the body belongs to the Coordinamento.</param>
public sealed record Adherent(PublicBodyEntry Body, DateOnly Since)
{
    public string SinceInWords => RomeTime.Date("dal", Since);
}

/// <summary>
/// Who belongs to the Coordinamento now: what the public pages and the open data show, and the one place that says which adhesions count.
/// It is asked every time whether something has moved, so that a body appears and disappears at once; while nothing has, the list lives
/// as long as the register that it was made with, a second.
/// </summary>
public sealed class AdherentQuery(CooperaDb db, PublicBodyDirectory directory, IMemoryCache cache)
{
    /// <param name="Ever">Also those that have left: the list changed when they did.</param>
    private sealed record Standing(int Ever, int Now, DateTimeOffset? MovedAt);

    public async Task<AdherentList> ReadAsync()
    {
        var register = await directory.AllAsync();
        var standing = await db.Adhesions.Where(adhesion => adhesion.MemberSince != null).GroupBy(_ => 1).Select(all => new Standing(
            all.Count(), all.Count(adhesion => adhesion.Status == AdhesionStatus.Accepted),
            all.Max(adhesion => (DateTimeOffset?)adhesion.LastMovedAt))).SingleOrDefaultAsync();
        if (cache.TryGetValue(typeof(AdherentQuery), out (Standing? Standing, AdherentList List) kept)
            && kept.Standing == standing && ReferenceEquals(kept.List.Register, register))
        {
            return kept.List;
        }

        var list = await ReadAsync(register, standing?.MovedAt);
        cache.Set(typeof(AdherentQuery), (standing, list), PublicBodyDirectory.KeptFor);
        return list;
    }

    private async Task<AdherentList> ReadAsync(IReadOnlyList<PublicBodyEntry> register, DateTimeOffset? changedAt)
    {
        var since = await db.Adhesions
            .Where(adhesion => adhesion.Status == AdhesionStatus.Accepted && adhesion.MemberSince != null)
            .Select(adhesion => new { adhesion.PublicBodyCode, Since = adhesion.MemberSince!.Value })
            .ToDictionaryAsync(adhesion => adhesion.PublicBodyCode, adhesion => adhesion.Since);
        return new AdherentList(
            register,
            [.. register.Where(body => since.ContainsKey(body.Code)).Select(body => new Adherent(body, since[body.Code]))],
            changedAt);
    }
}

/// <param name="ChangedAt">When a body last came in or left; null while none ever did.</param>
public sealed record AdherentList(IReadOnlyList<PublicBodyEntry> Register, IReadOnlyList<Adherent> Adherents, DateTimeOffset? ChangedAt)
{
    public AdherentFigures Figures { get; } = new(
        Adherents.Count(a => a.Body.IsMunicipality),
        Register.Count(body => body.IsMunicipality && !body.IsClosed),
        Adherents.Count(a => !a.Body.IsMunicipality),
        Register.Count(body => !body.IsMunicipality && !body.IsClosed),
        Adherents.Where(a => a.Body.IsMunicipality).Sum(a => a.Body.Population),
        Register.Where(body => body.IsMunicipality && !body.IsClosed).Sum(body => body.Population));
}

public sealed record AdherentFigures(
    int Municipalities, int AllMunicipalities, int WiderBodies, int AllWiderBodies, int Residents, int AllResidents)
{
    public double ShareOfMunicipalities => Share(Municipalities, AllMunicipalities);

    public double ShareOfResidents => Share(Residents, AllResidents);

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
