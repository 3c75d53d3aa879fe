using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Exports;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Exports;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Coordination.Outreach;

public sealed class RequestsController(CooperaDb db, StreamedDb streamed, ListExport export, TimeProvider clock) : AdminController
{
    public const int PageSize = 50;

    private static readonly IReadOnlyList<ExportColumn> Columns =
    [
        new("Richiesta del", ExportCell.Moment, 18),
        new("Email", Width: 34),
        new("Ente", Width: 38),
        new("Codice ISTAT", Width: 12),
        new("Adesione dell’ente", Width: 22),
    ];

    [HttpGet("/gestione/adesioni/richieste")]
    public async Task<ViewResult> Requests(RequestFilter filter, [FromQuery(Name = "pagina")] int number = 1)
    {
        var found = filter.Apply(db);
        var total = await found.CountAsync();
        var page = ListPage.Of(number, total, PageSize);
        return View(new RequestList(filter, await page.In(found).ToListAsync(), total, page.Number, page.Count)
        {
            Today = RomeTime.Today(clock),
        });
    }

    [HttpGet("/gestione/adesioni/richieste.csv")]
    [HttpGet("/gestione/adesioni/richieste.xlsx")]
    [Authorize(Policy = StaffPolicies.Export)]
    public Task<IActionResult> Export(RequestFilter filter) => export.AnswerAsync(
        HttpContext,
        new ExportedList(
            "richieste-scheda", "Richieste", AuditAction.SchedaRequestsExported, filter.Describe(), Columns,
            filter.Apply(streamed.Db).AsAsyncEnumerable().Select(Cells))
        {
            Back = Addresses.Admin.Adhesions.Requests,
        });

    private static object?[] Cells(FiledRequest filed) =>
    [
        RomeTime.ToRome(filed.Request.RequestedAt).DateTime, filed.Request.Email.Display,
        filed.BodyName, filed.Request.PublicBodyCode, filed.Status?.Label(),
    ];
}

public sealed class FiledRequest
{
    public required SchedaRequest Request { get; init; }

    public PublicBody? Body { get; init; }

    public Guid? AdhesionId { get; init; }

    /// <summary>Of the body's latest adhesion; null when it never began one.</summary>
    public AdhesionStatus? Status { get; init; }

    public string? BodyName => Body?.FullName ?? Request.OtherBody;
}

/// <summary>Which requests: <c>?cerca=castro&amp;fermi=true</c>.</summary>
/// <param name="NotBegun">Only those after which nothing was begun.</param>
/// <param name="Until">The last day of those asked for.</param>
public sealed record RequestFilter(
    [FromQuery(Name = "cerca")] string? Search,
    [FromQuery(Name = "fermi")] bool NotBegun,
    [FromQuery(Name = "fino-al")] DateOnly? Until = null)
{
    public IQueryable<FiledRequest> Apply(CooperaDb db)
    {
        var requests = db.SchedaRequests.AsNoTracking().Where(r => r.EmailKey != ""); // whose day has come are only counted
        if (NotBegun)
        {
            requests = requests.Where(r => !db.Adhesions.Any(a => a.PublicBodyCode == r.PublicBodyCode && a.ProvenAt != null));
        }

        if (Until is { } day && day < DateOnly.MaxValue)
        {
            var end = RomeTime.StartOf(day.AddDays(1));
            requests = requests.Where(r => r.RequestedAt < end);
        }

        var called = db.CodesCalled(Search);
        foreach (var word in Text.SearchWords(Search))
        {
            requests = requests.Where(r => r.SearchText.Contains(word) || called.Contains(r.PublicBodyCode!));
        }

        return requests.OrderByDescending(r => r.RequestedAt).ThenBy(r => r.Id).Select(r => new FiledRequest
        {
            Request = r,
            Body = db.PublicBodies.FirstOrDefault(b => b.Code == r.PublicBodyCode),
            AdhesionId = db.Adhesions.Where(a => a.PublicBodyCode == r.PublicBodyCode)
                .OrderByDescending(a => a.CreatedAt).Select(a => (Guid?)a.Id).FirstOrDefault(),
            Status = db.Adhesions.Where(a => a.PublicBodyCode == r.PublicBodyCode)
                .OrderByDescending(a => a.CreatedAt).Select(a => (AdhesionStatus?)a.Status).FirstOrDefault(),
        });
    }

    public string Query(int page = 1) => ListQuery.Of(
        ("cerca", Search),
        ("fermi", NotBegun ? "true" : null),
        ("fino-al", Until is { } day ? RomeTime.IsoDate(day) : null),
        ListQuery.Page(page));

    public string Describe() => string.Join(", ", new[]
    {
        NotBegun ? "solo enti che non hanno cominciato" : null,
        Until is { } day ? RomeTime.Date("fino al", day) : null,
        string.IsNullOrWhiteSpace(Search) ? null : $"ricerca «{Text.CleanLine(Search)}»",
    }.OfType<string>()) is { Length: > 0 } text ? text : "tutte";
}

public sealed record RequestList(RequestFilter Filter, IReadOnlyList<FiledRequest> Rows, int Total, int Page, int Pages)
{
    public required DateOnly Today { get; init; }

    public string NotBegun(SchedaRequest request) =>
        RomeTime.Day(request.RequestedAt) <= SchedaRequest.LastDayWithoutFollowUp(Today) ? "senza seguito" : "non ancora cominciata";
}
