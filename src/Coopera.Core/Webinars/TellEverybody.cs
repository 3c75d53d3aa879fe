using Coopera.Core.Data;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>A mail to everybody who signed up for a webinar and did not cancel, queued in the transaction that causes it.</summary>
public static class TellEverybody
{
    private const int Portion = 500;

    public static Task<int> OfChangeAsync(CooperaDb db, Webinar webinar, WebinarContent before, WebinarNews news, DateTimeOffset now)
    {
        var (facts, content) = (WebinarFacts.Of(webinar), webinar.Content);
        var withoutLink = facts with { JoinLink = null };
        List<ChangedFact> changes = [];
        if (news.HasFlag(WebinarNews.Title))
        {
            changes.Add(new ChangedFact("Titolo", before.Title, content.Title));
        }

        if (news.HasFlag(WebinarNews.Time))
        {
            changes.Add(
                new ChangedFact("Quando", RomeTime.Span(before.StartsAt, before.EndsAt), RomeTime.Span(content.StartsAt, content.EndsAt)));
        }

        var forWaiting = changes.ToList();
        if (news.HasFlag(WebinarNews.JoinLink))
        {
            changes.Add(new ChangedFact(
                "Link per collegarsi", null,
                content.JoinLink is null ? "non vale più: quello nuovo arriva prima "
                    + "dell’inizio" : before.JoinLink is null ? "adesso c’è, lo trovi qui sotto" : "è un altro, lo trovi qui sotto"));
        }

        return QueueAsync(
            db, webinar.Id, now,
            person => person.Status == RegistrationStatus.Confirmed ? new WebinarChanged(facts, person, changes)
                : forWaiting.Count == 0 ? null : new WebinarChanged(withoutLink, person, forWaiting));
    }

    public static Task<int> OfCancellationAsync(CooperaDb db, Webinar webinar, DateTimeOffset now)
    {
        var facts = WebinarFacts.Of(webinar) with { JoinLink = null };
        return QueueAsync(db, webinar.Id, now, person => new WebinarCancelled(facts, person, webinar.CancellationMessage ?? ""));
    }

    /// <summary>In portions, so that thousands of rows are never all in memory; what the context held is saved first, and let go.</summary>
    private static async Task<int> QueueAsync(CooperaDb db, int webinarId, DateTimeOffset now, Func<RegistrationFacts, MailContent?> write)
    {
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var told = 0;
        foreach (var status in new[] { RegistrationStatus.Confirmed, RegistrationStatus.Waiting })
        {
            var last = long.MinValue;
            while (await NextAsync(db, webinarId, status, last) is { Count: > 0 } people)
            {
                var mails = people
                    .Select(r => (Person: r, Mail: write(RegistrationFacts.Of(r))))
                    .Where(pair => pair.Mail is not null)
                    .Select(pair => Outbox.Row(
                        MailCause.Staff, pair.Mail!, pair.Person.Email, pair.Person.FullName, pair.Person.Id, now))
                    .ToList();
                db.OutgoingMails.AddRange(mails);
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
                told += mails.Count;
                last = people[^1].Number;
            }
        }

        db.ChangeTracker.AutoDetectChangesEnabled = true;
        return told;
    }

    private static Task<List<Registration>> NextAsync(CooperaDb db, int webinarId, RegistrationStatus status, long after) =>
        db.Registrations.AsNoTracking()
            .Where(r => r.WebinarId == webinarId && r.Status == status && r.Number > after)
            .OrderBy(r => r.Number)
            .Take(Portion)
            .ToListAsync();
}
