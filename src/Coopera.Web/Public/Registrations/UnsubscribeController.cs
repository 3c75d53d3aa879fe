using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain.Registrations;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Registrations;

/// <summary>
/// Takes back the choice to be invited, from the invitation itself. No rate limit: a provider's servers press for all of its people from
/// one address, and who has no link of ours is told so before the database is asked.
/// </summary>
[Route("/inviti/{token}")]
[PrivatePage]
public sealed class UnsubscribeController(CooperaDb db, UnsubscribeLinks links, ChooseInvitations choose) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Page(string token) => await FindAsync(token) is { } registration
        ? View(nameof(Unsubscribe), new UnsubscribePage(token, await InvitationChoice.IsWantedAsync(db, registration)))
        : this.InvalidLink();

    [HttpPost]
    [OneClick]
    public async Task<IActionResult> Unsubscribe(string token, CancellationToken cancellationToken)
    {
        if (await FindAsync(token) is not { } registration)
        {
            return this.InvalidLink();
        }

        await choose.RunAsync(registration, wanted: false, cancellationToken);

        // A mail program is not led on: it would not follow (RFC 8058, 3.1).
        return OneClickAttribute.IsMeant(HttpContext)
            ? View(nameof(Unsubscribe), new UnsubscribePage(token, IsWanted: false))
            : this.SeeOther(nameof(Page), new { token });
    }

    /// <summary>Null, too, when the registration has another address now: the link was sent to somebody else.</summary>
    private async Task<Registration?> FindAsync(string token) => links.TryRead(token, out var link)
        ? await db.Registrations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == link.Value.Id && r.LinkVersion == link.Value.Version)
        : null;
}

public sealed record UnsubscribePage(string Token, bool IsWanted);
