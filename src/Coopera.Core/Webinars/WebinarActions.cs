using Coopera.Core.Changes;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>A draft goes on the site, once nothing is missing.</summary>
public sealed class PublishWebinar(WebinarDesk desk)
{
    public Task<EditorOutcome> RunAsync(EditorCall call, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        turn =>
        {
            var webinar = turn.Webinar;
            if (webinar.Status != WebinarStatus.Draft)
            {
                return Task.FromResult(webinar.Status == WebinarStatus.Published ? EditorOutcome.NothingToDo : EditorOutcome.NotAllowed);
            }

            if (turn.IsOvertaken || webinar.ArchivedAt is not null || Publication.Of(webinar, turn.Now).Missing.Count > 0)
            {
                return Task.FromResult(turn.IsOvertaken ? EditorOutcome.Overtaken : EditorOutcome.NotAllowed);
            }

            webinar.Publish();
            turn.Register("pubblica il webinar", RomeTime.Span(webinar.StartsAt, webinar.EndsAt), "Stato", "bozza", "pubblicato");
            return Task.FromResult(EditorOutcome.Done);
        },
        cancellationToken);
}

/// <summary>A published webinar does not take place: everybody who signed up hears of it, once.</summary>
public sealed class CancelWebinar(WebinarDesk desk)
{
    public async Task<EditResult> RunAsync(EditorCall call, string message, CancellationToken cancellationToken = default)
    {
        var told = 0;
        var outcome = await desk.TakeAsync(
            call,
            async turn =>
            {
                var webinar = turn.Webinar;
                if (webinar.Status == WebinarStatus.Cancelled)
                {
                    return EditorOutcome.NothingToDo;
                }

                if (webinar.Status != WebinarStatus.Published || turn.Now >= webinar.EndsAt)
                {
                    return EditorOutcome.NotAllowed;
                }

                if (turn.IsOvertaken)
                {
                    return EditorOutcome.Overtaken;
                }

                var before = webinar.PhaseAt(turn.Now).Label().ToLower(RomeTime.Italian);
                webinar.Cancel(message);
                var people = await turn.Db.Registrations.CountAsync(r => r.WebinarId == webinar.Id && r.Status != Domain.Registrations.RegistrationStatus.Cancelled);
                turn.Register(
                    "annulla il webinar", $"{(people == 1 ? "avvisata" : "avvisate")} per email {RegistrationPhrases.People(people)}", "Stato", before, "annullato", webinar.CancellationMessage);
                told = await TellEverybody.OfCancellationAsync(turn.Db, webinar, turn.Now);
                return EditorOutcome.Done;
            },
            cancellationToken);
        return new EditResult(outcome, Told: told);
    }
}

/// <summary>Off the lists, or back on them; the page stays where it is.</summary>
public sealed class ArchiveWebinar(WebinarDesk desk)
{
    public Task<EditorOutcome> RunAsync(EditorCall call, bool archive, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        turn =>
        {
            var webinar = turn.Webinar;
            if (archive == webinar.ArchivedAt is not null)
            {
                return Task.FromResult(EditorOutcome.NothingToDo);
            }

            if (turn.IsOvertaken || (archive && !webinar.CanBeArchivedAt(turn.Now)))
            {
                return Task.FromResult(turn.IsOvertaken ? EditorOutcome.Overtaken : EditorOutcome.NotAllowed);
            }

            if (archive)
            {
                webinar.Archive(turn.Now);
                turn.Register("archivia il webinar", RomeTime.Date(webinar.StartsAt), "Negli elenchi", "sì", "no");
            }
            else
            {
                webinar.Unarchive();
                turn.Register("toglie il webinar dall’archivio", RomeTime.Date(webinar.StartsAt), "Negli elenchi", "no", "sì");
            }

            return Task.FromResult(EditorOutcome.Done);
        },
        cancellationToken);
}

/// <summary>A draft that nothing hangs on goes for good.</summary>
public sealed class DeleteWebinar(WebinarDesk desk)
{
    public Task<EditorOutcome> RunAsync(EditorCall call, CancellationToken cancellationToken = default) => desk.TakeAsync(
        call,
        async turn =>
        {
            var webinar = turn.Webinar;
            if (webinar.Status != WebinarStatus.Draft || await turn.Db.Registrations.AnyAsync(r => r.WebinarId == webinar.Id))
            {
                return EditorOutcome.NotAllowed;
            }

            if (turn.IsOvertaken)
            {
                return EditorOutcome.Overtaken;
            }

            turn.Register("elimina il webinar", $"bozza, {RomeTime.Span(webinar.StartsAt, webinar.EndsAt)}", "Stato", "bozza", "eliminato");
            turn.Db.Webinars.Remove(webinar);
            return EditorOutcome.Done;
        },
        cancellationToken);
}
