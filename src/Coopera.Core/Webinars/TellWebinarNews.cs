using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>Changes and cancellations that have waited long enough become mails, to those who are signed up then.</summary>
public sealed class TellWebinarNews(CooperaDb database, TimeProvider clock) : IJob
{
    public const string Told = "people-told";

    public string Name => "webinar-news";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public bool MakesMails => true;

    public async Task<JobReport> RunAsync(CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        var due = await database.WebinarAnnouncements
            .Where(a => a.DueAt <= now).Select(a => a.WebinarId).ToListAsync(cancellationToken);
        var told = 0;
        foreach (var id in due)
        {
            told += await database.WriteAsync(db => TellAsync(db, id, now), cancellationToken);
        }

        return JobReport.Of((Told, told));
    }

    /// <summary>Under the webinar's lock: another node, or an editor, may have been quicker.</summary>
    private static async Task<int> TellAsync(CooperaDb db, int webinarId, DateTimeOffset now) =>
        await db.LockWebinarAsync(webinarId) is { } webinar
        && await db.WebinarAnnouncements.AsNoTracking().SingleOrDefaultAsync(a => a.WebinarId == webinarId && a.DueAt <= now) is { } due
            ? await TellEverybody.OfAsync(db, webinar, due, now)
            : 0;
}
