using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Exports;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.PublicBodies;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Exports;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Coordination.Outreach;

public sealed class SilentBodiesController(
    CooperaDb db, PublicBodyDirectory directory, StreamedDb streamed, ListExport export) : AdminController
{
    public const int PageSize = 100;

    private static readonly IReadOnlyList<ExportColumn> Columns =
    [
        new("Ente", Width: 38),
        new("Codice ISTAT", Width: 12),
        new("Tipo", Width: 20),
        new("Provincia", Width: 14),
        new("Abitanti (2021)", ExportCell.Number, 14),
        new("PEC", Width: 38),
        new("Fonte della PEC", Width: 44),
        new("Ha chiesto la scheda il", ExportCell.Moment, 18),
    ];

    [HttpGet("/gestione/adesioni/senza-risposta")]
    public async Task<ViewResult> SilentBodies(SilentFilter filter, [FromQuery(Name = "pagina")] int number = 1)
    {
        var found = filter.Apply(db);
        var total = await found.CountAsync();
        var page = ListPage.Of(number, total, PageSize);
        var rows = await page.In(found).ToListAsync();
        var inRegister = await db.PublicBodies.CountAsync(b => b.ClosedOn == null);
        return View(new SilentList(filter, rows, await directory.ProvinceChoicesAsync(), total, inRegister, page.Number, page.Count));
    }

    [HttpGet("/gestione/adesioni/senza-risposta.csv")]
    [HttpGet("/gestione/adesioni/senza-risposta.xlsx")]
    [Authorize(Policy = StaffPolicies.Export)]
    public Task<IActionResult> Export(SilentFilter filter) => export.AnswerAsync(
        HttpContext,
        new ExportedList(
            "enti-senza-risposta", "Enti", AuditAction.SilentBodiesExported, filter.Describe(), Columns,
            filter.Apply(streamed.Db).AsAsyncEnumerable().Select(Cells))
        {
            Back = Addresses.Admin.Adhesions.SilentBodies,
        });

    private static object?[] Cells(SilentBody silent) =>
    [
        silent.Body.FullName, silent.Body.Code, silent.Body.Kind.Label(), silent.Body.ProvinceName, silent.Body.Population,
        silent.Body.SuggestedPec?.Display, silent.Body.SuggestedPec is null ? null : silent.Body.PecSource(),
        silent.AskedAt is { } asked ? RomeTime.ToRome(asked).DateTime : null,
    ];
}

public sealed class SilentBody
{
    public required PublicBody Body { get; init; }

    public DateTimeOffset? AskedAt { get; init; }
}

/// <summary>Which bodies: <c>?provincia=ME&amp;tipo=Municipality&amp;cerca=san&amp;grandi=true</c>.</summary>
/// <param name="Grandi">The most populous first; else by province and name.</param>
public sealed record SilentFilter(
    [FromQuery(Name = "provincia")] string? Province,
    [FromQuery(Name = "tipo")] PublicBodyKind? Kind,
    [FromQuery(Name = "cerca")] string? Search,
    [FromQuery(Name = "grandi")] bool LargestFirst)
{
    public IQueryable<SilentBody> Apply(CooperaDb db)
    {
        var bodies = db.PublicBodies.AsNoTracking().Where(
            b => b.ClosedOn == null && !db.Adhesions.Any(a => a.PublicBodyCode == b.Code && a.ProvenAt != null));
        if (!string.IsNullOrWhiteSpace(Province))
        {
            bodies = bodies.Where(b => b.ProvinceCode == Province);
        }

        if (Kind is { } kind)
        {
            bodies = bodies.Where(b => b.Kind == kind);
        }

        var called = db.CodesCalled(Search);
        foreach (var word in Text.SearchWords(Search))
        {
            bodies = bodies.Where(b => b.SearchText.Contains(word) || called.Contains(b.Code));
        }

        bodies = LargestFirst
            ? bodies.OrderByDescending(b => b.Population).ThenBy(b => b.Code)
            : bodies.OrderBy(b => b.ProvinceName).ThenBy(b => b.SearchText).ThenBy(b => b.Code);
        return bodies.Select(b => new SilentBody
        {
            Body = b,
            AskedAt = db.SchedaRequests.Where(r => r.PublicBodyCode == b.Code).Max(r => (DateTimeOffset?)r.RequestedAt),
        });
    }

    public string Query(int page = 1) => ListQuery.Of(
        ("provincia", Province),
        ("tipo", Kind?.ToString()),
        ("cerca", Search),
        ("grandi", LargestFirst ? "true" : null),
        ListQuery.Page(page));

    public string Describe() => string.Join(", ", new[]
    {
        string.IsNullOrWhiteSpace(Province) ? null : $"provincia {Text.CleanLine(Province)}",
        Kind?.Label(),
        string.IsNullOrWhiteSpace(Search) ? null : $"ricerca «{Text.CleanLine(Search)}»",
    }.OfType<string>()) is { Length: > 0 } text ? text : "tutti";
}

/// <param name="InRegister">All bodies there are.</param>
public sealed record SilentList(
    SilentFilter Filter, IReadOnlyList<SilentBody> Bodies, IReadOnlyList<SelectListItem> Provinces,
    int Total, int InRegister, int Page, int Pages);
