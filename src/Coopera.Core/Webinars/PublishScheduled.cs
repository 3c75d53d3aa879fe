using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>Drafts whose moment has come are published; one that something is missing of stays a draft, and staff read why.</summary>
public sealed class PublishScheduled(CooperaDb database, ChangedWebinar changed, TimeProvider clock) : IJob
{
    public const string Published = "webinars-published";
    public const string Refused = "webinars-not-published";

    private const string Actor = "sistema";

    public string Name => "scheduled-publishing";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public bool MakesMails => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var due = await database.Webinars.Where(w => w.PublishAt <= now && w.Status == WebinarStatus.Draft)
            .OrderBy(w => w.PublishAt).Select(w => w.Id).ToListAsync(cancellationToken);
        var (published, refused) = (0, 0);
        Exception? fault = null;
        foreach (var id in due)
        {
            try
            {
                await PublishAsync(id);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                fault = failure; // the others do not wait for it; the job shows as failing
            }
        }

        return fault is null ? JobReport.Of((Published, published), (Refused, refused)) : throw new InvalidOperationException(
            "A draft whose moment has come could not be published.", fault);

        async Task PublishAsync(int id)
        {
            var wasPublished = false;
            var result = await changed.RunAsync(
                new ChangeRequest<int>(id, null, Actor) { AnyVersion = true },
                change => !IsDue(change.Thing, change.Now),
                change =>
                {
                    var missing = Publication.Of(change.Thing, change.Now).Missing;
                    wasPublished = missing.Count == 0;
                    return wasPublished ? Publish(change) : Refuse(change, missing);
                },
                cancellationToken);
            if (result.Verdict == ChangeVerdict.Done)
            {
                (published, refused) = wasPublished ? (published + 1, refused) : (published, refused + 1);
            }
        }
    }

    /// <summary>Another node, or somebody in the back office, may have been quicker.</summary>
    private static bool IsDue(Webinar webinar, DateTimeOffset now) => webinar.Status == WebinarStatus.Draft && webinar.PublishAt <= now;

    private static ChangeResult Publish(Change<Webinar> change)
    {
        var at = change.Thing.PublishAt!.Value;
        change.Thing.Publish();
        return change.Done(
            AuditAction.WebinarPublished,
            $"programmata per {RomeTime.DateAndTime("il", at)}",
            changes: [new("Stato", "bozza", "pubblicato")]);
    }

    private static ChangeResult Refuse(Change<Webinar> change, IReadOnlyList<string> missing)
    {
        var at = change.Thing.PublishAt!.Value;
        change.Thing.MissPublication();
        return change.Done(
            AuditAction.WebinarNotPublished,
            $"programmata per {RomeTime.DateAndTime("il", at)}; manca: {string.Join("; ", missing)}",
            changes: [new("Pubblicazione", RomeTime.DateAndTime("il", at), "non avvenuta")]);
    }
}
