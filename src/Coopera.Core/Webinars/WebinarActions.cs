using Coopera.Core.Changes;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

public sealed class PublishWebinar(ChangedWebinar changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<int> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        change => change.Thing.Status == WebinarStatus.Published,
        change =>
        {
            var webinar = change.Thing;
            if (webinar.Status != WebinarStatus.Draft || webinar.ArchivedAt is not null
                || Publication.Of(webinar, change.Now).Missing.Count > 0)
            {
                return ChangeResult.Stale;
            }

            webinar.Publish();
            return change.Done(
                AuditAction.WebinarPublished,
                RomeTime.Span(webinar.StartsAt, webinar.EndsAt),
                changes: [new("Stato", "bozza", "pubblicato")]);
        },
        cancellationToken);
}

/// <summary>
/// A published webinar does not take place: everybody who signed up hears of it, once, when there was a moment to think again.
/// </summary>
public sealed class CancelWebinar(ChangedWebinar changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<int> request, string message, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => change.Thing.Status == WebinarStatus.Cancelled,
            async change =>
            {
                var (db, webinar) = (change.Db, change.Thing);
                if (webinar.Status != WebinarStatus.Published || change.Now >= webinar.EndsAt)
                {
                    return ChangeResult.Stale;
                }

                var places = await Places.ForAllAsync(db, webinar, change.Now);
                var before = new WebinarState(webinar.PhaseAt(change.Now), places).Label.ToLower(RomeTime.Italian);
                var people = await db.Registrations.Accepted().CountAsync(r => r.WebinarId == webinar.Id);
                webinar.Cancel(message, change.Now);
                var due = WebinarAnnouncement.CancellationDue(webinar.StartsAt, change.Now);
                DateTimeOffset? waits = due > change.Now ? due : null;
                var announcement = await db.WebinarAnnouncements.SingleOrDefaultAsync(a => a.WebinarId == webinar.Id)
                    ?? db.WebinarAnnouncements.Add(new WebinarAnnouncement(webinar.Id)).Entity;
                announcement.Cancel(due);
                change.Then(() => waits is null ? TellEverybody.OfAsync(db, webinar, announcement, change.Now) : Task.CompletedTask);
                return change.Done(
                    AuditAction.WebinarCancelled,
                    WebinarPhrases.Told(people, waits),
                    webinar.CancellationMessage,
                    [new("Stato", before, "annullato")],
                    $"Il webinar è annullato{WebinarPhrases.Mailed(people, waits)}.");
            },
            cancellationToken);
}

public sealed class ArchiveWebinar(ChangedWebinar changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<int> request, bool archive, CancellationToken cancellationToken = default) =>
        changed.RunAsync(
            request,
            change => archive == change.Thing.ArchivedAt is not null,
            change =>
            {
                var webinar = change.Thing;
                if (archive && !webinar.CanBeArchivedAt(change.Now))
                {
                    return ChangeResult.Stale;
                }

                if (archive)
                {
                    webinar.Archive(change.Now);
                    return change.Done(
                        AuditAction.WebinarArchived, RomeTime.Date(webinar.StartsAt), changes: [new("Negli elenchi", "sì", "no")]);
                }

                webinar.Unarchive();
                return change.Done(
                    AuditAction.WebinarUnarchived, RomeTime.Date(webinar.StartsAt), changes: [new("Negli elenchi", "no", "sì")]);
            },
            cancellationToken);
}

public sealed class DeleteWebinar(ChangedWebinar changed)
{
    public Task<ChangeResult> RunAsync(ChangeRequest<int> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request,
        _ => Task.FromResult(false),
        async change =>
        {
            var (db, webinar) = (change.Db, change.Thing);
            if (webinar.Status != WebinarStatus.Draft || await db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id))
            {
                return ChangeResult.Stale;
            }

            db.Webinars.Remove(webinar);
            return change.Done(
                AuditAction.WebinarDeleted,
                $"bozza, {RomeTime.Span(webinar.StartsAt, webinar.EndsAt)}",
                changes: [new("Stato", "bozza", "eliminato")]);
        },
        AuditAction.WebinarDeleted,
        cancellationToken);
}
