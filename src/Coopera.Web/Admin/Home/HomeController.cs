using Coopera.Core.Backups;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Core.Texts;
using Coopera.Domain.Webinars;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Home;

public sealed class HomeController(
    CooperaDb db, TodoList todos, FirstSteps steps, StatisticsQuery statistics, TimeProvider clock) : AdminController
{
    /// <summary>The latest webinars, of which one can be chosen for the charts.</summary>
    private const int Choices = 100;

    [HttpGet("/gestione")]
    public async Task<ViewResult> Index(StatisticsFilter filter)
    {
        var next = await NextAsync();
        var published = db.Webinars.AsNoTracking().Where(w => w.Status != WebinarStatus.Draft).OrderByDescending(w => w.StartsAt)
            .Select(w => new { w.Id, w.Title, w.StartsAt });
        var choices = await published.Take(Choices).ToListAsync();
        if (filter.Webinar is { } chosen && !choices.Exists(w => w.Id == chosen))
        {
            choices.AddRange(await published.Where(w => w.Id == chosen).ToListAsync()); // from the page of an older one
        }

        filter = filter with { Webinar = choices.Exists(w => w.Id == filter.Webinar) ? filter.Webinar : null };
        return View(new TodayPage(
            clock.GetUtcNow(),
            await todos.MakeAsync(next),
            next,
            filter,
            [new("tutti i webinar", ""), .. choices.Select(
                w => new SelectListItem($"{w.Title} ({Coopera.Domain.RomeTime.Date(w.StartsAt)})", $"{w.Id}"))],
            await statistics.RunAsync(filter))
        {
            MissingTexts = [.. (await SiteTexts.ReadAsync(db)).Missing.Select(text => text.Label)],
            FirstSteps = await steps.ReadAsync(),
            HeldMails = await HeldMails.LookAsync(db),
        });
    }

    private async Task<IReadOnlyList<WebinarPlaces>> NextAsync()
    {
        var now = clock.GetUtcNow();
        var webinars = await db.Webinars.AsNoTracking()
            .Where(w => w.Status == WebinarStatus.Published && w.EndsAt > now).OrderBy(w => w.StartsAt).ToListAsync();
        var people = await SignUps.ReadAsync(db.Registrations.Accepted(), webinars.ConvertAll(w => w.Id));
        var places = await Places.ForAllAsync(db, webinars, now, people);
        return webinars.ConvertAll(w =>
        {
            var (confirmed, waiting, _) = people.GetValueOrDefault(w.Id) ?? SignUps.None;
            return new WebinarPlaces(w, confirmed, waiting, places.GetValueOrDefault(w.Id));
        });
    }
}

/// <param name="ForAll">What everybody may know of them.</param>
public sealed record WebinarPlaces(Webinar Webinar, int Confirmed, int Waiting, PublicPlaces ForAll);

public sealed record TodayPage(
    DateTimeOffset Now,
    IReadOnlyList<Todo> Todos,
    IReadOnlyList<WebinarPlaces> Next,
    StatisticsFilter Filter,
    IReadOnlyList<SelectListItem> Webinars,
    Statistics Statistics)
{
    /// <summary>What the public is owed and nobody has written.</summary>
    public required IReadOnlyList<string> MissingTexts { get; init; }

    public IReadOnlyList<FirstStep> FirstSteps { get; init; } = [];

    /// <summary>Of a restored copy; null where nothing is held.</summary>
    public HeldMails? HeldMails { get; init; }
}

public sealed record ChartPanel(string Heading, string? Note, string Drawing, (string Thing, string Count) Head, IReadOnlyList<Tally> Rows);
