using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

/// <param name="Since">The day from which the body belongs to the Coordinamento.</param>
public sealed record Adherent(PublicBodyEntry Body, DateOnly Since)
{
    public string SinceInWords => RomeTime.Date("dal", Since);
}

/// <summary>
/// Who belongs to the Coordinamento now: what the public pages and the open data show, and the one place that says which adhesions count.
/// The adhesions are read afresh every time, so that a body appears and disappears at once; only the register is kept in memory.
/// </summary>
public sealed class AdherentQuery(CooperaDb db, PublicBodyDirectory directory)
{
    public async Task<AdherentList> ReadAsync()
    {
        // Those that have left are read for the moment they did: the list changed then.
        var ever = await db.Adhesions.AsNoTracking()
            .Where(adhesion => adhesion.MemberSince != null)
            .Select(adhesion => new { adhesion.PublicBodyCode, adhesion.Status, Since = adhesion.MemberSince!.Value, adhesion.LastMovedAt })
            .ToListAsync();
        var since = ever.Where(adhesion => adhesion.Status == AdhesionStatus.Accepted)
            .ToDictionary(adhesion => adhesion.PublicBodyCode, adhesion => adhesion.Since);
        var register = await directory.AllAsync();
        return new AdherentList(
            register,
            [.. register.Where(body => since.ContainsKey(body.Code)).Select(body => new Adherent(body, since[body.Code]))],
            ever.Count == 0 ? null : ever.Max(adhesion => adhesion.LastMovedAt));
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
