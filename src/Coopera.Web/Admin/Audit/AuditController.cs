using Coopera.Core.Data;
using Coopera.Core.Staff.Audit;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Exports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Audit;

[Authorize(Policy = StaffPolicies.Administer)]
public sealed class AuditController(CooperaDb db, ListExport export, SearchWindow window) : AdminController
{
    public const int PageSize = 50;

    /// <param name="prima">The page below this number.</param>
    /// <param name="dopo">The page above this number.</param>
    [HttpGet("/gestione/registro")]
    public async Task<ViewResult> Index(
        AuditFilter filter, [FromQuery(Name = "prima")] long? before, [FromQuery(Name = "dopo")] long? after)
    {
        var found = filter.Apply(db.AuditEntries.AsNoTracking());
        var total = await db.AuditChains.Select(chain => chain.Count).SingleOrDefaultAsync();

        // Words are looked for in so many lines at a time: back from the page before, or from the last day that was asked for.
        var last = before - 1 ?? (filter.Until is null ? total : await filter.OnTheDays(db.AuditEntries)
            .OrderByDescending(e => e.At).Select(e => e.Number).FirstOrDefaultAsync());
        var first = filter.HasWords && after is null ? Math.Max(0, last - window.Lines) : 0;
        found = first > 0 ? found.Where(e => e.Number > first) : found;
        var rows = await (after is { } above ? found.Where(e => e.Number > above).OrderBy(e => e.Number)
            : before is { } below ? found.Where(e => e.Number < below).OrderByDescending(e => e.Number)
            : found.OrderByDescending(e => e.Number)).Select(AuditLine.Of).Take(PageSize + 1).ToListAsync();
        if (after is not null && rows.Count <= PageSize)
        {
            return await Index(filter, null, null); // up to the newest: that is the first page, whole
        }

        var more = rows.Count > PageSize;
        rows = [.. rows.Take(PageSize).OrderByDescending(row => row.Number)];
        return View(nameof(Index), new AuditPage(
            filter,
            rows,
            await db.PlacesAsync(rows.Select(row => row.SubjectKey)),
            await db.Users.OrderBy(user => user.UserName).Select(user => user.UserName!).ToListAsync(),
            total,
            IsFurtherBack: after is not null || before is not null,
            HasOlder: after is not null || more)
        {
            SearchedFrom = first > 0 && !more ? first + 1 : null,
        });
    }

    [HttpGet("/gestione/registro/{number:long}")]
    public async Task<IActionResult> Entry(long number)
    {
        if (await db.AuditEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Number == number) is not { } entry)
        {
            return NotFound();
        }

        var place = (await db.PlacesAsync([entry.SubjectKey])).Values.SingleOrDefault();
        return View(new AuditEntryPage(
            entry, AuditChange.Of(entry), place, await db.AuditChains.Select(chain => chain.Count).SingleOrDefaultAsync()));
    }

    [HttpGet("/gestione/registro.csv")]
    [HttpGet("/gestione/registro.xlsx")]
    [Authorize(Policy = StaffPolicies.Export)]
    public Task<IActionResult> Export(AuditFilter filter) => export.AnswerAsync(HttpContext, AuditExport.Of(db, filter));

    /// <param name="hash">The last hash of some time ago, as it was noted elsewhere.</param>
    [HttpGet("/gestione/registro/verifica")]
    public async Task<ViewResult> Verify([FromServices] AuditVerification verification, [FromQuery(Name = "impronta")] string? hash)
    {
        var noted = string.Concat((hash ?? "").Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        return View(new AuditVerdict(await verification.RunAsync(
            noted.Length > 0 ? noted : null, cancellationToken: HttpContext.RequestAborted), noted));
    }
}

public sealed record AuditLine(
    long Number, DateTimeOffset At, string Actor, string Action, string Subject, string? SubjectKey, string Details, string? Reason)
{
    public static readonly System.Linq.Expressions.Expression<Func<AuditEntry, AuditLine>> Of =
        e => new AuditLine(e.Number, e.At, e.Actor, e.Action, e.Subject, e.SubjectKey, e.Details, e.Reason);
}

/// <param name="Places">Where the things are that the lines are about.</param>
/// <param name="Total">Of the whole register.</param>
/// <param name="IsFurtherBack">Not the page that begins with the newest line.</param>
public sealed record AuditPage(
    AuditFilter Filter,
    IReadOnlyList<AuditLine> Rows,
    IReadOnlyDictionary<string, string> Places,
    IReadOnlyList<string> Staff,
    long Total,
    bool IsFurtherBack,
    bool HasOlder)
{
    public bool HasNewer => IsFurtherBack && Rows.Count > 0;

    /// <summary>Lines before this one were not looked through; null when they were, or this page is full.</summary>
    public long? SearchedFrom { get; init; }
}

/// <param name="Place">Where the thing is; null when it is gone.</param>
public sealed record AuditEntryPage(AuditEntry Entry, IReadOnlyList<AuditChange> Changes, string? Place, long Total);

/// <param name="Noted">The hash looked for; empty when none was.</param>
public sealed record AuditVerdict(AuditCheck Check, string Noted);
