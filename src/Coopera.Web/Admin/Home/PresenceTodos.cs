using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Home;

/// <summary>Who says that they were at a webinar, and waits for an answer.</summary>
public sealed class PresenceTodos(CooperaDb db)
{
    public async Task<IReadOnlyList<Todo>> MakeAsync(bool mayHandle)
    {
        var asked = await (
            from request in db.PresenceRequests
            where request.State == PresenceRequestState.Open
            join person in db.Registrations on request.RegistrationId equals person.Id
            select new { person.WebinarId, request.AskedAt }).ToListAsync();
        var ids = asked.Select(request => request.WebinarId).Distinct().ToList();
        var titles = await db.Webinars.Where(w => ids.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Title);
        return
        [
            .. asked.GroupBy(request => request.WebinarId).OrderBy(its => its.Min(request => request.AskedAt)).Select(its => new Todo(
                TodoKind.Ours,
                Amount.Of(its.Count(), "persona dice «Non risulto presente».", "persone dicono «Non risulto presente»."),
                $"«{titles[its.Key]}»; {(its.Count() == 1 ? "ha scritto" : "la prima ha scritto")} "
                + $"{RomeTime.Date("il", its.Min(request => request.AskedAt))}.",
                Addresses.Admin.Presence.Requests(its.Key),
                mayHandle ? "Guarda e decidi" : "Guarda")),
        ];
    }
}
