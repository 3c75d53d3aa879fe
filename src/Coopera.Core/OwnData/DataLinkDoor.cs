using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.OwnData;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData;

/// <summary>What a link to one's own data opens.</summary>
public sealed class DataLinkDoor(CooperaDb database, OwnDataLinks links, TimeProvider clock)
{
    /// <summary>Null when the link is not whole, was closed, or is over.</summary>
    public async Task<DataLink?> OpenAsync(string? token) =>
        links.TryRead(token, out var link)
            && await database.DataLinks.AsNoTracking().SingleOrDefaultAsync(l => l.Id == link.Value.Id) is { } row
            && row.IsOpenAt(clock.GetUtcNow())
            ? row : null;

    /// <summary>All of the address: who has finished leaves no way in behind, in whatever mail it lies.</summary>
    public Task CloseAsync(EmailAddress email, CancellationToken cancellationToken = default) => database.WriteAsync(
        async db =>
        {
            var now = clock.GetUtcNow();
            await db.DataLinks.Where(l => l.EmailKey == email.Key && l.EndsAt > now)
                .ExecuteUpdateAsync(l => l.SetProperty(x => x.EndsAt, now));
        },
        cancellationToken);
}
