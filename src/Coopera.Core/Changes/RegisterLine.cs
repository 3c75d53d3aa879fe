using Coopera.Core.Data;
using Coopera.Domain.Staff;

namespace Coopera.Core.Changes;

/// <param name="Changes">Null: none.</param>
/// <param name="Reason">What staff wrote to explain it; empty or null: nothing.</param>
public sealed record RegisterLine(string Action, string Details = "", string? Reason = null, IReadOnlyList<FieldChange>? Changes = null);

public static class Register
{
    /// <summary>It is sealed, and there, with the transaction of what was done.</summary>
    /// <param name="key">An <see cref="AuditSubject"/>; null for what is no single thing.</param>
    public static AuditEntry Add(CooperaDb db, string actor, string subject, string? key, RegisterLine line, DateTimeOffset now)
    {
        var lines = (line.Changes ?? []).Select(change => change.Lines()).ToList();
        var entry = new AuditEntry(actor, line.Action, subject, line.Details, now)
        {
            SubjectKey = key,
            Before = Join(lines.Select(pair => pair.Before)),
            After = Join(lines.Select(pair => pair.After)),
            Reason = string.IsNullOrEmpty(line.Reason) ? null : line.Reason,
        };
        db.AuditEntries.Add(entry);
        return entry;
    }

    /// <summary>A line alone, in a transaction of its own: something was taken away, and nothing changed. Returns its number.</summary>
    public static Task<long> WriteAsync(
        CooperaDb db, string actor, string subject, string? key, RegisterLine line,
        DateTimeOffset now, CancellationToken cancellationToken = default) =>
        db.WriteAsync(
            async writing =>
            {
                var entry = Add(writing, actor, subject, key, line, now);
                await writing.SaveChangesAsync();
                return entry.Number;
            },
            cancellationToken);

    private static string? Join(IEnumerable<string?> lines) =>
        string.Join('\n', lines.OfType<string>()) is { Length: > 0 } text ? text : null;
}
