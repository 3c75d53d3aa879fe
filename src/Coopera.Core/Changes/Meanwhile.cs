using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Changes;

/// <param name="Differences">What is there now, and what was typed.</param>
public sealed record Meanwhile(LastChange? Last, IReadOnlyList<FieldChange> Differences);

/// <summary>Who did something last, from the register.</summary>
public sealed record LastChange(string Actor, string Action, DateTimeOffset At)
{
    public static Task<LastChange?> OfAsync(CooperaDb db, string subject) => db.AuditEntries
        .Where(entry => entry.SubjectKey == subject && !entry.Action.StartsWith("esporta"))
        .OrderByDescending(entry => entry.Id)
        .Select(entry => new LastChange(entry.Actor, entry.Action, entry.At))
        .FirstOrDefaultAsync();
}
