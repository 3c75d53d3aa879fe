using System.Linq.Expressions;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Webinars;

public sealed class WebinarListController(CooperaDb db, TimeProvider clock) : AdminController
{
    public const int PageSize = 50;
    private const int MostWords = 12;

    [HttpGet("/gestione/webinar")]
    public async Task<ViewResult> Index(
        [FromQuery(Name = "stato")] WebinarGroup? chosenGroup, [FromQuery(Name = "cerca")] string? search,
        [FromQuery(Name = "pagina")] int number = 1)
    {
        var now = clock.GetUtcNow();
        var words = Text.SearchWords(search, MostWords);
        var group = chosenGroup is { } asked && Enum.IsDefined(asked) ? asked : words.Count > 0 ? WebinarGroup.All : WebinarGroup.ToFollow;
        var counts = await CountsAsync(now);
        var (found, total) = (db.Webinars.AsNoTracking().Where(group.Holds(now)), counts[group]);
        if (words.Count > 0)
        {
            found = found.Called(words);
            total = await found.CountAsync();
        }

        var page = ListPage.Of(number, total, PageSize);
        var shown = await page.In(group is WebinarGroup.ToFollow or WebinarGroup.Drafts
                ? found.OrderBy(w => w.StartsAt).ThenBy(w => w.Id)
                : found.OrderByDescending(w => w.StartsAt).ThenByDescending(w => w.Id)) // the latest first
            .Include(w => w.Talks).Include(w => w.Materials).AsSplitQuery().ToListAsync();
        var people = await SignUps.ReadAsync(db.Registrations, shown.ConvertAll(w => w.Id));
        var places = await Places.ForAllAsync(db, shown, now, people);
        return View(new WebinarOverview(
            group,
            search,
            counts,
            [.. shown.Select(w => WebinarRow.Of(
                w, people.GetValueOrDefault(w.Id) ?? SignUps.None, places.GetValueOrDefault(w.Id), now))],
            page));
    }

    private async Task<Dictionary<WebinarGroup, int>> CountsAsync(DateTimeOffset now)
    {
        var counts = new Dictionary<WebinarGroup, int>();
        foreach (var group in Enum.GetValues<WebinarGroup>())
        {
            counts[group] = await db.Webinars.CountAsync(group.Holds(now));
        }

        return counts;
    }
}

public enum WebinarGroup
{
    ToFollow,
    Drafts,
    Over,
    Archived,
    All,
}

public static class WebinarGroups
{
    public static string Label(this WebinarGroup group) => group switch
    {
        WebinarGroup.ToFollow => "Da seguire",
        WebinarGroup.Drafts => "Bozze",
        WebinarGroup.Over => "Conclusi e annullati",
        WebinarGroup.Archived => "Archiviati",
        _ => "Tutti",
    };

    /// <summary>Over: concluded or cancelled, see <see cref="Webinar.PhaseAt"/>.</summary>
    public static Expression<Func<Webinar, bool>> Holds(this WebinarGroup group, DateTimeOffset now) => group switch
    {
        WebinarGroup.ToFollow => w => w.ArchivedAt == null
            && (w.Status == WebinarStatus.Draft || (w.Status == WebinarStatus.Published && w.EndsAt > now)),
        WebinarGroup.Drafts => w => w.ArchivedAt == null && w.Status == WebinarStatus.Draft,
        WebinarGroup.Over => w => w.ArchivedAt == null
            && (w.Status == WebinarStatus.Cancelled || (w.Status == WebinarStatus.Published && w.EndsAt <= now)),
        WebinarGroup.Archived => w => w.ArchivedAt != null,
        _ => w => true,
    };
}

/// <param name="Counts">How many are in each group.</param>
public sealed record WebinarOverview(
    WebinarGroup Group, string? Search, IReadOnlyDictionary<WebinarGroup, int> Counts, IReadOnlyList<WebinarRow> Rows, ListPage Page)
{
    public ListPager Pager => ListPager.Of(Page.Number, Page.Count, number => Addresses.Admin.Webinars.List + ListQuery.Of(
        ("stato", $"{Group}"), ("cerca", Search), ListQuery.Page(number)));
}

/// <param name="Next">What is to be done, in words; null when there is nothing.</param>
public sealed record WebinarRow(Webinar Webinar, WebinarState State, SignUps SignUps, string? Next)
{
    public static WebinarRow Of(Webinar webinar, SignUps people, PublicPlaces places, DateTimeOffset now)
    {
        var phase = webinar.PhaseAt(now);
        var missing = Publication.Of(webinar, webinar.PublishAt ?? now).Missing.Count;
        return new WebinarRow(webinar, new WebinarState(phase, places), people, phase switch
        {
            WebinarPhase.NotPublished => NextOfDraft(webinar, missing),
            WebinarPhase.Concluded =>
                webinar.Materials.Count == 0 && webinar.ArchivedAt is null ? "Aggiungi i materiali, se ce ne sono" : null,
            WebinarPhase.Cancelled => null,
            _ when webinar.JoinLink is null => "Manca il link per collegarsi",
            _ when people.Waiting > 0 => "C’è chi aspetta un posto",
            _ => null,
        });
    }

    private static string NextOfDraft(Webinar webinar, int missing) => (webinar.PublishAt, webinar.NotPublishedAt, missing) switch
    {
        ({ } at, _, 0) => $"Si pubblica da solo {RomeTime.DateAndTime("il", at)}",
        ({ } at, _, 1) => $"Si pubblica da solo {RomeTime.DateAndTime("il", at)}, se prima aggiungi quello che manca: una cosa",
        ({ } at, _, _) => $"Si pubblica da solo {RomeTime.DateAndTime("il", at)}, se prima aggiungi quello che manca: {missing} cose",
        (_, { } at, _) => $"Non è stato pubblicato {RomeTime.DateAndTime("il", at)}, perché mancava qualcosa",
        (_, _, 0) => "Pronto: rileggi e pubblica",
        (_, _, 1) => "Manca una cosa per pubblicarlo",
        _ => $"Mancano {missing} cose per pubblicarlo",
    };
}
