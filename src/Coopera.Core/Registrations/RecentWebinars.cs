using System.Collections.Concurrent;
using Coopera.Core.Data;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Registrations;

/// <param name="PrivacyNotice">The version that whoever fills in the form has before their eyes.</param>
public sealed record RecentWebinar(Webinar Webinar, Questionnaire Questions, string PrivacyNotice);

/// <summary>
/// Webinars that are no draft and what they ask, as they were a moment ago: enough to read a form by. Whoever decides reads the webinar
/// again under its lock, and by <see cref="Webinar.QuestionsVersion"/> knows whether the questions are still these.
/// </summary>
public sealed class RecentWebinars
{
    // The net for what nobody tells: other nodes, and SQL. Public pages live as long.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private static readonly CompiledQuery<Func<CooperaDb, string, Task<Webinar?>>> BySlug = new(() => EF.CompileAsyncQuery(
        (CooperaDb db, string slug) =>
            db.Webinars.AsNoTracking().SingleOrDefault(w => w.Slug == slug && w.Status != WebinarStatus.Draft)));

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private long _changes;

    public RecentWebinars(CommittedChanges changes, TimeProvider clock)
    {
        _clock = clock;
        changes.Listen(Forget);
    }

    public async Task<RecentWebinar?> FindAsync(CooperaDb db, string slug)
    {
        var now = _clock.GetUtcNow();
        return _kept.TryGetValue(slug, out var kept) && kept.ReadAt <= now && now < kept.ReadAt + KeptFor
            ? kept.Webinar
            : await ReadAsync(db, slug);
    }

    /// <summary>As it is now: for who would be told that there is no such webinar, that it is closed, or that something is wrong.</summary>
    public async Task<RecentWebinar?> ReadAsync(CooperaDb db, string slug)
    {
        var (changes, now) = (Interlocked.Read(ref _changes), _clock.GetUtcNow());
        if (await BySlug.On(db)(db, slug) is not { } webinar)
        {
            return null;
        }

        // After the webinar: should they change in between, the version is the older one, and under the lock they are looked at again.
        var questions = await QuestionSheet.CurrentAsync(db, webinar.Id, webinar.QuestionsVersion);
        var recent = new RecentWebinar(webinar, questions, await PrivacyNotice.VersionAsync(db));
        if (slug == webinar.Slug) // engines may find it spelled otherwise, in as many ways as anybody likes
        {
            _kept[slug] = new Kept(recent, now);
            if (Interlocked.Read(ref _changes) != changes)
            {
                _kept.TryRemove(slug, out _);
            }
        }

        return recent;
    }

    private void Forget(PublicThings changed)
    {
        if ((changed & (PublicThings.Webinars | PublicThings.Questions | PublicThings.Texts)) != PublicThings.None)
        {
            Interlocked.Increment(ref _changes);
            _kept.Clear();
        }
    }

    private sealed record Kept(RecentWebinar Webinar, DateTimeOffset ReadAt);
}
