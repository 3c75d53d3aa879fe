using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>What saving does to people who signed up, told before it is done.</summary>
/// <param name="News">Another than what is there now.</param>
/// <param name="Mailed">How many get a mail.</param>
/// <param name="Confirmed">How many have a place.</param>
/// <param name="Capacity">The places there would be, when they are fewer than <paramref name="Confirmed"/>.</param>
/// <param name="Closes">When people can no longer sign up, if the webinar moves away from it.</param>
public sealed record Consequences(WebinarNews News, int Mailed, int Confirmed, int? Capacity, DateTimeOffset? Closes = null)
{
    private const string Silently = "senza-avviso";

    /// <summary>What people know: not what is there now, when a change before this one still waits to be told.</summary>
    public required KnownWebinar Known { get; init; }

    /// <summary>What they would be told: another than what they know.</summary>
    public WebinarNews Untold { get; init; }

    /// <summary>When the mail goes out; null: at once.</summary>
    public DateTimeOffset? Waits { get; init; }

    /// <summary>A mail about earlier changes waits: this one takes its place.</summary>
    public bool ReplacesAnother { get; init; }

    public bool Tells => News != WebinarNews.None && Mailed > 0;

    /// <summary>All is as people know it: the mail that waited does not go out.</summary>
    public bool TakesBack => News != WebinarNews.None && ReplacesAnother && Untold == WebinarNews.None;

    /// <summary>The platform alone may be changed without a word: perhaps it was only mistyped.</summary>
    public bool MayBeSilent => News == WebinarNews.Platform;

    public bool HaveClosedAt(DateTimeOffset now) => Closes <= now;

    public string Key => string.Join('.', new[]
    {
        Tells || TakesBack ? $"avviso{(int)News}" : null,
        ReplacesAnother && News != WebinarNews.None ? $"insieme{(int)Untold}" : null,
        Capacity is { } places ? $"posti{places}" : null,
        Closes is { } closes ? $"chiusura{closes.ToUnixTimeSeconds()}" : null,
    }.OfType<string>());

    public string SilentKey => $"{Key}.{Silently}";

    public bool AreAgreed(string? agreed) => Key.Length == 0 || agreed == Key || IsSilent(agreed);

    public bool IsSilent(string? agreed) => MayBeSilent && agreed == SilentKey;

    public static async Task<Consequences> OfAsync(CooperaDb db, Webinar webinar, WebinarContent content, DateTimeOffset now)
    {
        var news = webinar.NewsOf(content, now);
        var waiting = news == WebinarNews.None ? null : await db.WebinarAnnouncements.AsNoTracking()
            .SingleOrDefaultAsync(a => a.WebinarId == webinar.Id && a.DueAt != null && !a.IsCancellation);
        var known = waiting is { Changes: [var first, ..] } ? first.Before : KnownWebinar.Of(webinar.Content);
        var untold = news == WebinarNews.None ? news : known.NewsIn(KnownWebinar.Of(content));
        var confirmed = await Places.ConfirmedAsync(db, webinar.Id);
        var due = WebinarAnnouncement.ChangesDue(content.StartsAt, webinar.StartsAt, now);
        due = waiting?.DueAt < due ? waiting.DueAt.Value : due;
        var isTighter = content.Capacity is { } places && places < confirmed && (webinar.Capacity is null || places < webinar.Capacity);
        var staysBehind = webinar.Status == WebinarStatus.Published && content.StartsAt > webinar.StartsAt && content.EndsAt > now
            && content.RegistrationClosesAt is { } closes && closes < content.StartsAt && closes == webinar.RegistrationClosesAt;
        return new Consequences(
            news, await MailedAsync(), confirmed, isTighter ? content.Capacity : null, staysBehind ? content.RegistrationClosesAt : null)
        {
            Known = known,
            Untold = untold,
            Waits = due > now ? due : null,
            ReplacesAnother = waiting is not null,
        };

        // What is taken back is news only to those who have signed up since it was changed.
        async Task<int> MailedAsync() => (news, untold) switch
        {
            (WebinarNews.None, _) => 0,
            (_, WebinarNews.None) => await CountAsync(since: waiting!.Changes[0].At),
            _ => await CountAsync(since: null),
        };

        Task<int> CountAsync(DateTimeOffset? since) => db.Registrations.Accepted()
            .CountAsync(r => r.WebinarId == webinar.Id && (since == null || r.CreatedAt > since));
    }
}
