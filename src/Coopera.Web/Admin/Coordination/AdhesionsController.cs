using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Domain.Coordination;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Exports;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Coordination;

public sealed class AdhesionsController(
    CooperaDb db, PublicBodyDirectory directory, StreamedDb streamed, ListExport export, TimeProvider clock) : AdminController
{
    public const int PageSize = 50;

    [HttpGet("/gestione/adesioni")]
    public async Task<ViewResult> Index(AdhesionFilter filter, [FromQuery(Name = "pagina")] int number = 1)
    {
        var now = clock.GetUtcNow();
        var found = filter.Apply(db);
        var total = await found.CountAsync();
        var page = ListPage.Of(number, total, PageSize);
        var rows = await page.In(found).ToListAsync();
        var elsewhere = total == 0 && filter.Narrows() ? await (filter with { ChosenGroup = AdhesionGroup.All }).Apply(db).CountAsync() : 0;
        return View(new AdhesionList(
            filter, rows, await CountsAsync(), await directory.ProvinceChoicesAsync(), total, elsewhere, page.Number, page.Count, now)
        {
            ByPec = await db.PecArrivals.CountAsync(a => a.State == PecArrivalState.ToDecide),
        });
    }

    [HttpGet("/gestione/adesioni.csv")]
    [HttpGet("/gestione/adesioni.xlsx")]
    [Authorize(Policy = StaffPolicies.Export)]
    public Task<IActionResult> Export(AdhesionFilter filter) =>
        export.AnswerAsync(HttpContext, AdhesionExport.Of(streamed.Db, filter));

    private async Task<IReadOnlyDictionary<AdhesionGroup, int>> CountsAsync()
    {
        var states = await db.Adhesions.GroupBy(a => a.Status).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        return AdhesionGroups.Counts(
            states,
            await db.Adhesions.CountAsync(AdhesionGroup.ForUs.Holds()),
            await db.Adhesions.CountAsync(AdhesionGroup.Unproven.Holds()),
            await db.Adhesions.CountAsync(AdhesionGroup.Stuck.Holds()));
    }
}

/// <param name="Elsewhere">How many the same words find in all groups together, when this one has none.</param>
public sealed record AdhesionList(
    AdhesionFilter Filter,
    IReadOnlyList<FiledAdhesion> Rows,
    IReadOnlyDictionary<AdhesionGroup, int> Counts,
    IReadOnlyList<SelectListItem> Provinces,
    int Total,
    int Elsewhere,
    int Page,
    int Pages,
    DateTimeOffset Now)
{
    /// <summary>Files that came by PEC and belong to none yet.</summary>
    public int ByPec { get; init; }
}
