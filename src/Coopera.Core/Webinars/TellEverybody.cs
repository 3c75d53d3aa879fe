using System.Linq.Expressions;
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

    /// <summary>What is due of an announcement goes out, and is forgotten.</summary>
    public static async Task<int> OfAsync(CooperaDb db, Webinar webinar, WebinarAnnouncement announcement, DateTimeOffset now)
    {
        var row = db.WebinarAnnouncements.Where(a => a.WebinarId == webinar.Id);
        if (!announcement.IsCancellation)
        {
            var told = await OfChangesAsync(db, webinar, announcement, now);
            await row.ExecuteDeleteAsync();
            return told;
        }

        var cancelled = WebinarFacts.Of(webinar);
        var people = await QueueAsync(
            db, webinar.Id, now, r => new WebinarCancelled(cancelled, RegistrationFacts.Of(r), webinar.CancellationMessage ?? ""));
        if (announcement.Changes.Count == 0)
        {
            await row.ExecuteDeleteAsync();
        }
        else
        {
            announcement = await row.SingleAsync();
            announcement.CancellationTold();
            await db.SaveChangesAsync();
        }

        return people;
    }

    /// <summary>It takes place after all: to those who have been told that it does not.</summary>
    public static Task<int> OfRestorationAsync(CooperaDb db, Webinar webinar, DateTimeOffset cancelledAt, DateTimeOffset now)
    {
        var facts = WebinarFacts.Of(webinar);
        var told = CancellationMails(db, webinar.Id, cancelledAt).Where(m => m.Status != OutgoingMailStatus.Dismissed);
        return QueueAsync(
            db, webinar.Id, now,
            r => new WebinarRestored(facts, RegistrationFacts.Of(r)),
            r => told.Any(m => m.RegistrationId == r.Id));
    }

    /// <summary>Of this cancellation, whatever became of them.</summary>
    public static IQueryable<OutgoingMail> CancellationMails(CooperaDb db, int webinarId, DateTimeOffset cancelledAt) =>
        db.OutgoingMails.Where(m => m.Kind == MailKinds.WebinarCancelled && m.CreatedAt >= cancelledAt
            && db.Registrations.Any(r => r.Id == m.RegistrationId && r.WebinarId == webinarId));

    private static Task<int> OfChangesAsync(CooperaDb db, Webinar webinar, WebinarAnnouncement announcement, DateTimeOffset now)
    {
        var (facts, current) = (WebinarFacts.Of(webinar), KnownWebinar.Of(webinar.Content));
        return QueueAsync(db, webinar.Id, now, r =>
        {
            var changes = announcement.KnownBy(r.CreatedAt) is { } known ? Differences(known, current) : [];
            return changes.Count == 0 ? null : new WebinarChanged(facts, RegistrationFacts.Of(r), changes);
        });
    }

    private static List<ChangedFact> Differences(KnownWebinar known, KnownWebinar now)
    {
        var news = known.NewsIn(now);
        List<ChangedFact> changes = [];
        if (news.HasFlag(WebinarNews.Title))
        {
            changes.Add(new ChangedFact("Titolo", known.Title, now.Title));
        }

        if (news.HasFlag(WebinarNews.Time))
        {
            changes.Add(
                new ChangedFact("Quando", RomeTime.Span(known.StartsAt, known.EndsAt), RomeTime.Span(now.StartsAt, now.EndsAt)));
        }

        if (news.HasFlag(WebinarNews.Platform))
        {
            changes.Add(new ChangedFact("Piattaforma", known.Platform, now.Platform));
        }

        return changes;
    }

    /// <summary>In portions, so that thousands of rows are never all in memory; what the context held is saved first, and let go.</summary>
    private static async Task<int> QueueAsync(
        CooperaDb db, int webinarId, DateTimeOffset now, Func<Registration, MailContent?> write,
        Expression<Func<Registration, bool>>? only = null)
    {
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var told = 0;
        foreach (var status in new[] { RegistrationStatus.Confirmed, RegistrationStatus.Waiting })
        {
            var last = long.MinValue;
            var named = db.Registrations.Where(r => r.ForgottenAt == null).Where(only ?? (_ => true));
            while (await NextAsync(named, webinarId, status, last) is { Count: > 0 } people)
            {
                var mails = people
                    .Select(r => (Person: r, Mail: write(r)))
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

    private static Task<List<Registration>> NextAsync(
        IQueryable<Registration> registrations, int webinarId, RegistrationStatus status, long after) =>
        registrations.AsNoTracking()
            .Where(r => r.WebinarId == webinarId && r.Status == status && r.Number > after && r.ForgottenAt == null)
            .OrderBy(r => r.Number)
            .Take(Portion)
            .ToListAsync();
}
