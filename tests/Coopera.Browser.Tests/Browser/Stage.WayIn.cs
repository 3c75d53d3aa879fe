using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Browser.Tests.Browser;

public static partial class Stage
{
    public const string Platform = "https://platform.example/j/123";

    /// <summary>Maria has a place in a webinar that lasts two hours.</summary>
    /// <param name="minutes">From now until it begins; below zero: since it began.</param>
    /// <returns>The address of her page, without the way in.</returns>
    public static async Task<string> WithPlaceAsync(
        this CooperaSite site, double minutes, string? link = Platform, int? capacity = 40, string name = "Zoom")
    {
        var webinar = await site.OpenAsync(capacity);
        var page = await site.SignUpAsync(webinar, $"{Guid.NewGuid():N}@comune.example");
        var start = DateTimeOffset.UtcNow.AddMinutes(minutes);
        await site.WriteAsync(async db =>
        {
            var stored = await db.Webinars.Include(w => w.Talks).SingleAsync(w => w.Id == webinar.Id);
            stored.Add(Material.Link("La guida", "https://www.anci.sicilia.it/guida", forRegisteredOnly: false, DateTimeOffset.UtcNow));
            stored.Edit(
                stored.Content with { StartsAt = start, EndsAt = start.AddHours(2), JoinLink = link, Platform = name }, [],
                DateTimeOffset.UtcNow);
        });
        return page;
    }
}
