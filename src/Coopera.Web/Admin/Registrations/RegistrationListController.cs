using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Lists;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Columns;
using Coopera.Web.Admin.Exports;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations;

[Route("/gestione/webinar/{id:int}")]
public sealed class RegistrationListController(
    CooperaDb db, PublicBodyDirectory directory, RegistrationExport export, ListExport files, SignUpBursts bursts, ListColumns chosen,
    TimeProvider clock) : AdminController
{
    [HttpGet("iscritti")]
    public async Task<IActionResult> Index(int id, RegistrationFilter filter, [FromQuery(Name = "pagina")] int number = 1)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        var sheet = await QuestionColumns.OfAsync(db, id);
        var questions = sheet.All;
        var bodies = await directory.AllAsync();
        var counts = await RegistrationList.CountsAsync(db, id);
        var found = await FoundRegistrations.OfAsync(db, id, filter, questions, bodies, counts);
        var page = ListPage.Of(number, found.Total, filter.PageSize);
        var rows = await found.RowsAsync(page);
        var columns = RegistrationColumns.Shown(chosen.Remembered(Request, StaffList.Registrations), questions);
        var context = new RowContext(await directory.ByCodeAsync(), await sheet.AnswersAsync(db, columns, rows));
        return View(new RegistrationList(
            webinar, webinar.PhaseAt(clock.GetUtcNow()), filter, rows, context,
            columns, questions, counts, found.Total, page.Number, page.Count)
        {
            CancelledTogether = await CancelledTogether.OfAsync(db, id, clock.GetUtcNow()),
            Bursts = filter.IsBurst ? [] : await bursts.FindAsync([id], clock.GetUtcNow() - SignUpAttempt.BurstKept),
        });
    }

    /// <param name="columns">Ids with dots between them; all when there are none.</param>
    [HttpGet("iscritti.csv")]
    [HttpGet("iscritti.xlsx")]
    [Authorize(Policy = StaffPolicies.Export)]
    public async Task<IActionResult> Export(int id, RegistrationFilter filter, [FromQuery(Name = "colonne")] string? columns) =>
        await FindAsync(id) is { } webinar
            ? await files.AnswerAsync(HttpContext, await export.OfAsync(webinar, filter, columns))
            : NotFound();

    private Task<Webinar?> FindAsync(int id) => db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id);
}

/// <param name="Counts">Of the whole webinar, whatever is looked for.</param>
public sealed record RegistrationList(
    Webinar Webinar,
    WebinarPhase Phase,
    RegistrationFilter Filter,
    IReadOnlyList<RegistrationRow> Rows,
    RowContext Context,
    IReadOnlyList<RegistrationColumn> Columns,
    IReadOnlyList<QuestionColumn> Questions,
    IReadOnlyDictionary<RegistrationStatus, int> Counts,
    int Total,
    int Page,
    int Pages)
{
    public string Address => Addresses.Admin.Registrations.List(Webinar.Id);

    public IReadOnlyList<SeenBurst> Bursts { get; init; } = [];

    /// <summary>A moment ago, so that it can still be taken back.</summary>
    public IReadOnlyList<CancelledTogether> CancelledTogether { get; init; } = [];

    public int Everybody => Counts.Values.Sum();

    /// <param name="back">This list as it is now, below the path base.</param>
    public ColumnChoice Choice(string back) => new(
        StaffList.Registrations,
        "al numero e al nome",
        back,
        [.. RegistrationColumns.Choosable(Questions).Select(column => new ListColumn(column.Id, column.Title))],
        Columns.Select(column => column.Id).ToHashSet(StringComparer.Ordinal));

    public ListPager Pager => ListPager.Of(Page, Pages, number => Url(Filter.Query(number)));

    public string ColumnsInAddress => string.Join('.', Columns.Select(column => column.Id).DefaultIfEmpty("n"));

    public string Url(string query) => $"{Address}{query}";

    public static async Task<IReadOnlyDictionary<RegistrationStatus, int>> CountsAsync(CooperaDb db, int webinarId) =>
        await db.Registrations.Where(r => r.WebinarId == webinarId).GroupBy(r => r.Status)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count);
}
