using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Registrations;

/// <summary>Where the code on the wall leads: it says how one proves who one is, and tells nothing of who is in the room.</summary>
[PrivatePage]
public sealed class RoomDoorController(CooperaDb db) : Controller
{
    [HttpGet("/sala/{code}")]
    public async Task<IActionResult> Door(string code)
    {
        var key = PresenceRoom.CodeOf(code);
        var room = await (
            from open in db.PresenceRooms
            where open.Code == key && open.ClosedAt == null
            join webinar in db.Webinars on open.WebinarId equals webinar.Id
            select new RoomDoorPage(open.Code, webinar.Title)).SingleOrDefaultAsync();
        Response.StatusCode = room is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return View(room);
    }
}

public sealed record RoomDoorPage(string Code, string Title);
