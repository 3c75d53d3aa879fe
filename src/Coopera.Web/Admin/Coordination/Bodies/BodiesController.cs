using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Coordination.Bodies;

/// <summary>The register of bodies: what it knows of each, since when and from where.</summary>
public sealed class BodiesController(CooperaDb db) : AdminController
{
    public const int PageSize = 100;

    [HttpGet("/gestione/adesioni/enti")]
    public async Task<IActionResult> Index(
        [FromQuery(Name = "cerca")] string? search, [FromQuery(Name = "chiusi")] bool closed, [FromQuery(Name = "pagina")] int number = 1)
    {
        var found = db.PublicBodies.AsNoTracking();
        var called = db.CodesCalled(search);
        foreach (var word in Text.SearchWords(search))
        {
            found = found.Where(b => b.SearchText.Contains(word) || called.Contains(b.Code));
        }

        found = closed ? found.Where(b => b.ClosedOn != null) : found;
        var total = await found.CountAsync();
        var page = ListPage.Of(number, total, PageSize);
        var rows = await page.In(found.OrderBy(b => b.ProvinceName).ThenBy(b => b.SearchText).ThenBy(b => b.Code)).ToListAsync();
        var orphans = await (
            from a in db.Adhesions.AsNoTracking()
            join b in db.PublicBodies on a.PublicBodyCode equals b.Code
            where b.ClosedOn != null && a.Status != AdhesionStatus.Withdrawn && a.Status != AdhesionStatus.Refused
            orderby b.Name
            select new BodyAdhesion(a.Id, b.Code, a.Status) { Body = b }).Take(PageSize).ToListAsync();
        return View(new BodyList(search, closed, rows, total, page.Number, page.Count)
        {
            WithAdhesion = orphans,
            Imports = await db.IpaImports.AsNoTracking().OrderByDescending(i => i.At).Take(10).ToListAsync(),
        });
    }

    [HttpGet("/gestione/adesioni/enti/{code}")]
    public async Task<IActionResult> Page(string code)
    {
        if (await db.PublicBodies.AsNoTracking().SingleOrDefaultAsync(b => b.Code == code) is not { } body)
        {
            return NotFound();
        }

        return View(new BodyPage(body)
        {
            FormerPecs = await db.FormerPecs.AsNoTracking().Where(p => p.BodyCode == code).OrderByDescending(p => p.ReplacedAt)
                .ToListAsync(),
            Successor = await db.PublicBodies.AsNoTracking().SingleOrDefaultAsync(b => b.Code == body.SuccessorCode),
            Predecessors = await db.PublicBodies.AsNoTracking().Where(b => b.SuccessorCode == code).OrderBy(b => b.Code).ToListAsync(),
            Adhesions = await db.Adhesions.AsNoTracking().Where(a => a.PublicBodyCode == code).OrderBy(a => a.CreatedAt)
                .Select(a => new BodyAdhesion(a.Id, code, a.Status)).ToListAsync(),
        });
    }
}

/// <param name="Total">Of those found.</param>
public sealed record BodyList(string? Search, bool OnlyClosed, IReadOnlyList<PublicBody> Bodies, int Total, int Page, int Pages)
{
    /// <summary>Adhesions of bodies that are no more.</summary>
    public required IReadOnlyList<BodyAdhesion> WithAdhesion { get; init; }

    public required IReadOnlyList<IpaImport> Imports { get; init; }

    public string Query(int page) => ListQuery.Of(("cerca", Search), ("chiusi", OnlyClosed ? "true" : null), ListQuery.Page(page));
}

public sealed record BodyAdhesion(Guid Id, string Code, AdhesionStatus Status)
{
    public PublicBody? Body { get; init; }
}

public sealed record BodyPage(PublicBody Body)
{
    public required IReadOnlyList<FormerPec> FormerPecs { get; init; }

    public required PublicBody? Successor { get; init; }

    public required IReadOnlyList<PublicBody> Predecessors { get; init; }

    public required IReadOnlyList<BodyAdhesion> Adhesions { get; init; }
}
