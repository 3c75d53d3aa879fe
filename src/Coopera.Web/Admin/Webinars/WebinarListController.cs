using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Webinars;

public sealed class WebinarListController(CooperaDb db, TimeProvider clock) : AdminController
{
    [HttpGet("/gestione/webinar")]
    public async Task<ViewResult> Index(
        [FromQuery(Name = "stato")] WebinarGroup? chosenGroup, [FromQuery(Name = "cerca")] string? search)
    {
        var now = clock.GetUtcNow();
        var all = await db.Webinars.AsNoTracking()
            .Include(w => w.Talks).Include(w => w.Materials).AsSplitQuery().OrderBy(w => w.StartsAt).ToListAsync();
        var words = Text.SearchWords(search, int.MaxValue);
        var group = chosenGroup is { } asked && Enum.IsDefined(asked) ? asked : words.Count > 0 ? WebinarGroup.All : WebinarGroup.ToFollow;
        var found = all.Where(w => group.Holds(w, now) && words.All(
            word => Text.Fold($"{w.Title} {w.Theme} {w.Slug}").Contains(word, StringComparison.Ordinal)));
        if (group is not (WebinarGroup.ToFollow or WebinarGroup.Drafts))
        {
            found = found.Reverse(); // the latest first
        }

        var (counts, places) = (await CountsAsync(), await Places.ForAllAsync(db, all, now));
        return View(new WebinarOverview(
            group,
            search,
            Enum.GetValues<WebinarGroup>().ToDictionary(each => each, each => all.Count(w => each.Holds(w, now))),
            [.. found.Select(w => WebinarRow.Of(
                w, counts.GetValueOrDefault(w.Id) ?? new SignUps(0, 0, 0), places.GetValueOrDefault(w.Id), now))]));
    }

    private async Task<Dictionary<int, SignUps>> CountsAsync()
    {
        var counts = await db.Registrations
            .GroupBy(r => new { r.WebinarId, r.Status })
            .Select(group => new { group.Key.WebinarId, group.Key.Status, Count = group.Count() })
            .ToListAsync();
        return counts.GroupBy(c => c.WebinarId)
            .ToDictionary(group => group.Key, group => SignUps.Of(group.ToDictionary(c => c.Status, c => c.Count)));
    }
}

public sealed record SignUps(int Confirmed, int Waiting, int Cancelled)
{
    public int Active => Confirmed + Waiting;

    public static SignUps Of(Dictionary<RegistrationStatus, int> counts) => new(
        counts.GetValueOrDefault(RegistrationStatus.Confirmed), counts.GetValueOrDefault(RegistrationStatus.Waiting),
        counts.GetValueOrDefault(RegistrationStatus.Cancelled));
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

    public static bool Holds(this WebinarGroup group, Webinar webinar, DateTimeOffset now)
    {
        var isOver = webinar.PhaseAt(now) is WebinarPhase.Concluded or WebinarPhase.Cancelled;
        return group switch
        {
            WebinarGroup.ToFollow => webinar.ArchivedAt is null && !isOver,
            WebinarGroup.Drafts => webinar.ArchivedAt is null && webinar.Status == WebinarStatus.Draft,
            WebinarGroup.Over => webinar.ArchivedAt is null && isOver,
            WebinarGroup.Archived => webinar.ArchivedAt is not null,
            _ => true,
        };
    }
}

/// <param name="Counts">How many are in each group.</param>
public sealed record WebinarOverview(
    WebinarGroup Group, string? Search, IReadOnlyDictionary<WebinarGroup, int> Counts, IReadOnlyList<WebinarRow> Rows);

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
