using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Presence;
using Coopera.Core.Registrations;
using Coopera.Domain.Mail;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Presence;

/// <summary>Entry and exit as they are kept.</summary>
public sealed class EnterWebinarTests
{
    private const string Platform = "https://zoom.example/j/1";

    [Theory]
    [EachEngine]
    public async Task Entering_and_leaving_are_one_row_however_often_the_button_is_pressed(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, registration) = await AtTheDoorAsync(database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => EnterAsync(database, registration)));
        Assert.All(answers, answer => Assert.Equal(new Entered(WayInState.Open, Platform), answer));
        database.Clock.Advance(TimeSpan.FromHours(1));
        await EnterAsync(database, registration);
        database.Clock.Advance(TimeSpan.FromMinutes(59));

        Assert.Equal(LeaveOutcome.Left, await LeaveAsync(database, registration, webinar));
        Assert.Equal(LeaveOutcome.NotIn, await LeaveAsync(database, registration, webinar));

        var stay = Assert.Single(await StaysAsync(database));
        Assert.Equal((webinar.StartsAt, webinar.StartsAt.AddMinutes(119)), (stay.EnteredAt, stay.LeftAt!.Value));
        Assert.Equal("ingresso 10:00 · uscita 11:59", stay.Line());
        Assert.Equal(0, await database.ReadAsync(db => db.Registrations.Select(r => r.Revision).SingleAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task The_address_is_as_it_stands_when_somebody_enters_and_nobody_enters_without_one(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, registration) = await AtTheDoorAsync(database);
        foreach (var address in new[] { "https://teams.example/2", null })
        {
            await EditAsync(database, webinar, content => content with { JoinLink = address });
            Assert.Equal(address, (await EnterAsync(database, registration)).Platform);
        }

        Assert.Single(await StaysAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task Who_comes_early_late_with_an_old_link_or_without_a_place_leaves_no_row(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, registration) = await AtTheDoorAsync(database);

        database.Clock.SetUtcNow(webinar.EndsAt);
        Assert.Equal(new Entered(WayInState.Over), await EnterAsync(database, registration));
        Assert.Equal(LeaveOutcome.NotIn, await LeaveAsync(database, registration, webinar));
        await database.WriteAsync(async db => (await db.Registrations.SingleAsync()).VoidLinks());
        Assert.Equal(new Entered(WayInState.RegistrationCancelled), await EnterAsync(database, registration));

        Assert.Empty(await StaysAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task A_page_that_tells_that_it_is_open_reaches_further_and_after_a_silence_one_enters_anew(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, registration) = await AtTheDoorAsync(database);
        await EnterAsync(database, registration);
        for (var minutes = 0; minutes < 30; minutes += 2)
        {
            database.Clock.Advance(TimeSpan.FromMinutes(2));
            await StillThereAsync(database, registration, webinar);
        }

        Assert.Equal("ingresso 10:00 · uscita non segnata, pagina aperta fino alle 10:30", Assert.Single(await StaysAsync(database)).Line());
        database.Clock.Advance(TimeSpan.FromMinutes(15));
        await StillThereAsync(database, registration, webinar); // the computer slept: nobody says that they were there meanwhile
        await EnterAsync(database, registration);

        Assert.Equal(
            [(0, 30), (45, 45)],
            (await StaysAsync(database)).Select(stay => (Minutes(stay.EnteredAt), Minutes(stay.Until))));
        int Minutes(DateTimeOffset at) => (int)(at - webinar.StartsAt).TotalMinutes;
    }

    [Theory]
    [EachEngine]
    public async Task The_rows_of_one_registration_are_bounded_and_the_door_stays_open(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, registration) = await AtTheDoorAsync(database);
        for (var time = 0; time < PresenceInterval.Most + 3; time++)
        {
            Assert.Equal(Platform, (await EnterAsync(database, registration)).Platform);
            await LeaveAsync(database, registration, webinar);
        }

        Assert.Equal(PresenceInterval.Most, (await StaysAsync(database)).Count);
    }

    [Theory]
    [EachEngine]
    public async Task Calendars_that_hold_the_platforms_address_get_one_update_with_a_higher_sequence(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (webinar, registration) = await AtTheDoorAsync(database, daysBefore: 3);
        await database.WriteAsync(db => db.OutgoingMails.ExecuteUpdateAsync(m => m
            .SetProperty(x => x.Status, OutgoingMailStatus.Sent)
            .SetProperty(x => x.SentAt, database.Clock.GetUtcNow())
            .SetProperty(x => x.Content, """{"$type":"registration.confirmed","Webinar":{"Platform":"Zoom","JoinLink":"https://zoom.example/j/1"}}""")));

        Assert.Equal(1, await UpdateAsync(database));
        Assert.Equal(0, await UpdateAsync(database));

        var mail = await database.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(m => m.Kind == MailKinds.WayInMoved));
        Assert.Equal(1, Assert.IsType<WayInMoved>(MailContent.FromJson(mail.Content)).Webinar.CalendarSequence);
        Assert.Equal(registration.Id, mail.RegistrationId);
        var stored = await database.ReadAsync(db => db.Webinars.AsNoTracking().SingleAsync(w => w.Id == webinar.Id));
        Assert.Equal(1, stored.CalendarSequence);
    }

    private static async Task<(Webinar Webinar, Registration Registration)> AtTheDoorAsync(TestDatabase database, int daysBefore = 0)
    {
        var webinar = await database.WebinarAsync();
        await EditAsync(database, webinar, content => content with { JoinLink = Platform });
        await database.InScopeAsync(services => services.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Person(), People.Notice));
        await database.WriteAsync(db => db.Webinars.ExecuteUpdateAsync(w => w.SetProperty(x => x.CalendarSequence, 0)));
        database.Clock.SetUtcNow(webinar.StartsAt.AddDays(-daysBefore));
        return (webinar, await database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync()));
    }

    private static Task EditAsync(TestDatabase database, Webinar webinar, Func<WebinarContent, WebinarContent> change) =>
        database.WriteAsync(async db =>
        {
            var stored = await db.Webinars.Include(w => w.Talks).SingleAsync(w => w.Id == webinar.Id);
            stored.Edit(change(stored.Content), [], database.Clock.GetUtcNow());
        });

    private static Task<Entered> EnterAsync(TestDatabase database, Registration registration) =>
        database.InScopeAsync(services => services.GetRequiredService<EnterWebinar>().RunAsync(registration));

    private static Task<LeaveOutcome> LeaveAsync(TestDatabase database, Registration registration, Webinar webinar) =>
        database.InScopeAsync(services => services.GetRequiredService<LeaveWebinar>().RunAsync(registration, webinar));

    private static Task StillThereAsync(TestDatabase database, Registration registration, Webinar webinar) =>
        database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<NoteStillThere>().RunAsync(registration, webinar);
            return true;
        });

    private static async Task<long> UpdateAsync(TestDatabase database) => (await database.InScopeAsync(
        services => services.GetRequiredService<TakeLinksOutOfCalendars>().RunAsync()))[TakeLinksOutOfCalendars.Updated];

    private static Task<List<PresenceInterval>> StaysAsync(TestDatabase database) =>
        database.ReadAsync(db => db.PresenceIntervals.AsNoTracking().OrderBy(p => p.Id).ToListAsync());
}
