using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Hosting;
using Coopera.Web.Public.Webinars;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Registrations;

/// <summary>What the link in a mail that asks for a confirmation opens. Looking changes nothing: mail filters open links.</summary>
[Route("/iscrizioni/{token}/conferma")]
[PrivatePage]
public sealed class ConfirmController(
    CooperaDb db, ConfirmationLinks links, PersonalLinks personalLinks, ConfirmSignUp confirm, TimeProvider clock) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Confirm(string token)
    {
        if (!links.TryRead(token, out var link) || await WebinarAsync(link.Value) is not { } webinar)
        {
            return this.InvalidLink();
        }

        return await FindAsync(link.Value) switch
        {
            { Status: RegistrationStatus.Unconfirmed } waits when IsInTime(waits, webinar) =>
                View(new ConfirmPage(token, PublicWebinar.Of(webinar), await ConfirmSignUp.NamesAsync(db, waits), waits.ConfirmBy)),
            { Status: not RegistrationStatus.Unconfirmed } there => ToPersonalPage(there),
            _ => Lapsed(webinar),
        };
    }

    [HttpPost]
    [EnableRateLimiting(RateLimitPolicies.SignUp)]
    public async Task<IActionResult> Confirm(string token, CancellationToken cancellationToken)
    {
        if (!links.TryRead(token, out var link) || await WebinarAsync(link.Value) is not { } webinar)
        {
            return this.InvalidLink();
        }

        await confirm.RunAsync(webinar.Id, link.Value.Id, cancellationToken);
        return await FindAsync(link.Value) is { Status: not RegistrationStatus.Unconfirmed } there
            ? ToPersonalPage(there)
            : Lapsed(webinar);
    }

    /// <summary>Null, too, when the address has changed since: the link was sent to another one.</summary>
    private async Task<Registration?> FindAsync(PersonalLink link)
    {
        var named = await db.Registrations.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == link.Id && r.WebinarId == link.Version && r.LinkVersion == 0);
        return named is null ? null : await ConfirmSignUp.OfLinkAsync(db, named);
    }

    private Task<Webinar?> WebinarAsync(PersonalLink link) =>
        db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == link.Version && w.Status != WebinarStatus.Draft);

    private bool IsInTime(Registration registration, Webinar webinar) =>
        clock.GetUtcNow() < registration.ConfirmBy
        && SendConfirmationAgain.IsPossible(webinar, clock.GetUtcNow());

    private SeeOther ToPersonalPage(Registration registration) =>
        new(Url.Content(Addresses.Registration.Page(personalLinks.Token(new(registration.Id, registration.LinkVersion)))));

    private ViewResult Lapsed(Webinar webinar)
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return View("Lapsed", WebinarEntry.Of(webinar, clock.GetUtcNow()));
    }
}

public sealed record ConfirmPage(string Token, PublicWebinar Webinar, IReadOnlyList<string> Names, DateTimeOffset Until);
