using System.Globalization;
using Coopera.Core.Data;
using Coopera.Core.Staff.Audit;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Audit;

[Authorize(Policy = StaffPolicies.Administer)]
public sealed class SecurityLogController(CooperaDb db, Core.Settings settings) : AdminController
{
    public const int PageSize = 50;

    /// <param name="before">The page before this row.</param>
    [HttpGet("/gestione/registro/accessi")]
    public async Task<ViewResult> Index(SecurityFilter filter, [FromQuery(Name = "prima")] long? before)
    {
        var found = filter.Apply(db.SecurityEvents.AsNoTracking());
        var rows = await (before is { } below ? found.Where(e => e.Id < below) : found)
            .OrderByDescending(e => e.Id).Take(PageSize + 1).ToListAsync();
        return View("SecurityLog", new SecurityPage(
            filter,
            [.. rows.Take(PageSize)],
            await db.Users.OrderBy(user => user.UserName).Select(user => user.UserName!).ToListAsync(),
            settings.SecurityLogLife.Days,
            IsFirst: before is null,
            HasOlder: rows.Count > PageSize));
    }
}

/// <param name="Account">The address of an account; "-" for names that nobody has.</param>
/// <param name="Kind">The beginning of a <see cref="SecurityCode"/>.</param>
/// <param name="Address">A network address.</param>
public sealed record SecurityFilter(
    [FromQuery(Name = "chi")] string? Account, [FromQuery(Name = "cosa")] string? Kind, [FromQuery(Name = "da")] string? Address)
{
    public const string Nobody = "-";

    public IQueryable<SecurityEvent> Apply(IQueryable<SecurityEvent> events)
    {
        if (Account?.Trim() is { Length: > 0 } who)
        {
            var name = who == Nobody ? "" : who;
            events = events.Where(e => e.Account == name);
        }

        if (SecurityWords.Kinds.Any(kind => kind.Key == Kind))
        {
            events = events.Where(e => e.Code.StartsWith(Kind!));
        }

        if (Address?.Trim() is { Length: > 0 } address)
        {
            events = events.Where(e => e.Address == address);
        }

        return events;
    }

    public string Query(long? before = null) => ListQuery.Of(
        [("chi", Account), ("cosa", Kind), ("da", Address), ("prima", before?.ToString(CultureInfo.InvariantCulture))]);
}

/// <param name="Days">How long a row is kept.</param>
public sealed record SecurityPage(
    SecurityFilter Filter, IReadOnlyList<SecurityEvent> Rows, IReadOnlyList<string> Staff, int Days, bool IsFirst, bool HasOlder);
