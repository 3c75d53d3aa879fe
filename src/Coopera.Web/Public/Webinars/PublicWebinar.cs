using Coopera.Core.Files;
using Coopera.Core.Webinars;
using Coopera.Domain.Webinars;

namespace Coopera.Web.Public.Webinars;

public sealed record PublicWebinar(
    string Slug,
    string Title,
    string Theme,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    DateTimeOffset? RegistrationOpensAt,
    DateTimeOffset RegistrationEnd,
    string Platform,
    string? CancellationMessage,
    bool IsSample)
{
    public int Id { get; init; }

    /// <summary>Shown to staff as it will be.</summary>
    public bool IsDraft { get; init; }

    public static PublicWebinar Of(Webinar w) =>
        new(w.Slug, w.Title, w.Theme, w.StartsAt, w.EndsAt, w.RegistrationOpensAt, w.RegistrationEnd, w.Platform, w.CancellationMessage,
            w.IsSample)
        {
            Id = w.Id,
            IsDraft = w.Status == WebinarStatus.Draft,
        };
}

/// <param name="Places">As if there were no limit, where nobody can sign up.</param>
public sealed record WebinarEntry(PublicWebinar Webinar, WebinarPhase Phase, PublicPlaces Places = PublicPlaces.NoLimit)
{
    public WebinarState State => new(Phase, Places);

    public static WebinarEntry Of(Webinar webinar, DateTimeOffset now, PublicPlaces places = PublicPlaces.NoLimit) =>
        new(PublicWebinar.Of(webinar), webinar.PhaseAt(now), places);
}

/// <param name="About">What kind of file and how large, or whose site.</param>
public sealed record PublicMaterial(string Title, string Address, bool IsFile, string About)
{
    /// <param name="address">Of a file, by its number.</param>
    public static PublicMaterial Of(Material material, Func<int, string> address) => material.IsFile
        ? new(material.Title, address(material.Id), IsFile: true,
            $"{MaterialKinds.Label(material.FileName!)}, {FileSize.Of(material.Length)}")
        : new(material.Title, material.Url!, IsFile: false, new Uri(material.Url!).Host);
}
