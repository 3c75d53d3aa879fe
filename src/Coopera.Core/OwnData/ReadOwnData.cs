using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.OwnData;

public sealed class ReadOwnData(CooperaDb database, IEnumerable<IOwnDataSource> sources, TimeProvider clock)
{
    /// <summary>Of one section. The rest is counted, and the secretariat gives it.</summary>
    public const int MostEntries = 500;

    public Task<OwnDataBook> RunAsync(EmailAddress email) => RunAsync(database, email);

    public async Task<OwnDataBook> RunAsync(CooperaDb db, EmailAddress email)
    {
        var of = await FindAsync(db, email, clock.GetUtcNow());
        var sections = new List<OwnDataSection>();
        foreach (var source in sources)
        {
            sections.AddRange(await source.ReadAsync(db, of));
        }

        return new OwnDataBook(of, of.Now, sections);
    }

    public static async Task<OwnDataOf> FindAsync(CooperaDb db, EmailAddress email, DateTimeOffset now)
    {
        var registrations = await db.Registrations.AsNoTracking().Where(r => r.EmailKey == email.Key)
            .OrderByDescending(r => r.CreatedAt).Take(MostEntries).ToListAsync();
        return new OwnDataOf(email, registrations, await AdhesionsAsync(db, email), now);
    }

    /// <summary>Adhesions have no column of keys, and there are not many more of them than bodies.</summary>
    private static async Task<IReadOnlyList<Adhesion>> AdhesionsAsync(CooperaDb db, EmailAddress email)
    {
        var addresses = await db.Adhesions.AsNoTracking()
            .Select(a => new { a.Id, a.Email, a.Pec, Political = a.PoliticalContact.Email, Technical = a.TechnicalContact.Email })
            .ToListAsync();
        var ids = addresses.Where(a => new[] { a.Email, a.Pec, a.Political, a.Technical }.Contains(email)).Select(a => a.Id)
            .Take(MostEntries).ToList();
        return ids.Count == 0 ? []
            : await db.Adhesions.AsNoTracking().Where(a => ids.Contains(a.Id)).OrderByDescending(a => a.CreatedAt).ToListAsync();
    }
}
