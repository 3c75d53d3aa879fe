using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Presence;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Webinars;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Registrations;

/// <summary>The door of a webinar. Looking in changes nothing; who enters and who leaves says so with a form.</summary>
[Route("/iscrizioni/{token}")]
[PrivatePage]
public sealed class WayInController(
    CooperaDb db, PersonalLinks links, ConfirmationLinks confirmations, PublicBodyDirectory directory, Settings settings,
    TimeProvider clock) : Controller
{
    [HttpGet("entra")]
    public async Task<IActionResult> Enter(string token)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return this.InvalidLink();
        }

        if (registration.Status == RegistrationStatus.Unconfirmed)
        {
            return new SeeOther(Url.Content(Addresses.Registration.Confirm(confirmations.Token(new(registration.Id, webinar.Id)))));
        }

        HttpContext.AllowFormsElsewhere();
        return View(await PageAsync(token, registration, webinar) with
        {
            JustLeft = this.Receipt<LeaveReceipt>()?.Outcome,
            JustGiven = this.Receipt<WordReceipt>()?.At,
        });
    }

    [HttpPost("entra")]
    [EnableRateLimiting(RateLimitPolicies.Presence)]
    public async Task<IActionResult> Enter(string token, [FromServices] EnterWebinar enter, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (registration, _))
        {
            return this.InvalidLink();
        }

        return (await enter.RunAsync(registration, cancellationToken)).Platform is { } platform
            ? new SeeOther(platform)
            : this.SeeOther(nameof(Enter), new { token });
    }

    [HttpPost("esci")]
    [EnableRateLimiting(RateLimitPolicies.Presence)]
    public async Task<IActionResult> Leave(string token, [FromServices] LeaveWebinar leave, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return this.InvalidLink();
        }

        var outcome = await leave.RunAsync(registration, webinar, cancellationToken);
        return this.SeeOther(new LeaveReceipt(outcome), nameof(Enter), new { token });
    }

    /// <summary>Sent by the page while it is open; nobody reads the answer.</summary>
    [HttpPost("presente")]
    [EnableRateLimiting(RateLimitPolicies.Presence)]
    public async Task<IActionResult> StillThere(string token, [FromServices] NoteStillThere note, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return NotFound();
        }

        await note.RunAsync(registration, webinar, cancellationToken);
        return NoContent();
    }

    private Task<(Registration Registration, Webinar Webinar)?> FindAsync(string token) =>
        OwnRegistration.FindAsync(db, links, token, clock.GetUtcNow());

    private async Task<WayInPage> PageAsync(string token, Registration registration, Webinar webinar)
    {
        var now = clock.GetUtcNow();
        var state = WayIn.StateOf(webinar, registration.Status, settings.WayInOpensBefore, now);
        var last = await db.PresenceIntervals.AsNoTracking()
            .Where(p => p.RegistrationId == registration.Id && p.Source == PresenceSource.EntryPage)
            .OrderByDescending(p => p.Id).FirstOrDefaultAsync();
        return new WayInPage(token, PublicWebinar.Of(webinar), state, registration.FullName, now)
        {
            BodyName = (await directory.FindAsync(registration.PublicBodyCode))?.FullName ?? registration.OtherBody,
            OpensAt = webinar.StartsAt - settings.WayInOpensBefore,
            IsReady = webinar.JoinLink is not null,
            Waiting = state == WayInState.Waiting ? await WaitingPlace.OfAsync(db, registration, webinar, now) : null,
            CanSignUpAgain = state == WayInState.RegistrationCancelled && await Newcomers.FitAsync(db, webinar, now),
            Last = last,
            CanLeave = last is { IsOpen: true } && now < webinar.EndsAt + WayIn.LeavingEnds,
            TakesWords = state == WayInState.Open || (state == WayInState.Over && registration.Status == RegistrationStatus.Confirmed
                && await db.CodeWords.AnyAsync(w => w.WebinarId == webinar.Id && w.SaidAt > now - CodeWord.Life)),
            CanSeePresence = registration.Status == RegistrationStatus.Confirmed,
            HasCertificate = state == WayInState.Over && await db.Certificates.AnyAsync(c => c.RegistrationId == registration.Id),
            Materials = state == WayInState.Over && registration.Status == RegistrationStatus.Confirmed
                ? [.. webinar.Materials.Select(m => PublicMaterial.Of(m, id => Addresses.Registration.Material(token, id)))]
                : [],
        };
    }
}

public sealed record WayInPage(string Token, PublicWebinar Webinar, WayInState State, string Name, DateTimeOffset Now)
{
    /// <inheritdoc cref="PersonalPage.HasCertificate"/>
    public bool HasCertificate { get; init; }

    public string? BodyName { get; init; }

    public DateTimeOffset OpensAt { get; init; }

    /// <summary>Somebody has said where the webinar takes place.</summary>
    public bool IsReady { get; init; }

    public WaitingPlace? Waiting { get; init; }

    public bool CanSignUpAgain { get; init; }

    /// <summary>When they were last in, by this page; null when they were not.</summary>
    public PresenceInterval? Last { get; init; }

    public bool CanLeave { get; init; }

    public IReadOnlyList<PublicMaterial> Materials { get; init; } = [];

    public LeaveOutcome? JustLeft { get; init; }

    /// <summary>A word can be given: while it takes place always, since this page may be older than the word.</summary>
    public bool TakesWords { get; init; }

    public bool CanSeePresence { get; init; }

    /// <summary>When a word was noted, to who has just given it.</summary>
    public DateTimeOffset? JustGiven { get; init; }

    public bool IsIn => Last is { IsOpen: true };
}

public sealed record LeaveReceipt(LeaveOutcome Outcome);
