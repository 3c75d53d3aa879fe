using Coopera.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Search;

public sealed class SearchController(EverythingSearch search) : AdminController
{
    private const int ShortestQuestion = 2;
    private const int LongestQuestion = 200;

    /// <param name="kind">"persone": all the people, in pages.</param>
    /// <param name="before">People of webinars before this one.</param>
    [HttpGet("/gestione/cerca")]
    public async Task<ViewResult> Index(
        string? q, [FromQuery(Name = "tipo")] string? kind, [FromQuery(Name = "pagina")] int number = 1,
        [FromQuery(Name = "prima")] int? before = null)
    {
        var typed = Text.Cut(Text.CleanLine(q), LongestQuestion).TrimEnd();
        if (Text.Fold(typed).Length < ShortestQuestion)
        {
            return View(new SearchPage(typed, TooShort: typed.Length > 0, []));
        }

        if (kind != "persone")
        {
            return View(new SearchPage(typed, TooShort: false, await search.FindAsync(typed)));
        }

        var page = Math.Clamp(number, 1, 10_000);
        var people = await search.PeopleAsync(typed, page, before);
        var more = people.Hits.Count > EverythingSearch.PageSize;
        return View("People", new PeoplePage(
            typed, [.. people.Hits.Take(EverythingSearch.PageSize)], page, before, more, more ? null : people.Before));
    }
}

public sealed record SearchPage(string Typed, bool TooShort, IReadOnlyList<SearchGroup> Groups);

/// <param name="Before">Only of webinars before this one.</param>
/// <param name="Further">Those of webinars before this one were not looked through yet.</param>
public sealed record PeoplePage(string Typed, IReadOnlyList<SearchHit> People, int Page, int? Before, bool HasMore, int? Further);
