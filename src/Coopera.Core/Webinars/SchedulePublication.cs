using Coopera.Core.Changes;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars;

/// <summary>A draft is published by itself at a moment; when that has passed already, at once.</summary>
public sealed class SchedulePublication(ChangedWebinar changed, PublishWebinar publish)
{
    /// <summary>Of the form that asks for it.</summary>
    public const string Field = "At.Date";

    public async Task<ChangeResult> RunAsync(
        ChangeRequest<int> request, DateTimeOffset at, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        if (at > now)
        {
            return await ScheduleAsync(request, at, cancellationToken);
        }

        var result = await publish.RunAsync(request, cancellationToken);
        return result.Verdict == ChangeVerdict.Done
            ? ChangeResult.Done("L’ora che hai scelto è già passata: il webinar è pubblicato, la sua pagina è sul sito.")
            : result;
    }

    public Task<ChangeResult> TakeBackAsync(ChangeRequest<int> request, CancellationToken cancellationToken = default) => changed.RunAsync(
        request with { AnyVersion = true }, // whatever else a colleague changed, it is not to be published by itself
        change => change.Thing.Status == WebinarStatus.Draft && change.Thing is { PublishAt: null, NotPublishedAt: null },
        change =>
        {
            var webinar = change.Thing;
            if (webinar.Status != WebinarStatus.Draft)
            {
                return ChangeResult.Stale;
            }

            var before = Words(webinar.PublishAt);
            webinar.UnschedulePublication();
            return change.Done(AuditAction.WebinarUnscheduled, changes: [new("Pubblicazione", before, Words(null))]);
        },
        cancellationToken);

    private Task<ChangeResult> ScheduleAsync(ChangeRequest<int> request, DateTimeOffset at, CancellationToken cancellationToken) =>
        changed.RunAsync(
            request,
            change => change.Thing.Status == WebinarStatus.Draft && change.Thing.PublishAt == at,
            change =>
            {
                var webinar = change.Thing;
                if (webinar.Status != WebinarStatus.Draft || webinar.ArchivedAt is not null)
                {
                    return ChangeResult.Stale;
                }

                if (at >= webinar.StartsAt || at >= webinar.RegistrationEnd)
                {
                    return ChangeResult.Refused(
                        at >= webinar.StartsAt
                            ? $"A quell’ora il webinar è già cominciato: comincia {RomeTime.DateAndTime("il", webinar.StartsAt)}."
                            : $"A quell’ora le iscrizioni sono già chiuse: si chiudono {RomeTime.DateAndTime("il", webinar.RegistrationEnd)}.",
                        Field);
                }

                var before = Words(webinar.PublishAt);
                webinar.SchedulePublication(at);
                var missing = Publication.Of(webinar, at).Missing;
                return change.Done(
                    AuditAction.WebinarScheduled,
                    $"per {RomeTime.DateAndTime("il", at)}",
                    changes: [new("Pubblicazione", before, Words(at))],
                    sentence: $"Il webinar si pubblica da solo {RomeTime.DateAndTime("il", at)}"
                        + (missing.Count == 0 ? "." : $", se prima completi quello che manca: {string.Join("; ", missing)}."));
            },
            cancellationToken);

    private static string Words(DateTimeOffset? at) => at is { } moment ? RomeTime.DateAndTime("il", moment) : "non programmata";
}
