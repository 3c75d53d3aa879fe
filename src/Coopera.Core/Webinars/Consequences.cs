using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>What saving does to people who signed up, told before it is done.</summary>
/// <param name="Mailed">How many get a mail.</param>
/// <param name="Confirmed">How many have a place.</param>
/// <param name="Capacity">The places there would be, when they are fewer than <paramref name="Confirmed"/>.</param>
/// <param name="Closes">When people can no longer sign up, if the webinar moves away from it.</param>
public sealed record Consequences(WebinarNews News, int Mailed, int Confirmed, int? Capacity, DateTimeOffset? Closes = null)
{
    private const string Silently = "senza-avviso";

    public bool Tells => News != WebinarNews.None && Mailed > 0;

    /// <summary>A link alone may be changed without a word: perhaps it was only mistyped, and nobody has it yet.</summary>
    public bool MayBeSilent => News == WebinarNews.JoinLink;

    public bool HaveClosedAt(DateTimeOffset now) => Closes <= now;

    public string Key =>
        string.Join('.', new[] { Tells ? $"avviso{(int)News}" : null, Capacity is { } places ? $"posti{places}" : null,
            Closes is { } closes ? $"chiusura{closes.ToUnixTimeSeconds()}" : null }.OfType<string>());

    public string SilentKey => $"{Key}.{Silently}";

    public bool AreAgreed(string? agreed) => Key.Length == 0 || agreed == Key || IsSilent(agreed);

    public bool IsSilent(string? agreed) => MayBeSilent && agreed == SilentKey;

    public static async Task<Consequences> OfAsync(CooperaDb db, Webinar webinar, WebinarContent content, DateTimeOffset now)
    {
        var news = webinar.NewsOf(content, now);
        var confirmed = await Places.TakenAsync(db, webinar.Id);
        var waiting = news is WebinarNews.None or WebinarNews.JoinLink // who waits has no link yet
            ? 0
            : await db.Registrations.CountAsync(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Waiting);
        var isTighter = content.Capacity is { } places && places < confirmed && (webinar.Capacity is null || places < webinar.Capacity);
        var staysBehind = webinar.Status == WebinarStatus.Published && content.StartsAt > webinar.StartsAt && content.EndsAt > now
            && content.RegistrationClosesAt is { } closes && closes < content.StartsAt && closes == webinar.RegistrationClosesAt;
        return new Consequences(
            news, confirmed + waiting, confirmed, isTighter ? content.Capacity : null, staysBehind ? content.RegistrationClosesAt : null);
    }
}
