using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff.Audit;

/// <summary>At the start: a register that was written without a key gets one from here on. It is told, since it happens once.</summary>
public sealed partial class TakeOverRegister(CooperaDb database, RegisterSeal seal, ILogger<TakeOverRegister> logger)
{
    public async Task RunAsync()
    {
        if (await database.AuditChains.AsNoTracking().SingleOrDefaultAsync(c => c.Id == AuditChain.OnlyId) is not { Seal: "", Count: > 0 })
        {
            return;
        }

        var rows = await database.WriteAsync(async db =>
        {
            var chain = await RegisterChain.LockAsync(db);
            var taken = chain.TakeOver(seal);
            await db.SaveChangesAsync();
            return taken ? chain.Count : 0;
        });
        if (rows > 0)
        {
            Log.TakenOver(logger, rows);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The register had no key: rows up to {Number} stay as they are, later ones are sealed. This is told once, after the "
                + "update from a version without keys; if it is told again, somebody has written into AuditChains")]
        public static partial void TakenOver(ILogger logger, long number);
    }
}
