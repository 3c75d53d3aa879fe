using Coopera.Core.Data;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Mail;

public sealed record RefusedKind(string Kind, MailLimit Limit, int Count, DateTimeOffset FirstAt, DateTimeOffset LastAt);

/// <summary>Mails that were not queued in the last week, because strangers had caused too many.</summary>
/// <param name="Braked">Of the last day, by the limit of everything together: people who did nothing wrong wait for those.</param>
/// <param name="OfTheDay">By the other limits: somebody tries to have the site write to others.</param>
public sealed record MailRefusals(IReadOnlyList<RefusedKind> Kinds, int Braked, DateTimeOffset? BrakedSince, int OfTheDay)
{
    /// <summary>So many in a day are no one person who presses a button again.</summary>
    public const int Many = 20;

    private static readonly TimeSpan Shown = TimeSpan.FromDays(7);
    private static readonly TimeSpan Recent = TimeSpan.FromDays(1);

    public bool IsBraked => Braked > 0;

    public static async Task<MailRefusals> LookAsync(CooperaDb db, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var (since, dayAgo) = (now - Shown, now - Recent);
        var rows = await db.RefusedMails.AsNoTracking().Where(r => r.LastAt > since).ToListAsync(cancellationToken);
        var recent = rows.Where(r => r.LastAt > dayAgo).ToLookup(r => r.Limit == MailLimit.Brake);
        return new MailRefusals(
            [.. rows.GroupBy(r => (r.Kind, r.Limit))
                .Select(g => new RefusedKind(g.Key.Kind, g.Key.Limit, g.Sum(r => r.Count), g.Min(r => r.FirstAt), g.Max(r => r.LastAt)))
                .OrderByDescending(kind => kind.LastAt)],
            recent[true].Sum(r => r.Count),
            recent[true].Select(r => (DateTimeOffset?)r.FirstAt).Min(),
            recent[false].Sum(r => r.Count));
    }
}
