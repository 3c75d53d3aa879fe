using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Presence;
using Coopera.Domain;
using Coopera.Domain.Certificates;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Home;

/// <summary>Webinars that are over, whose people wait for their certificates.</summary>
public sealed class CertificateTodos(CooperaDb db)
{
    /// <summary>Who has not issued them by then does not mean to.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromDays(60);

    /// <summary>Everybody of them who still waits is looked at, and Oggi is opened often: the latest will do.</summary>
    private const int MostLooked = 10;

    public async Task<IReadOnlyList<Todo>> MakeAsync(DateTimeOffset now, string action)
    {
        var since = now - Shown;
        var over = await db.Webinars.AsNoTracking()
            .Where(w => w.Status == WebinarStatus.Published && !w.IsSample && w.EndsAt <= now && w.EndsAt > since && w.ArchivedAt == null)
            .Where(w => db.Registrations.Any(r => r.WebinarId == w.Id && r.Status == RegistrationStatus.Confirmed
                && db.PresenceIntervals.Any(p => p.RegistrationId == r.Id && p.ExcludedAt == null)))
            .OrderByDescending(w => w.EndsAt).Take(MostLooked).ToListAsync();
        var todos = new List<Todo>();
        foreach (var webinar in over.OrderBy(w => w.EndsAt))
        {
            var waiting = db.Registrations
                .Where(r => r.WebinarId == webinar.Id && r.Status == RegistrationStatus.Confirmed)
                .Where(r => !db.Certificates.Any(c => c.RegistrationId == r.Id && c.State != CertificateState.Superseded));
            var attendance = await db.AttendanceAsync(webinar, waiting);
            if (attendance.Attended.Keys.Count(attendance.Reaches) is > 0 and var due)
            {
                todos.Add(new Todo(
                    TodoKind.Ours,
                    $"{Amount.Of(due, "persona aspetta l’attestato", "persone aspettano l’attestato")} di «{webinar.Title}».",
                    $"Si è concluso {RomeTime.Date("il", webinar.EndsAt)}; hanno raggiunto la soglia "
                    + $"{Amount.Percent("del", attendance.ThresholdPercent)}.",
                    Addresses.Admin.Certificates.List(webinar.Id), action));
            }
        }

        return todos;
    }
}
