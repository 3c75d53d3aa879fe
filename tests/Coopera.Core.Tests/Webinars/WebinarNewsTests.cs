using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations;
using Coopera.Core.Webinars;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Webinars;

/// <summary>Quick changes are one mail, a cancellation can be taken back, and what is told is what is new to who reads it.</summary>
public sealed class WebinarNewsTests
{
    private const string Staff = "redazione@anci.example";

    [Theory]
    [EachEngine]
    public async Task Three_changes_in_a_quarter_of_an_hour_are_one_mail_from_what_people_knew_to_what_is(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await OpenAsync(database, 1);
        var first = webinar.StartsAt;
        await EditAsync(database, webinar.Id, content => content with { Title = "Secondo titolo" });
        database.Clock.Advance(TimeSpan.FromMinutes(7));
        await EditAsync(database, webinar.Id, content => content with { Title = "Terzo titolo", StartsAt = first.AddMinutes(30) });
        database.Clock.Advance(TimeSpan.FromMinutes(7));
        await EditAsync(database, webinar.Id, content => content with { Description = "Altro" });
        Assert.Equal(0, await TellAsync(database));

        database.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await TellAsync(database));
        Assert.Equal(0, await TellAsync(database));

        var mail = Assert.IsType<WebinarChanged>(Assert.Single(await MailsAsync(database)));
        Assert.Equal(
            [("Titolo", "Webinar di prova", "Terzo titolo"), ("Quando", "da prima", "a dopo")],
            mail.Changes.Select(c => c.What == "Quando" ? (c.What, "da prima", "a dopo") : (c.What, c.Before!, c.Now)));
        Assert.Equal(2, mail.Webinar.CalendarSequence);
    }

    [Theory]
    [EachEngine]
    public async Task A_change_taken_back_in_time_is_no_mail_but_to_who_signed_up_in_between(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await OpenAsync(database, 1);
        await EditAsync(database, webinar.Id, content => content with { Title = "Per sbaglio" });
        database.Clock.Advance(TimeSpan.FromMinutes(2));
        await SignUpAsync(database, webinar.Id, 2);
        database.Clock.Advance(TimeSpan.FromMinutes(2));
        await EditAsync(database, webinar.Id, content => content with { Title = webinar.Title });
        database.Clock.Advance(WebinarAnnouncement.ChangesWait);

        Assert.Equal(1, await TellAsync(database));

        var mail = Assert.IsType<WebinarChanged>(Assert.Single(await MailsAsync(database)));
        Assert.Equal("persona2@comune.example", mail.Registration.Email.Display);
        Assert.Equal(("Per sbaglio", "Webinar di prova"), (Assert.Single(mail.Changes).Before, mail.Changes[0].Now));
    }

    [Theory]
    [EachEngine]
    public async Task A_change_taken_back_leaves_nothing_when_nobody_came_in_between(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await OpenAsync(database, 1);
        await EditAsync(database, webinar.Id, content => content with { Title = "Per sbaglio" });
        var asked = await ConsequencesAsync(database, webinar.Id, content => content with { Title = webinar.Title });

        await EditAsync(database, webinar.Id, content => content with { Title = webinar.Title });

        Assert.True(asked is { TakesBack: true, Tells: false, ReplacesAnother: true });
        Assert.False(await database.ReadAsync(db => db.WebinarAnnouncements.AnyAsync()));
        database.Clock.Advance(WebinarAnnouncement.ChangesWait);
        Assert.Equal(0, await TellAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task When_it_begins_soon_nothing_waits(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await OpenAsync(database, 1);
        database.Clock.SetUtcNow(webinar.StartsAt.AddHours(-1));

        await EditAsync(database, webinar.Id, content => content with { Title = "Adesso" });
        await RunAsync<CancelWebinar>(database, webinar.Id, (cancel, asked) => cancel.RunAsync(asked, "Malattia"));

        Assert.Equal([MailKinds.WebinarCancelled, MailKinds.WebinarChanged], (await MailsAsync(database)).Select(m => m.KindId).Order());
    }

    [Theory]
    [EachEngine]
    public async Task A_cancellation_that_was_not_told_yet_is_taken_back_and_nobody_hears_of_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await OpenAsync(database, 2);
        await EditAsync(database, webinar.Id, content => content with { Title = "Altro titolo" });
        await RunAsync<CancelWebinar>(database, webinar.Id, (cancel, asked) => cancel.RunAsync(asked, "Malattia"));
        database.Clock.Advance(Undo.Within - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await TellAsync(database));

        var done = await RunAsync<RestoreWebinar>(database, webinar.Id, (restore, asked) => restore.RunAsync(asked));
        var twice = await RunAsync<RestoreWebinar>(database, webinar.Id, (restore, asked) => restore.RunAsync(asked));

        Assert.Equal([ChangeVerdict.Done, ChangeVerdict.AlreadySo], [done.Verdict, twice.Verdict]);
        Assert.Equal("Il webinar è di nuovo in programma.", done.Sentence);
        Assert.Empty(await MailsAsync(database));
        database.Clock.Advance(WebinarAnnouncement.ChangesWait); // what had changed before is still to be told
        await TellAsync(database);
        Assert.Equal([MailKinds.WebinarChanged, MailKinds.WebinarChanged], (await MailsAsync(database)).Select(m => m.KindId));
        Assert.Equal(1, await database.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.WebinarRestored)));
    }

    [Theory]
    [EachEngine]
    public async Task Who_was_told_gets_a_new_invitation_with_a_higher_sequence_and_who_was_not_hears_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await OpenAsync(database, 3);
        await RunAsync<CancelWebinar>(database, webinar.Id, (cancel, asked) => cancel.RunAsync(asked, "Malattia"));
        database.Clock.Advance(Undo.Within);
        Assert.Equal(3, await TellAsync(database));
        var mails = await database.ReadAsync(db => db.OutgoingMails.OrderBy(m => m.Recipient).ToListAsync());
        await database.WriteAsync(async db =>
        {
            (await db.OutgoingMails.SingleAsync(m => m.Id == mails[0].Id)).MarkSent(database.Clock.GetUtcNow());
            (await db.OutgoingMails.SingleAsync(m => m.Id == mails[1].Id)).MarkFailedAttempt(
                new MailFailure(MailFailureKind.NoSuchMailbox), database.Clock.GetUtcNow(), isFinal: true);
        });
        var cancelled = (WebinarCancelled)MailContent.FromJson(mails[0].Content);

        var done = await RunAsync<RestoreWebinar>(database, webinar.Id, (restore, asked) => restore.RunAsync(asked));

        Assert.Equal((ChangeVerdict.Done, "Il webinar è di nuovo in programma: 1 persona riceve un’email."), (done.Verdict, done.Sentence));
        var after = await database.ReadAsync(db => db.OutgoingMails.OrderBy(m => m.Recipient).ThenBy(m => m.CreatedAt)
            .Select(m => new { m.Kind, m.Status, m.Content, m.RegistrationId }).ToListAsync());
        Assert.Equal(
            [
                (MailKinds.WebinarCancelled, OutgoingMailStatus.Sent), (MailKinds.WebinarCancelled, OutgoingMailStatus.Dismissed),
                (MailKinds.WebinarRestored, OutgoingMailStatus.Queued),
            ],
            after.Select(m => (m.Kind, m.Status)).Order());
        var restored = (WebinarRestored)MailContent.FromJson(after.Single(m => m.Kind == MailKinds.WebinarRestored).Content);
        Assert.Equal(cancelled.Registration.Id, restored.Registration.Id);
        Assert.False(restored.Calendar!.IsCancellation);
        Assert.True(restored.Webinar.CalendarSequence > cancelled.Webinar.CalendarSequence);
    }

    [Theory]
    [EachEngine]
    public async Task After_an_hour_it_stays_cancelled(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await OpenAsync(database, 1);
        await RunAsync<CancelWebinar>(database, webinar.Id, (cancel, asked) => cancel.RunAsync(asked, "Malattia"));
        database.Clock.Advance(Webinar.RestoredWithin);

        var late = await RunAsync<RestoreWebinar>(database, webinar.Id, (restore, asked) => restore.RunAsync(asked));

        Assert.Equal(ChangeVerdict.Stale, late.Verdict);
    }

    [Theory]
    [EachEngine]
    public async Task A_platform_changed_without_a_word_is_no_news_in_the_mail_that_waits(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await OpenAsync(database, 1);
        await EditAsync(database, webinar.Id, content => content with { Platform = "Zoom" });
        await EditAsync(database, webinar.Id, content => content with { Title = "Altro titolo" });

        await EditAsync(
            database, webinar.Id, content => content with { Platform = "Microsoft Teams" },
            consequences => consequences.SilentKey);
        database.Clock.Advance(WebinarAnnouncement.ChangesWait);
        await TellAsync(database);

        var mail = Assert.IsType<WebinarChanged>(Assert.Single(await MailsAsync(database)));
        Assert.Equal("Titolo", Assert.Single(mail.Changes).What);
    }

    private static async Task<Webinar> OpenAsync(TestDatabase database, int people)
    {
        var webinar = await database.WebinarAsync();
        for (var number = 1; number <= people; number++)
        {
            await SignUpAsync(database, webinar.Id, number);
        }

        database.Clock.Advance(TimeSpan.FromMinutes(5));
        await database.WriteAsync(db => db.OutgoingMails.ExecuteDeleteAsync());
        return webinar;
    }

    private static async Task SignUpAsync(TestDatabase database, int webinarId, int number)
    {
        await database.InScopeAsync(services => services.GetRequiredService<SignUp>()
            .RunAsync(webinarId, People.Number(number), People.Notice));
        await database.WriteAsync(db => db.OutgoingMails.ExecuteDeleteAsync());
    }

    private static Task<Consequences> ConsequencesAsync(TestDatabase database, int id, Func<WebinarContent, WebinarContent> change) =>
        database.ReadAsync(async db =>
        {
            var webinar = await db.Webinars.AsNoTracking().SingleAsync(w => w.Id == id);
            return await Consequences.OfAsync(db, webinar, change(webinar.Content), database.Clock.GetUtcNow());
        });

    private static async Task EditAsync(
        TestDatabase database, int id, Func<WebinarContent, WebinarContent> change, Func<Consequences, string>? agree = null)
    {
        var consequences = await ConsequencesAsync(database, id, change);
        var content = change((await database.ReadAsync(db => db.Webinars.AsNoTracking().SingleAsync(w => w.Id == id))).Content);
        var result = await RunAsync<EditWebinar>(
            database, id, (edit, asked) => edit.RunAsync(asked, content, [], agree?.Invoke(consequences) ?? consequences.Key));
        Assert.Equal(ChangeVerdict.Done, result.Verdict);
    }

    private static async Task<ChangeResult> RunAsync<T>(
        TestDatabase database, int id, Func<T, ChangeRequest<int>, Task<ChangeResult>> run)
        where T : notnull
    {
        var seen = await database.ReadAsync(db => db.Webinars.AsNoTracking().SingleAsync(w => w.Id == id));
        return await database.InScopeAsync(services =>
            run(services.GetRequiredService<T>(), new ChangeRequest<int>(id, ChangedWebinar.Version(seen), Staff)));
    }

    private static Task<long> TellAsync(TestDatabase database) => database.InScopeAsync(
        async services => (await services.GetRequiredService<TellWebinarNews>().RunAsync())[TellWebinarNews.Told]);

    private static async Task<List<MailContent>> MailsAsync(TestDatabase database) =>
        (await database.ReadAsync(db => db.OutgoingMails.Select(m => m.Content).ToListAsync())).ConvertAll(MailContent.FromJson);
}
