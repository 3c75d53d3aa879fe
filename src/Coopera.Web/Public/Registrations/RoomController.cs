using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Presence.Rooms;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Registrations;

/// <summary>"Siamo in più persone": the room with one screen, for who opens it and for who sits in it.</summary>
[Route("/iscrizioni/{token}/sala")]
[PrivatePage]
public sealed class RoomController(
    CooperaDb db, PersonalLinks links, SiteAddresses addresses, Settings settings, TimeProvider clock) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Room(string token) =>
        await PageAsync(token) is { } page ? View(page with { Just = this.Receipt<RoomReceipt>()?.Deed }) : this.InvalidLink();

    [HttpPost("apri")]
    [EnableRateLimiting(RateLimitPolicies.Presence)]
    public async Task<IActionResult> Open(string token, [FromServices] OpenRoom open, CancellationToken cancellationToken) =>
        await FindAsync(token) is not var (registration, _) ? this.InvalidLink()
        : Answer(token, await open.RunAsync(registration, cancellationToken), RoomDeed.Opened);

    [HttpPost("conferma")]
    [EnableRateLimiting(RateLimitPolicies.Presence)]
    public async Task<IActionResult> Join(
        string token, RoomForm form, [FromServices] JoinRoom join, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (registration, _))
        {
            return this.InvalidLink();
        }

        var outcome = await join.RunAsync(registration, form.Code, cancellationToken);
        if (outcome is not (RoomOutcome.UnknownCode or RoomOutcome.TooManyTries))
        {
            return Answer(token, outcome, RoomDeed.Joined);
        }

        ModelState.AddModelError(nameof(form.Code), outcome == RoomOutcome.UnknownCode
            ? $"Non c’è una sala aperta con questo codice: guarda sullo schermo della sala, sono {PresenceRoom.CodeLength} lettere e cifre."
            : "Hai provato troppe volte: aspetta dieci minuti, o fatti segnare da chi ha aperto la sala.");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Room), (await PageAsync(token))! with { Form = form });
    }

    [HttpPost("dichiara")]
    [EnableRateLimiting(RateLimitPolicies.Presence)]
    public async Task<IActionResult> Declare(
        string token, IReadOnlyCollection<Guid>? people, bool fromTheBeginning, [FromServices] DeclareInRoom declare,
        CancellationToken cancellationToken) =>
        await FindAsync(token) is not var (registration, _) ? this.InvalidLink()
        : Answer(token, await declare.RunAsync(registration, people ?? [], fromTheBeginning, cancellationToken), RoomDeed.Declared);

    [HttpPost("chiudi")]
    [EnableRateLimiting(RateLimitPolicies.Presence)]
    public async Task<IActionResult> Close(
        string token, IReadOnlyCollection<Guid>? stayed, [FromServices] CloseRoom close, CancellationToken cancellationToken) =>
        await FindAsync(token) is not var (registration, webinar) ? this.InvalidLink()
        : Answer(token, await close.RunAsync(registration, webinar, stayed ?? [], cancellationToken), RoomDeed.Closed);

    private SeeOther Answer(string token, RoomOutcome outcome, RoomDeed deed) => this.SeeOther(
        new RoomReceipt(outcome is RoomOutcome.Done or RoomOutcome.AlreadySo ? deed : RoomDeed.NotNow), nameof(Room), new { token });

    private async Task<(Registration Registration, Webinar Webinar)?> FindAsync(string token) =>
        await OwnRegistration.FindAsync(db, links, token, clock.GetUtcNow()) is ({ Status: RegistrationStatus.Confirmed }, _) and var found
            ? found : null;

    private async Task<RoomPage?> PageAsync(string token)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var own = await db.PresenceRooms.AsNoTracking().SingleOrDefaultAsync(r => r.ContactId == registration.Id);
        var stays = own is null ? [] : await db.PresenceIntervals.AsNoTracking()
            .Where(p => p.RoomId == own.Id && p.ExcludedAt == null).ToListAsync();
        var inside = stays.Select(p => p.RegistrationId).ToList();
        var people = await db.Registrations.AsNoTracking().Where(r => inside.Contains(r.Id)).OrderBy(r => r.SortName).ToListAsync();
        var address = own is null ? null : addresses.RoomDoor(own.Code);
        return new RoomPage(token, webinar.Title, own)
        {
            IsOpen = WayIn.StateOf(webinar, registration.Status, settings.WayInOpensBefore, now) == WayInState.Open,
            CanClose = own is { IsOpen: true } && now < webinar.EndsAt + WayIn.LeavingEnds,
            Address = address,
            Qr = address is null ? null : QrPicture.Of(address),
            Inside = people.ConvertAll(
                r => new RoomPerson(r.Id, r.FullName, stays.Find(p => p.RegistrationId == r.Id)!, r.Id == registration.Id)),
            Colleagues = own is { IsOpen: true }
                ? [.. (await DeclareInRoom.Colleagues(db, registration).ToListAsync()).Where(r => !inside.Contains(r.Id))
                    .Select(r => (r.Id, r.FullName))]
                : [],
            Sits = own is not null ? null : await db.PresenceIntervals.AsNoTracking()
                .Where(p => p.RegistrationId == registration.Id && p.RoomId != null && p.ExcludedAt == null)
                .OrderByDescending(p => p.Id).FirstOrDefaultAsync(),
        };
    }
}

public enum RoomDeed
{
    Opened,

    Joined,

    Declared,

    Closed,

    NotNow,
}

public sealed record RoomReceipt(RoomDeed Deed);

public sealed class RoomForm
{
    [Display(Name = "Codice della sala")]
    public string? Code { get; set; }
}

public sealed record RoomPerson(Guid Id, string Name, PresenceInterval Stay, bool IsContact);

/// <param name="Own">The room that this person has opened.</param>
public sealed record RoomPage(string Token, string Title, PresenceRoom? Own)
{
    public bool IsOpen { get; init; }

    public bool CanClose { get; init; }

    public string? Address { get; init; }

    public QrPicture? Qr { get; init; }

    public IReadOnlyList<RoomPerson> Inside { get; init; } = [];

    public IReadOnlyList<(Guid Id, string Name)> Colleagues { get; init; } = [];

    /// <summary>In somebody else's room.</summary>
    public PresenceInterval? Sits { get; init; }

    public RoomForm Form { get; init; } = new();

    public RoomDeed? Just { get; init; }
}
