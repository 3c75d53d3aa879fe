using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Data;

public static class WebinarQueries
{
    public static IQueryable<Webinar> Whole(this IQueryable<Webinar> webinars) => webinars.AsSplitQuery()
        .Include(w => w.Talks.OrderBy(t => t.Position)).ThenInclude(t => t.Speakers.OrderBy(s => s.Position))
        .Include(w => w.Materials.OrderBy(m => m.Position));
}
