using System.ComponentModel.DataAnnotations;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Presence;
using Coopera.Core.Presence.Evidence;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Registrations;

/// <summary>"Non risulto presente": after the webinar somebody reads what is known, and says what is missing.</summary>
[Route("/iscrizioni/{token}/presenza")]
[PrivatePage]
public sealed class MissingPresenceController(CooperaDb db, PersonalLinks links, TimeProvider clock) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Presence(string token) =>
        await PageAsync(token) is { } page ? View(page with { JustAsked = this.Receipt<PresenceReceipt>()?.Outcome }) : this.InvalidLink();

    [HttpPost]
    [EnableRateLimiting(RateLimitPolicies.Presence)]
    public async Task<IActionResult> Presence(
        string token, MissingPresenceForm form, [FromServices] AskPresence ask, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return this.InvalidLink();
        }

        var text = Text.CleanParagraph(form.Text);
        if (text.Length is > 0 and <= PresenceRequest.TextMaxLength)
        {
            return this.SeeOther(
                new PresenceReceipt(await ask.RunAsync(registration, webinar, text, cancellationToken)), nameof(Presence), new { token });
        }

        ModelState.AddModelError(nameof(form.Text), text.Length == 0
            ? "Scrivi che cosa è successo: per esempio da dove seguivi, da che ora a che ora."
            : Phrases.TooLong("Il testo", PresenceRequest.TextMaxLength));
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View((await PageAsync(token))! with { Form = form });
    }

    private async Task<MissingPresencePage?> PageAsync(string token)
    {
        if (await FindAsync(token) is not var (registration, webinar))
        {
            return null;
        }

        var stays = await db.PresenceIntervals.AsNoTracking().Where(p => p.RegistrationId == registration.Id && p.ExcludedAt == null)
            .OrderBy(p => p.EnteredAt).ThenBy(p => p.Id).ToListAsync();
        var attendance = await db.AttendanceAsync(webinar, stays);
        return new MissingPresencePage(
            token, webinar.Title, attendance.Held, attendance.Of(registration.Id), stays,
            await db.PresenceRequests.AsNoTracking().Where(r => r.RegistrationId == registration.Id)
                .OrderByDescending(r => r.AskedAt).ToListAsync())
        {
            IsPossible = AskPresence.IsPossible(webinar, registration.Status, clock.GetUtcNow()),
        };
    }

    private async Task<(Registration Registration, Webinar Webinar)?> FindAsync(string token) =>
        await OwnRegistration.FindAsync(db, links, token, clock.GetUtcNow())
            is ({ Status: not RegistrationStatus.Unconfirmed }, _) and var found ? found : null;
}

public sealed class MissingPresenceForm
{
    [Display(Name = "Che cosa è successo?")]
    public string? Text { get; set; }
}

public sealed record PresenceReceipt(AskedPresence Outcome);

/// <param name="Stays">What counts.</param>
/// <param name="Requests">The newest first.</param>
public sealed record MissingPresencePage(
    string Token, string Title, TimeWindow Held, TimeSpan Attended, IReadOnlyList<PresenceInterval> Stays,
    IReadOnlyList<PresenceRequest> Requests)
{
    public MissingPresenceForm Form { get; init; } = new();

    /// <summary>It is over, and the person had a place.</summary>
    public bool IsPossible { get; init; }

    public AskedPresence? JustAsked { get; init; }

    public PresenceRequest? Open => Requests.FirstOrDefault(r => r.State == PresenceRequestState.Open);

    public bool CanAsk => IsPossible && Open is null && Requests.Count < PresenceRequest.Most;
}
