using Coopera.Core.Data;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations.Lists;
using Coopera.Domain.Registrations;
using Coopera.Web.Shared;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Registrations;

/// <summary>
/// How many a filter finds, and any page of them. Numbers are looked for first, which an index alone can tell; whole rows are read only
/// for the page. Few that were found are not looked for again.
/// </summary>
public sealed class FoundRegistrations
{
    private readonly CooperaDb _db;
    private readonly IQueryable<Registration> _all;
    private readonly IQueryable<Registration> _found;
    private readonly RegistrationFilter _filter;

    private readonly long[]? _numbers;

    private FoundRegistrations(
        CooperaDb db, IQueryable<Registration> all, IQueryable<Registration> found, RegistrationFilter filter, int total,
        long[]? numbers = null)
    {
        (_db, _all, _found, _filter, _numbers) = (db, all, found, filter, numbers);
        Total = total;
    }

    public int Total { get; }

    /// <param name="counts">Of the whole webinar.</param>
    /// <param name="few">So many numbers are taken along to spare a count and a second search.</param>
    public static async Task<FoundRegistrations> OfAsync(
        CooperaDb db, int webinarId, RegistrationFilter filter,
        IReadOnlyList<QuestionColumn> questions, IReadOnlyList<PublicBodyEntry> bodies,
        IReadOnlyDictionary<RegistrationStatus, int> counts, int few = 2_000)
    {
        var all = db.Registrations.AsNoTracking().Where(r => r.WebinarId == webinarId);
        var found = filter.Where(db, webinarId, questions, bodies);
        if (!filter.Narrows)
        {
            return new FoundRegistrations(
                db, all, found, filter, filter.Status is { } status ? counts.GetValueOrDefault(status) : counts.Values.Sum());
        }

        if (filter.OnlyByAnswer(db, questions) is { } people)
        {
            var total = await people.CountAsync();
            if (total > few)
            {
                return new FoundRegistrations(db, all, found, filter, total);
            }

            var ids = await people.ToListAsync();
            found = all.Where(r => EF.Parameter(ids).Contains(r.Id));
        }

        // In the order of the index that holds what is looked for.
        var byBody = !string.IsNullOrWhiteSpace(filter.Body) || filter.Invitations is not null;
        var numbers = await (byBody ? found.OrderBy(r => r.SortBody).ThenBy(r => r.Number) : found.OrderBy(r => r.Number))
            .Select(r => r.Number).Take(few + 1).ToArrayAsync();
        if (numbers.Length > few)
        {
            return new FoundRegistrations(db, all, found, filter, await found.CountAsync());
        }

        Array.Sort(numbers);
        return new FoundRegistrations(db, all, all.Where(r => EF.Parameter(numbers).Contains(r.Number)), filter, numbers.Length, numbers);
    }

    public async Task<IReadOnlyList<RegistrationRow>> RowsAsync(ListPage page)
    {
        if (Total == 0)
        {
            return [];
        }

        var numbers = _numbers is not null && _filter.Order == RegistrationOrder.Number
            ? [.. page.In((_filter.Reversed ? _numbers.Reverse() : _numbers).AsQueryable())]
            : await page.In(_filter.Sort(_found).Select(r => r.Number)).ToArrayAsync();
        return await _filter.Sort(_all.Where(r => EF.Parameter(numbers).Contains(r.Number))).Select(RegistrationRow.Of(_db)).ToListAsync();
    }
}
