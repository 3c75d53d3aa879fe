using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>
/// What the editor's form holds is saved. People who signed up hear of what they must know, and new places go to who waits.
/// </summary>
public sealed class EditWebinar(ChangedWebinar changed)
{
    /// <param name="agreed">What the person agreed to: see <see cref="Consequences.Key"/>.</param>
    public Task<ChangeResult> RunAsync(
        ChangeRequest<int> request, WebinarContent content, IReadOnlyList<Talk> talks,
        string? agreed, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<FieldChange> changes = [];
        return changed.RunAsync(
            request,
            async change => (changes = await DifferencesAsync(change, content, talks)).Count == 0,
            async change =>
            {
                var (db, webinar, before) = (change.Db, change.Thing, change.Thing.Content);
                if (await ChangedWebinar.IsSlugTakenAsync(db, content.Slug, webinar.Id))
                {
                    return ChangedWebinar.SlugTaken;
                }

                var consequences = await Consequences.OfAsync(db, webinar, content, change.Now);
                if (!consequences.AreAgreed(agreed))
                {
                    return ChangeResult.NeedsAgreement;
                }

                await KeepOldSlugAsync(db, webinar, content.Slug);
                webinar.Edit(content, talks, change.Now);
                var silently = consequences.IsSilent(agreed);
                var announcement = consequences.News == WebinarNews.None ? null
                    : await AnnounceAsync(db, webinar, before, consequences, silently, change.Now);
                var mailed = consequences.Tells && !silently ? consequences.Mailed : 0;
                change.Then(async () =>
                {
                    if (announcement?.DueAt <= change.Now)
                    {
                        await TellEverybody.OfAsync(db, webinar, announcement, change.Now);
                    }

                    if (content.Capacity != before.Capacity)
                    {
                        await Places.FillAsync(db, webinar, change.Now);
                    }
                });
                return change.Done(
                    AuditAction.WebinarEdited,
                    string.Join(", ", changes.Select(one => one.Label.ToLower(RomeTime.Italian)))
                        + (mailed > 0 ? $"; {WebinarPhrases.Told(mailed, consequences.Waits)}" : ""),
                    changes: changes,
                    sentence: $"Modifiche salvate{WebinarPhrases.Mailed(mailed, consequences.Waits)}.");
            },
            null,
            cancellationToken);
    }

    /// <summary>What is not told yet, with this change; null when there is nothing to tell, or no longer.</summary>
    private static async Task<WebinarAnnouncement?> AnnounceAsync(
        CooperaDb db, Webinar webinar, WebinarContent before, Consequences consequences, bool silently, DateTimeOffset now)
    {
        var current = KnownWebinar.Of(webinar.Content);
        var stored = await db.WebinarAnnouncements.SingleOrDefaultAsync(a => a.WebinarId == webinar.Id);
        if (silently)
        {
            stored?.ForgetPlatform(current);
        }
        else if (stored is not null || consequences.Tells)
        {
            stored ??= db.WebinarAnnouncements.Add(new WebinarAnnouncement(webinar.Id)).Entity;
            stored.Add(KnownWebinar.Of(before), consequences.Waits ?? now, now);
        }

        if (stored is not null && (stored.SaysNothing(current) || consequences is { TakesBack: true, Mailed: 0 }))
        {
            db.WebinarAnnouncements.Remove(stored);
            return null;
        }

        return stored;
    }

    private static async Task<IReadOnlyList<FieldChange>> DifferencesAsync(
        Change<Webinar> change, WebinarContent content, IReadOnlyList<Talk> talks) =>
        FieldChange.Between(
        await WebinarPhrases.OfAsync(change.Db, change.Thing.Content, change.Thing.Talks),
        await WebinarPhrases.OfAsync(change.Db, content, talks));

    /// <summary>Whoever kept the address of a published page is led on; what was never public leaves no trace.</summary>
    private static async Task KeepOldSlugAsync(CooperaDb db, Webinar webinar, string slug)
    {
        if (slug == webinar.Slug)
        {
            return;
        }

        await db.OldSlugs.Where(old => old.Kind == SlugOf.Webinar && old.Slug == slug && old.OwnerId == webinar.Id).ExecuteDeleteAsync();
        if (webinar.Status != WebinarStatus.Draft)
        {
            db.OldSlugs.Add(new OldSlug(SlugOf.Webinar, webinar.Slug, webinar.Id));
        }
    }
}
