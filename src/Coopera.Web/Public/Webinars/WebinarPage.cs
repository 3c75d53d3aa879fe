using Coopera.Core.Data;
using Coopera.Core.Webinars;
using Coopera.Domain.Press;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Public.Webinars;

/// <param name="PressRelease">Its word in addresses; null when there is none, or nobody may read it yet.</param>
public sealed record WebinarPage(PublicWebinar Webinar, WebinarPhase Phase, PublicPlaces Places, string? PressRelease)
{
    public WebinarState State => new(Phase, Places);

    public required string Description { get; init; }

    public required IReadOnlyList<Talk> Talks { get; init; }

    public required IReadOnlyList<PublicMaterial> Materials { get; init; }

    public required string Coordinator { get; init; }

    public required string Audience { get; init; }

    public required string Partners { get; init; }

    /// <param name="webinar">A draft is shown as everybody would see it.</param>
    /// <param name="material">The address of a file, by its number.</param>
    public static async Task<WebinarPage> OfAsync(CooperaDb db, Webinar webinar, DateTimeOffset now, Func<int, string> material)
    {
        var release = await db.PressReleases.Where(r => r.Id == webinar.PressReleaseId && r.Status == PressReleaseStatus.Published)
            .Select(r => r.Slug).SingleOrDefaultAsync();
        return new WebinarPage(
            PublicWebinar.Of(webinar),
            webinar.PhaseOncePublishedAt(now),
            await Core.Registrations.Places.ForAllAsync(db, webinar, now),
            release)
        {
            Description = webinar.Description,
            Talks = webinar.Talks,
            Materials = [.. webinar.Materials.Where(m => !m.ForRegisteredOnly).Select(m => PublicMaterial.Of(m, material))],
            Coordinator = webinar.Coordinator,
            Audience = webinar.Audience,
            Partners = webinar.Partners,
        };
    }
}
