using System.Security.Claims;
using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Exports;

/// <summary>What the register knows of the files that somebody took: why, since they signed in, and how the newest ended.</summary>
public sealed class LastExport(CooperaDb db)
{
    private static readonly string[] Endings =
        [AuditAction.ExportCompleted, AuditAction.ExportBrokenOff, AuditAction.AttendanceSheetTaken, AuditAction.DossierTaken];

    /// <summary>In words; null when they took none since they signed in.</summary>
    public async Task<string?> PurposeAsync(ClaimsPrincipal staff)
    {
        var (actor, session) = (staff.Identity!.Name!, StaffSessions.RowOf(staff.SessionId()));
        var since = await db.StaffSessions.Where(s => s.Id == session).Select(s => (DateTimeOffset?)s.StartedAt).SingleOrDefaultAsync();
        return since is null ? null : await db.AuditEntries
            .Where(e => e.Actor == actor && e.At >= since && e.Action.StartsWith(AuditAction.Exports) && e.Reason != null)
            .OrderByDescending(e => e.Number).Select(e => e.Reason).FirstOrDefaultAsync();
    }

    /// <summary>The last line of the register: what ends from now on comes after it.</summary>
    public async Task<long> NumberAsync() => await db.AuditEntries.MaxAsync(e => (long?)e.Number) ?? 0;

    /// <summary>Null while none has ended after this line of the register.</summary>
    public async Task<ExportEnd?> EndAsync(ClaimsPrincipal staff, long after)
    {
        var actor = staff.Identity!.Name!;
        var last = await db.AuditEntries.Where(e => e.Actor == actor && e.Number > after && Endings.Contains(e.Action))
            .OrderByDescending(e => e.Number).Select(e => new { e.Number, e.Action, e.Details }).FirstOrDefaultAsync();
        return last is null ? null : ExportEnd.Of(last.Number, last.Action, last.Details);
    }
}

public sealed record ExportEnd(long Number, bool IsWhole, string Text)
{
    /// <param name="details">"CSV, 71 righe; riga 12: …": how much stands after the kind of file.</param>
    public static ExportEnd Of(long number, string action, string details)
    {
        var much = details.Split(';')[0].Split(", ") is [_, var second, ..] ? second : details;
        return action == AuditAction.ExportBrokenOff
            ? new(number, false, $"Il file si è interrotto dopo {much}: scaricalo di nuovo.")
            : new(number, true, $"Fatto: {much}.");
    }
}
