using System.Globalization;
using Coopera.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>
/// One row for each session, among Identity's tokens of the account. A cookie whose row is gone opens nothing: that is how signing out
/// on one device ends copies of its cookie, too, and leaves the other devices alone.
/// </summary>
public sealed class StaffSessions(CooperaDb database, TimeProvider clock)
{
    private const string Provider = "Sessione";

    /// <summary>Rows older than this are swept away when the person signs in again: the cookie lasts hours.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(7);

    /// <returns>The id that the cookie carries.</returns>
    public async Task<string> StartAsync(string userId)
    {
        var id = Guid.NewGuid().ToString("N");
        var now = clock.GetUtcNow();
        await database.WriteAsync(async db =>
        {
            var rows = await db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider).ToListAsync();
            db.UserTokens.RemoveRange(rows.Where(row => now - StartOf(row) > LongestLife));
            await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(u => u.SetProperty(x => x.LastSignInAt, (DateTimeOffset?)now));
            db.UserTokens.Add(new IdentityUserToken<string> { UserId = userId, LoginProvider = Provider, Name = id, Value = Moment(now) });
            await db.SaveChangesAsync();
        });
        return id;
    }

    public Task<bool> IsOpenAsync(string userId, string? sessionId) =>
        database.UserTokens.AnyAsync(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == sessionId);

    public Task EndAsync(string userId, string? sessionId) =>
        database.WriteAsync(
            db => db.UserTokens.Where(t => t.UserId == userId && t.LoginProvider == Provider && t.Name == sessionId).ExecuteDeleteAsync());

    public Task<int> CountAsync(string userId) => database.UserTokens.CountAsync(t => t.UserId == userId && t.LoginProvider == Provider);

    private static string Moment(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset StartOf(IdentityUserToken<string> row) =>
        DateTimeOffset.FromUnixTimeSeconds(
            long.TryParse(row.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0);
}
