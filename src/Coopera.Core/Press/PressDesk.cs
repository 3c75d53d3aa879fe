using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Press;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Press;

/// <summary>What staff do with press releases, each thing with its line in the register in one transaction.</summary>
public sealed class PressDesk(CooperaDb database, TimeProvider clock)
{
    /// <summary>A new draft's id; null when another release has, or had, this address.</summary>
    public async Task<int?> CreateAsync(PressContent content, string staff, Guid? form = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.WriteOnceAsync<int?>(
                form,
                async db =>
                {
                    if (await IsSlugTakenAsync(db, content.Slug, id: 0))
                    {
                        return null;
                    }

                    var release = new PressRelease(content);
                    db.PressReleases.Add(release);
                    await db.SaveChangesAsync();
                    Register(db, release, staff, "scrive un comunicato", "bozza", FieldChange.Between([.. PressPhrases.Of(content).Select(word => word with { Value = "" })], PressPhrases.Of(content)));
                    await db.SaveChangesAsync();
                    return release.Id;
                },
                cancellationToken);
        }
        catch (DbUpdateException failure) when (database.IsDuplicate(failure))
        {
            return null;
        }
    }

    public Task<EditorOutcome> EditAsync(EditorCall call, PressContent content, CancellationToken cancellationToken = default) => TakeAsync(
        call,
        async (db, release) =>
        {
            var changes = FieldChange.Between(PressPhrases.Of(release.Content), PressPhrases.Of(content));
            if (changes.Count == 0)
            {
                return EditorOutcome.NothingToDo; // also the second of two clicks
            }

            if (release.Version != call.Seen.Version)
            {
                return EditorOutcome.Overtaken;
            }

            if (await IsSlugTakenAsync(db, content.Slug, release.Id))
            {
                return EditorOutcome.SlugTaken;
            }

            if (content.Slug != release.Slug)
            {
                await db.OldSlugs.Where(old => old.Kind == SlugOf.PressRelease && old.Slug == content.Slug && old.OwnerId == release.Id).ExecuteDeleteAsync();
                if (release.Status != PressReleaseStatus.Draft)
                {
                    db.OldSlugs.Add(new OldSlug(SlugOf.PressRelease, release.Slug, release.Id));
                }
            }

            release.Edit(content, clock.GetUtcNow());
            Register(db, release, call.Staff, "modifica un comunicato", string.Join(", ", changes.Select(change => change.Label.ToLower(RomeTime.Italian))), changes);
            return EditorOutcome.Done;
        },
        cancellationToken);

    public Task<EditorOutcome> PublishAsync(EditorCall call, CancellationToken cancellationToken = default) => TakeAsync(
        call,
        (db, release) =>
        {
            if (release.Status == PressReleaseStatus.Published)
            {
                return Task.FromResult(EditorOutcome.NothingToDo);
            }

            return Task.FromResult(Move(db, release, call, "pubblica un comunicato", release.Publish));
        },
        cancellationToken);

    public Task<EditorOutcome> WithdrawAsync(EditorCall call, CancellationToken cancellationToken = default) => TakeAsync(
        call,
        (db, release) => Task.FromResult(release.Status switch
        {
            PressReleaseStatus.Withdrawn => EditorOutcome.NothingToDo,
            PressReleaseStatus.Draft => EditorOutcome.NotAllowed,
            _ => Move(db, release, call, "ritira un comunicato", release.Withdraw),
        }),
        cancellationToken);

    public Task<EditorOutcome> DeleteAsync(EditorCall call, CancellationToken cancellationToken = default) => TakeAsync(
        call,
        async (db, release) =>
        {
            if (release.Status != PressReleaseStatus.Draft || await db.Webinars.AnyAsync(w => w.PressReleaseId == release.Id))
            {
                return EditorOutcome.NotAllowed;
            }

            if (release.Version != call.Seen.Version)
            {
                return EditorOutcome.Overtaken;
            }

            Register(db, release, call.Staff, "elimina un comunicato", "bozza", [new FieldChange("Stato", "bozza", "eliminato")]);
            db.PressReleases.Remove(release);
            return EditorOutcome.Done;
        },
        cancellationToken);

    private EditorOutcome Move(CooperaDb db, PressRelease release, EditorCall call, string action, Action verb)
    {
        if (release.Version != call.Seen.Version)
        {
            return EditorOutcome.Overtaken;
        }

        var before = release.Status.Label();
        verb();
        Register(db, release, call.Staff, action, RomeTime.Date(release.IssuedOn), [new FieldChange("Stato", before, release.Status.Label())]);
        return EditorOutcome.Done;
    }

    private async Task<EditorOutcome> TakeAsync(EditorCall call, Func<CooperaDb, PressRelease, Task<EditorOutcome>> turn, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(
                async db =>
                {
                    // The update is the lock: what is read after it stays so until the end.
                    if (await db.PressReleases.Where(r => r.Id == call.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, x => x.Version)) == 0)
                    {
                        return EditorOutcome.NotFound;
                    }

                    var outcome = await turn(db, await db.PressReleases.SingleAsync(r => r.Id == call.Id));
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

    private static async Task<bool> IsSlugTakenAsync(CooperaDb db, string slug, int id) =>
        await db.PressReleases.AnyAsync(r => r.Slug == slug && r.Id != id)
        || await db.OldSlugs.AnyAsync(old => old.Kind == SlugOf.PressRelease && old.Slug == slug && old.OwnerId != id);

    private void Register(CooperaDb db, PressRelease release, string staff, string action, string details, IReadOnlyList<FieldChange> changes)
    {
        var lines = changes.Select(change => change.Lines()).ToList();
        db.AuditEntries.Add(new AuditEntry(staff, action, release.Title, details, clock.GetUtcNow())
        {
            SubjectKey = AuditSubject.PressRelease(release.Id),
            Before = changes.Any(change => change.Before.Length > 0) ? string.Join('\n', lines.Select(line => line.Before)) : null,
            After = string.Join('\n', lines.Select(line => line.After)),
        });
    }
}
