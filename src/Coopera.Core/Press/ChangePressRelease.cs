using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Press;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Press;

public sealed class ChangePressRelease(ChangedPressRelease changed, CooperaDb database, TimeProvider clock)
{
    /// <summary>A new draft's id; null when another release has, or had, this address.</summary>
    public async Task<int?> CreateAsync(
        PressContent content, string staff, Guid? form = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.WriteOnceAsync<int?>(
                form,
                async db =>
                {
                    if (await ChangedPressRelease.IsSlugTakenAsync(db, content.Slug, id: 0))
                    {
                        return null;
                    }

                    var release = new PressRelease(content);
                    db.PressReleases.Add(release);
                    await db.SaveChangesAsync();
                    var line = new RegisterLine(
                        AuditAction.PressReleaseCreated, "bozza", Changes: FieldChange.New(PressPhrases.Of(content)));
                    Register.Add(db, staff, release.Title, AuditSubject.PressRelease(release.Id), line, clock.GetUtcNow());
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

    public Task<ChangeResult> EditAsync(ChangeRequest<int> request, PressContent content, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => Differences(change.Thing, content).Count == 0,
            async change =>
            {
                var (db, release) = (change.Db, change.Thing);
                if (await ChangedPressRelease.IsSlugTakenAsync(db, content.Slug, release.Id))
                {
                    return ChangedPressRelease.SlugTaken;
                }

                if (content.Slug != release.Slug)
                {
                    await db.OldSlugs.Where(old => old.Kind == SlugOf.PressRelease && old.Slug == content.Slug && old.OwnerId == release.Id)
                        .ExecuteDeleteAsync();
                    if (release.Status != PressReleaseStatus.Draft)
                    {
                        db.OldSlugs.Add(new OldSlug(SlugOf.PressRelease, release.Slug, release.Id));
                    }
                }

                var fields = string.Join(", ", Differences(release, content).Select(one => one.Label.ToLower(RomeTime.Italian)));
                release.Edit(content, change.Now);
                return change.Done(AuditAction.PressReleaseEdited, fields);
            },
            cancellationToken);

    public Task<ChangeResult> PublishAsync(ChangeRequest<int> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.Status == PressReleaseStatus.Published,
        change => Move(change, AuditAction.PressReleasePublished, change.Thing.Publish),
        cancellationToken);

    public Task<ChangeResult> WithdrawAsync(ChangeRequest<int> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.Status == PressReleaseStatus.Withdrawn,
        change => change.Thing.Status == PressReleaseStatus.Draft
            ? ChangeResult.Stale
            : Move(change, AuditAction.PressReleaseWithdrawn, change.Thing.Withdraw),
        cancellationToken);

    public Task<ChangeResult> DeleteAsync(ChangeRequest<int> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        _ => Task.FromResult(false),
        async change =>
        {
            var (db, release) = (change.Db, change.Thing);
            if (release.Status != PressReleaseStatus.Draft || await db.Webinars.AnyAsync(w => w.PressReleaseId == release.Id))
            {
                return ChangeResult.Stale;
            }

            db.PressReleases.Remove(release);
            return change.Done(AuditAction.PressReleaseDeleted, "bozza", changes: [new("Stato", "bozza", "eliminato")]);
        },
        AuditAction.PressReleaseDeleted,
        cancellationToken);

    private static ChangeResult Move(Change<PressRelease> change, string action, Action verb)
    {
        var before = change.Thing.Status.Label();
        verb();
        return change.Done(action, RomeTime.Date(change.Thing.IssuedOn), changes: [new("Stato", before, change.Thing.Status.Label())]);
    }

    private static IReadOnlyList<FieldChange> Differences(PressRelease release, PressContent content) =>
        FieldChange.Between(PressPhrases.Of(release.Content), PressPhrases.Of(content));
}
