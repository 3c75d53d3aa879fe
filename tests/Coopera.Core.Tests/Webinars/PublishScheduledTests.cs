using Coopera.Core.Data;
using Coopera.Core.Webinars;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Webinars;

/// <summary>Drafts whose moment has come, on every engine; and what a programme holds comes back as it was saved.</summary>
public sealed class PublishScheduledTests
{
    [Theory]
    [EachEngine]
    public async Task Several_workers_publish_what_is_due_once_and_leave_what_is_not_complete_or_not_due(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var now = database.Clock.GetUtcNow();
        var complete = await DraftAsync(database, "pronto", "Di che cosa si parla.", now.AddMinutes(5));
        var incomplete = await DraftAsync(database, "vuoto", "", now.AddMinutes(5));
        var later = await DraftAsync(database, "dopo", "Di che cosa si parla.", now.AddMinutes(7));
        var unscheduled = await DraftAsync(database, "a-mano", "Di che cosa si parla.", null);
        database.Clock.Advance(TimeSpan.FromMinutes(6));

        var reports = await Task.WhenAll(Enumerable.Range(0, 3).Select(
            _ => database.InScopeAsync(services => services.GetRequiredService<PublishScheduled>().RunAsync())));

        Assert.Equal((1L, 1L), (reports.Sum(r => r[PublishScheduled.Published]), reports.Sum(r => r[PublishScheduled.Refused])));
        var all = await database.ReadAsync(db => db.Webinars.AsNoTracking().ToDictionaryAsync(w => w.Id));
        Assert.Equal((WebinarStatus.Published, null), (all[complete].Status, all[complete].PublishAt));
        Assert.Equal(
            (WebinarStatus.Draft, null, now.AddMinutes(5)),
            (all[incomplete].Status, all[incomplete].PublishAt, all[incomplete].NotPublishedAt));
        Assert.Equal((WebinarStatus.Draft, now.AddMinutes(7)), (all[later].Status, all[later].PublishAt));
        Assert.Equal(WebinarStatus.Draft, all[unscheduled].Status);
        var lines = await database.ReadAsync(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Action).ToListAsync());
        Assert.Equal([AuditAction.WebinarPublished, AuditAction.WebinarNotPublished], lines);
    }

    [Theory]
    [EachEngine]
    public async Task Hours_of_talks_and_what_is_said_of_speakers_are_kept(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var now = database.Clock.GetUtcNow();
        var webinar = new Webinar("programma", "Programma", now.AddDays(9), now.AddDays(9).AddHours(2))
            .With(new Talk("Uno", "", new Speaker("Anna", "") { About = "Lavora qui.", Link = "https://www.example.it" })
            {
                Begins = new(15, 10),
                Ends = new(15, 50),
            })
            .With(new Talk("Due", "", new Speaker("Bruno", "")));
        await database.WriteAsync(db => db.Webinars.AddAsync(webinar).AsTask());

        var read = await database.ReadAsync(db => db.Webinars.AsNoTracking().Whole().SingleAsync(w => w.Slug == "programma"));

        Assert.Equal(webinar.Talks, read.Talks, Talk.SameWords);
        Assert.Equal([new TimeOnly(15, 10), null], read.Talks.Select(talk => talk.Begins));
        Assert.NotEqual(read.Talks[0], new Talk("Uno", "", read.Talks[0].Speakers), Talk.SameWords);
        Assert.Equal(read.Talks[0], read.Talks[0].Copy(), Talk.SameWords);
    }

    private static async Task<int> DraftAsync(TestDatabase database, string slug, string description, DateTimeOffset? at)
    {
        var now = database.Clock.GetUtcNow();
        var draft = new Webinar(slug, "Una bozza", now.AddDays(9), now.AddDays(9).AddHours(2)) { Description = description };
        if (at is { } moment)
        {
            draft.SchedulePublication(moment);
        }

        await database.WriteAsync(db => db.Webinars.AddAsync(draft).AsTask());
        return draft.Id;
    }
}
