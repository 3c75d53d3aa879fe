using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Coordination;

/// <summary>Another adhesion of the same body, whose signed scheda came in first.</summary>
public sealed record AdhesionAhead(AdhesionStatus Status, DateOnly? MemberSince);

public sealed record FoundAdhesion(string Token, Adhesion Adhesion, PublicBody Body)
{
    public AdhesionAhead? Ahead { get; init; }

    public bool CanUpload => Ahead is null && Adhesion.MissingParts.Count == 0
        && (Adhesion.CanBeEdited || Adhesion.Status is AdhesionStatus.Submitted or AdhesionStatus.InReview);
}

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
            : new FoundAdhesion(token, adhesion, await db.PublicBodies.AsNoTracking().SingleAsync(b => b.Code == adhesion.PublicBodyCode))
            {
                Ahead = adhesion is { ActiveKey: null, IsOver: false } ? await AheadAsync(adhesion.PublicBodyCode) : null,
            };
    }

    /// <summary>The link is good, but what it opened was deleted: nobody had used it in time.</summary>
    public async Task<bool> IsForgottenAsync(string token) =>
        links.TryRead(token, out var link) && !await db.Adhesions.AnyAsync(a => a.Id == link.Value.Id);

    private Task<AdhesionAhead?> AheadAsync(string bodyCode) => db.Adhesions.Where(a => a.ActiveKey == bodyCode)
        .Select(a => new AdhesionAhead(a.Status, a.MemberSince)).SingleOrDefaultAsync();
}
