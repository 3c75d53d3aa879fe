using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations;
using Coopera.Core.Reminders;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Reminders;

/// <summary>The webinar of the tests begins on 29 January 2026 at 10:00 in Rome, and it is the 15th.</summary>
public sealed class PlanReminderTests
{
    [Theory]
    [EachEngine]
    public async Task Each_moment_is_one_mail_to_who_has_a_place(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, 1, 2);

        Assert.Equal((0, 0), await PlanAsync(database));
        await GoAsync(database, 22, 9);
        Assert.Equal((2, 0), await PlanAsync(database));
        Assert.Equal((0, 0), await PlanAsync(database));
        await GoAsync(database, 28, 9);
        Assert.Equal((2, 0), await PlanAsync(database));
        await GoAsync(database, 29, 9);
        Assert.Equal((2, 0), await PlanAsync(database));
        await GoAsync(database, 30, 9);
        Assert.Equal((2, 0), await PlanAsync(database));

        Assert.Equal(
            [ReminderRule.WeekBefore, ReminderRule.DayBefore, ReminderRule.HourBefore],
            (await MailsAsync(database)).OfType<WebinarReminder>().Select(mail => mail.Rule).Distinct());
        Assert.Equal(2, (await MailsAsync(database)).OfType<WebinarThanks>().Count());
    }

    [Theory]
    [EachEngine]
    public async Task Who_signs_up_after_the_moment_is_skipped_and_so_is_everybody_when_the_site_was_down(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, 1);
        await GoAsync(database, 22, 9, 31); // down at nine

        Assert.Equal((0, 1), await PlanAsync(database));

        await GoAsync(database, 29, 9, 1);
        await SignUpAsync(database, webinar, 2);
        Assert.Equal((1, 4), await PlanAsync(database)); // of the first only the day before was missed

        var skipped = await database.ReadAsync(db => db.Reminders.AsNoTracking().Where(r => r.MailId == null).ToListAsync());
        Assert.Equal(5, skipped.Count);
        Assert.Equal(ReminderRule.HourBefore, Assert.IsType<WebinarReminder>(Assert.Single(await MailsAsync(database))).Rule);
    }

    [Theory]
    [EachEngine]
    public async Task Two_nodes_at_once_write_one_row_and_one_mail_a_person(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, 1, 2, 3);
        await GoAsync(database, 22, 9);
        await using var other = database.NewServices();

        var rounds = await Task.WhenAll(Enumerable.Range(0, 6).Select(async round =>
        {
            await using var scope = (round % 2 == 0 ? database.Services : other).CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<PlanReminders>().RunAsync())[PlanReminders.Queued];
        }));

        Assert.Equal(3, rounds.Sum());
        Assert.Equal(3, (await MailsAsync(database)).Count);
        Assert.Equal(3, await database.ReadAsync(db => db.Reminders.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task The_index_refuses_a_second_row_of_the_same_rule_person_and_beginning(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, 1);
        var id = await database.ReadAsync(db => db.Registrations.Select(r => r.Id).SingleAsync());
        Task AddAsync(DateTimeOffset start) => database.WriteAsync(
            async db => await db.Reminders.AddAsync(new Reminder(id, ReminderRule.DayBefore, start, null, TestDatabase.Now)));

        await AddAsync(webinar.StartsAt);
        await AddAsync(webinar.StartsAt.AddDays(1));

        var failure = await Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(webinar.StartsAt));
        await database.ReadAsync(db =>
        {
            Assert.True(db.IsDuplicate(failure));
            return Task.CompletedTask;
        });
    }

    [Theory]
    [EachEngine]
    public async Task A_webinar_that_moves_reminds_anew_and_what_had_not_left_does_not_leave(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, 1);
        await GoAsync(database, 28, 9);
        await PlanAsync(database);
        var waiting = await LastMailAsync(database);

        await MoveAsync(database, webinar, TimeSpan.FromDays(2));
        Assert.Equal(MailFailureKind.WebinarMoved, await OvertakenAsync(database, waiting));
        await GoAsync(database, 30, 9);

        Assert.Equal((1, 1), await PlanAsync(database)); // a week before the new day has passed
        Assert.Null(await OvertakenAsync(database, await LastMailAsync(database)));
    }

    [Theory]
    [EachEngine]
    public async Task A_reminder_that_waits_too_long_or_whose_person_or_webinar_cancelled_does_not_leave(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, 1);
        await GoAsync(database, 28, 9);
        await PlanAsync(database);
        var mail = await LastMailAsync(database);
        Assert.Null(await OvertakenAsync(database, mail));

        await GoAsync(database, 28, 21);
        Assert.Equal(MailFailureKind.TooLate, await OvertakenAsync(database, mail));
        await database.WriteAsync(async db => (await db.Registrations.SingleAsync()).Cancel(null, database.Clock.GetUtcNow()));
        Assert.Equal(MailFailureKind.RegistrationCancelled, await OvertakenAsync(database, mail));
        await database.WriteAsync(async db => (await db.Registrations.SingleAsync()).Restore(
            RegistrationStatus.Confirmed, database.Clock.GetUtcNow()));
        await database.WriteAsync(async db => (await db.Webinars.SingleAsync(w => w.Id == webinar.Id)).Cancel("Malattia"));
        Assert.Equal(MailFailureKind.WebinarCancelled, await OvertakenAsync(database, mail));
    }

    [Theory]
    [EachEngine]
    public async Task Who_waits_is_told_an_hour_before_and_gets_no_reminder(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        await SignUpAsync(database, webinar, 1, 2);
        await GoAsync(database, 29, 9);

        await PlanAsync(database);

        var vain = Assert.Single((await MailsAsync(database)).OfType<WaitedInVain>());
        Assert.Equal("persona2@comune.example", vain.Registration.Email.Display);
        var mail = await database.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(m => m.Kind == MailKinds.WaitedInVain));
        Assert.Null(await OvertakenAsync(database, mail));
        await database.WriteAsync(async db => (await db.Registrations.SingleAsync(r => r.Status == RegistrationStatus.Waiting))
            .Promote(database.Clock.GetUtcNow()));
        Assert.Equal(MailFailureKind.StandsOtherwise, await OvertakenAsync(database, mail));
    }

    [Theory]
    [EachEngine]
    public async Task What_staff_left_out_is_not_written_and_thanks_know_who_came(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, 1, 2);
        await database.WriteAsync(async db =>
        {
            var stored = await db.Webinars.Include(w => w.Talks).SingleAsync(w => w.Id == webinar.Id);
            var leftOut = ReminderRules.WeekBefore | ReminderRules.HourBefore;
            stored.Edit(stored.Content with { LeftOutReminders = leftOut }, [], TestDatabase.Now);
            var first = await db.Registrations.OrderBy(r => r.Number).FirstAsync();
            db.PresenceIntervals.Add(new PresenceInterval(first.Id, PresenceSource.EntryPage, webinar.StartsAt));
        });

        await GoAsync(database, 22, 9);
        Assert.Equal((0, 0), await PlanAsync(database));
        await GoAsync(database, 30, 9);
        await PlanAsync(database);

        Assert.Equal(
            [("persona1@comune.example", true), ("persona2@comune.example", false)],
            (await MailsAsync(database)).OfType<WebinarThanks>().Select(mail => (mail.Registration.Email.Display, mail.CameIn)).Order());
        Assert.Empty((await MailsAsync(database)).OfType<WebinarReminder>());
    }

    /// <summary>A day of January 2026, at an hour in Rome.</summary>
    private static Task GoAsync(TestDatabase database, int day, int hour, int minute = 0)
    {
        database.Clock.SetUtcNow(RomeTime.FromRome(2026, 1, day, hour, minute));
        return Task.CompletedTask;
    }

    private static async Task SignUpAsync(TestDatabase database, Webinar webinar, params int[] people)
    {
        foreach (var number in people)
        {
            await database.InScopeAsync(services => services.GetRequiredService<SignUp>()
                .RunAsync(webinar.Id, People.Number(number), People.Notice));
        }

        await database.WriteAsync(db => db.OutgoingMails.Where(m => m.Cause == MailCause.Stranger).ExecuteDeleteAsync());
    }

    private static Task MoveAsync(TestDatabase database, Webinar webinar, TimeSpan by) => database.WriteAsync(async db =>
    {
        var stored = await db.Webinars.Include(w => w.Talks).SingleAsync(w => w.Id == webinar.Id);
        stored.Edit(
            stored.Content with { StartsAt = stored.StartsAt + by, EndsAt = stored.EndsAt + by }, [], database.Clock.GetUtcNow());
    });

    private static async Task<(long Queued, long Skipped)> PlanAsync(TestDatabase database)
    {
        var report = await database.InScopeAsync(services => services.GetRequiredService<PlanReminders>().RunAsync());
        return (report[PlanReminders.Queued], report[PlanReminders.Skipped]);
    }

    private static Task<OutgoingMail> LastMailAsync(TestDatabase database) =>
        database.ReadAsync(db => db.OutgoingMails.AsNoTracking().OrderByDescending(m => m.CreatedAt).FirstAsync());

    private static async Task<MailFailureKind?> OvertakenAsync(TestDatabase database, OutgoingMail mail) =>
        (await database.ReadAsync(db => PresentFacts.OfAsync(db, mail, database.Clock.GetUtcNow()))).Overtaken;

    private static async Task<List<MailContent>> MailsAsync(TestDatabase database) =>
        (await database.ReadAsync(db => db.OutgoingMails.OrderBy(m => m.CreatedAt).Select(m => m.Content).ToListAsync()))
            .ConvertAll(MailContent.FromJson);
}
