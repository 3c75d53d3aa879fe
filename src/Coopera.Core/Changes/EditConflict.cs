using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Changes;

/// <param name="Differences">What is there now, and what was typed.</param>
public sealed record EditConflict(LastChange? Last, IReadOnlyList<FieldChange> Differences);

public sealed record LastChange(string Actor, string Action, DateTimeOffset At)
{
    public static Task<LastChange?> OfAsync(CooperaDb db, string subject) => db.AuditEntries
        .Where(entry => entry.SubjectKey == subject && !entry.Action.StartsWith(AuditAction.Exports))
        .OrderByDescending(entry => entry.Id)
        .Select(entry => new LastChange(entry.Actor, entry.Action, entry.At))
        .FirstOrDefaultAsync();
}
