using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>
/// Who signed in, or tried to, from where: a row for the people who answer for the site, and a line for whoever collects its log.
/// </summary>
public sealed partial class SecurityLog(CooperaDb database, TimeProvider clock, ILogger<SecurityLog> logger)
{
    /// <param name="code">A <see cref="SecurityCode"/>.</param>
    /// <param name="user">Null when nobody has the account that was tried.</param>
    public async Task NoteAsync(string code, StaffUser? user, SignInPlace place, string detail = "")
    {
        Log.Happened(logger, code, user?.Id ?? "none", place.Address, place.Browser, detail);
        await database.WriteAsync(async db =>
        {
            db.SecurityEvents.Add(
                new SecurityEvent(clock.GetUtcNow(), code, user?.Id, user?.Email ?? "", place.Address, place.Browser, detail));
            await db.SaveChangesAsync();
        });
    }

    /// <summary>The answer to who is over a limit does not wait for a database that is away: the line is enough then.</summary>
    public async Task NoteLimitAsync(string limit, SignInPlace place)
    {
        try
        {
            await NoteAsync(SecurityCode.LimitReached, user: null, place, limit);
        }
        catch (Exception failure) when (database.IsAwayIn(failure))
        {
            Log.NotKept(logger, failure.GetBaseException().Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "Security {SecurityCode}, account {AccountId}, from {ClientAddress} ({Device}) {Detail}")]
        public static partial void Happened(
            ILogger logger, string securityCode, string accountId, string clientAddress, string device, string detail);

        [LoggerMessage(Level = LogLevel.Warning, Message = "That a limit was reached could not be kept in the database ({Reason})")]
        public static partial void NotKept(ILogger logger, string reason);
    }
}
