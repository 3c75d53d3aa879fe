using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

public sealed record FoundAdhesion(string Token, Adhesion Adhesion, PublicBody Body);

public sealed class AdhesionFinder(CooperaDb db, AdhesionLinks links)
{
    /// <summary>Null when the link was tampered with or voided.</summary>
    public async Task<FoundAdhesion?> FindAsync(string token)
    {
        if (!links.TryRead(token, out var link))
        {
            return null;
        }

        var adhesion = await db.Adhesions.AsNoTracking().Include(a => a.Events).Include(a => a.SignedCopies).AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Id == link.Value.Id && a.LinkVersion == link.Value.Version);
        return adhesion is null
            ? null
            : new FoundAdhesion(token, adhesion, await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == adhesion.PublicBodyCode));
    }
}
