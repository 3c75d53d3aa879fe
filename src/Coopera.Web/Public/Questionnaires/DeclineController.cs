using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Questionnaires;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Questionnaires;

/// <summary>Whether an address is asked what it thinks of webinars. Its link says who somebody is, and opens no questionnaire.</summary>
[Route("/questionari/basta/{token}")]
[PrivatePage]
public sealed class DeclineController(CooperaDb db, DeclineLinks links, DeclineSurveys decline) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Decline(string token) => await FindAsync(token) is { } link
        ? View(new DeclinePage(token, await db.DeclinesSurveysAsync(link.Id)))
        : this.InvalidLink();

    [HttpPost]
    public async Task<IActionResult> Decline(string token, [FromForm(Name = "di-nuovo")] bool again, CancellationToken cancellationToken) =>
        await FindAsync(token) is { } link && await decline.RunAsync(link.Version, link.Id, declines: !again, cancellationToken)
            ? this.SeeOther(nameof(Decline), new { token })
            : this.InvalidLink();

    private async Task<PersonalLink?> FindAsync(string token) => links.TryRead(token, out var link)
        && await db.SurveyInvitations.AnyAsync(i => i.SurveyId == link.Value.Version && i.RegistrationId == link.Value.Id) ? link : null;
}

public sealed record DeclinePage(string Token, bool Declines);
