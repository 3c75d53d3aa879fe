using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>One thing that staff do with a webinar, while nobody else can touch it or sign up for it.</summary>
public sealed class WebinarTurn(CooperaDb db, Webinar webinar, EditorCall call, DateTimeOffset now)
{
    public CooperaDb Db => db;

    public Webinar Webinar => webinar;

    public DateTimeOffset Now => now;

    /// <summary>A colleague has changed it since the person's page was made.</summary>
    public bool IsOvertaken => webinar.Version != call.Seen.Version;

    /// <summary>A line in the register of what staff did.</summary>
    /// <param name="action">A verb phrase: "pubblica il webinar".</param>
    public void Register(string action, string details, IReadOnlyList<FieldChange>? changes = null, string? reason = null)
    {
        var lines = changes?.Select(change => change.Lines()).ToList();
        db.AuditEntries.Add(new AuditEntry(call.Staff, action, webinar.Title, details, now)
        {
            SubjectKey = AuditSubject.Webinar(webinar.Id),
            Before = lines is null ? null : string.Join('\n', lines.Select(line => line.Before)),
            After = lines is null ? null : string.Join('\n', lines.Select(line => line.After)),
            Reason = reason,
        });
    }

    /// <summary>The same with a single field.</summary>
    public void Register(string action, string details, string field, string before, string after, string? reason = null) =>
        Register(action, details, [new FieldChange(field, before, after)], reason);
}

/// <summary>What every use case on a webinar has in common: its row is locked, and the verb, the mails and the line in the register are one transaction.</summary>
public sealed class WebinarDesk(CooperaDb database, TimeProvider clock)
{
    public async Task<EditorOutcome> TakeAsync(EditorCall call, Func<WebinarTurn, Task<EditorOutcome>> turn, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.WriteOnceAsync(
                call.Form,
                async db =>
                {
                    if (await db.LockWholeWebinarAsync(call.Id) is not { } webinar)
                    {
                        return EditorOutcome.NotFound;
                    }

                    var outcome = await turn(new WebinarTurn(db, webinar, call, clock.GetUtcNow()));
                    if (outcome == EditorOutcome.Done)
                    {
                        await db.SaveChangesAsync();
                    }

                    return outcome;
                },
                cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return EditorOutcome.SlugTaken;
        }
    }

    public static async Task<bool> IsSlugTakenAsync(CooperaDb db, string slug, int id) =>
        await db.Webinars.AnyAsync(w => w.Slug == slug && w.Id != id)
        || await db.OldSlugs.AnyAsync(old => old.Kind == SlugOf.Webinar && old.Slug == slug && old.OwnerId != id);
}
