using System.Security.Cryptography;
using System.Text;
using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>
/// One row for each session. A cookie whose row is gone opens nothing: that is how signing out on one device ends copies of its cookie,
/// too, and leaves the other devices alone. After twelve hours the row counts no longer, whatever was done in between.
/// </summary>
public sealed class StaffSessions(CooperaDb database, TimeProvider clock)
{
    private DateTimeOffset Over => clock.GetUtcNow() - StaffSession.LongestLife;

    /// <summary>The row of a session, by what its cookie carries.</summary>
    public static string RowOf(string? sessionId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sessionId ?? "")));

    /// <returns>The id that the cookie carries.</returns>
    public async Task<string> StartAsync(StaffUser user, SignInPlace place)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var (now, over) = (clock.GetUtcNow(), Over);
        await database.WriteAsync(async db =>
        {
            await db.StaffSessions.Where(s => s.UserId == user.Id && s.StartedAt <= over).ExecuteDeleteAsync();
            await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.LastSignInAt, (DateTimeOffset?)now));
            db.StaffSessions.Add(new StaffSession(RowOf(id), user.Id, user.StampMark, now, place.Address, place.Browser));
            await db.SaveChangesAsync();
        });
        return id;
    }

    /// <summary>The security stamp moved, and this session outlives it.</summary>
    public Task GoOnAsync(StaffUser user, string? sessionId)
    {
        var (row, mark) = (RowOf(sessionId), user.StampMark);
        return database.WriteAsync(db => db.StaffSessions.Where(s => s.Id == row && s.UserId == user.Id && s.Stamp != mark)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Stamp, mark)));
    }

    public Task<bool> IsOpenAsync(string userId, string? sessionId)
    {
        var (row, over) = (RowOf(sessionId), Over);
        return database.StaffSessions.AnyAsync(s => s.Id == row && s.UserId == userId && s.StartedAt > over);
    }

    public Task EndAsync(string userId, string? sessionId) => EndRowAsync(userId, RowOf(sessionId));

    /// <summary>Null when it was over.</summary>
    public async Task<StaffSession?> EndRowAsync(string userId, string row)
    {
        var session = await database.StaffSessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == row && s.UserId == userId);
        return session is not null && await database.WriteAsync(db => db.StaffSessions.Where(s => s.Id == row).ExecuteDeleteAsync()) > 0
            ? session
            : null;
    }

    /// <summary>Those that still open something, the latest first.</summary>
    public async Task<IReadOnlyList<StaffSession>> OpenAsync(StaffUser user)
    {
        var (mark, over) = (user.StampMark, Over);
        return await database.StaffSessions.AsNoTracking()
            .Where(s => s.UserId == user.Id && s.Stamp == mark && s.StartedAt > over)
            .OrderByDescending(s => s.StartedAt).ThenBy(s => s.Id).ToListAsync();
    }
}
