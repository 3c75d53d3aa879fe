using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.People;
using Coopera.Domain;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>Who cancels has ten minutes to think again: the place is kept, and nobody is written to.</summary>
public sealed class CancellationUndoTests
{
    private const string Staff = "segreteria@anci.example";

    [Theory]
    [EachEngine]
    public async Task Who_thinks_again_has_the_place_of_before_and_nobody_hears_of_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        await SignUpAsync(database, webinar, 1, 2);
        await CancelAsync(database, 1);
        Assert.Equal(SignUpOutcome.Waiting, await SignUpAsync(database, webinar, 3));
        database.Clock.Advance(Undo.Within - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await FreePlacesAsync(database));

        Assert.Equal(TakenBack.Done, await TakeBackAsync(database, 1));
        Assert.Equal(TakenBack.AlreadyActive, await TakeBackAsync(database, 1));

        database.Clock.Advance(Undo.Within);
        Assert.Equal(0, await FreePlacesAsync(database));
        Assert.Equal("1 Confirmed, 2 Waiting, 3 Waiting", await StandingAsync(database));
        var person = await FindAsync(database, 1);
        Assert.Equal((null, null, "persona1@comune.example"), (person.CancelledAt, person.CancellationReason, person.ActiveKey));
        Assert.DoesNotContain(MailKinds.RegistrationCancelled, await MailsAsync(database));
        Assert.Equal(
            [RegistrationEventKind.Cancelled, RegistrationEventKind.Restored],
            await database.ReadAsync(db => db.RegistrationEvents.OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task The_mail_waits_ten_minutes_and_then_it_is_too_late(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        await SignUpAsync(database, webinar, 1, 2);
        await CancelAsync(database, 1);
        var mail = await database.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.Kind == MailKinds.RegistrationCancelled));
        Assert.Equal(Undo.Until(TestDatabase.Now), mail.NextAttemptAt);

        database.Clock.Advance(Undo.Within);
        Assert.Equal(TakenBack.TooLate, await TakeBackAsync(database, 1));
        Assert.Equal(1, await FreePlacesAsync(database));
        Assert.Equal(TakenBack.TooLate, await TakeBackAsync(database, 1));

        Assert.Equal("1 Cancelled, 2 Confirmed", await StandingAsync(database));
        Assert.Contains(MailKinds.PlaceAssigned, await MailsAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task Who_waited_comes_back_before_those_who_came_later_and_has_what_became_free(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        await SignUpAsync(database, webinar, 1, 2, 3);
        await CancelAsync(database, 2);
        Assert.Equal(TakenBack.Done, await TakeBackAsync(database, 2));
        await CancelAsync(database, 1);
        database.Clock.Advance(Undo.Within);
        await FreePlacesAsync(database);

        Assert.Equal("1 Cancelled, 2 Confirmed, 3 Waiting", await StandingAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task Who_signs_up_again_meanwhile_has_their_own_place_and_the_old_one_stays_cancelled(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        await SignUpAsync(database, webinar, 1, 2);
        var first = await FindAsync(database, 1);
        await CancelAsync(database, 1);

        await SignUpAsync(database, webinar, 1);

        Assert.Equal("1 Cancelled, 2 Waiting, 1 Confirmed", await StandingAsync(database));
        Assert.Equal(TakenBack.SignedUpAgain, await TakeBackAsync(database, first));
        var cancelled = await database.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.Kind == MailKinds.RegistrationCancelled));
        Assert.Equal(TestDatabase.Now, cancelled.NextAttemptAt); // before the mail about the new one
        database.Clock.Advance(Undo.Within);
        Assert.Equal(0, await FreePlacesAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task At_once_with_others_who_sign_up_and_with_the_end_of_the_time_no_place_is_given_twice(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 10);
        await SignUpAsync(database, webinar, [.. Enumerable.Range(1, 14)]);
        var leaving = await database.ReadAsync(db => db.Registrations.Where(r => r.Number <= 8).ToListAsync());
        foreach (var registration in leaving.Take(4))
        {
            await CancelAsync(database, registration);
        }

        database.Clock.Advance(Undo.Within);
        foreach (var registration in leaving.Skip(4))
        {
            await CancelAsync(database, registration);
        }

        // The first four are too late, the others are not.
        var outcomes = await Task.WhenAll(
            leaving.Select(registration => TakeBackAsync(database, registration))
                .Concat(Enumerable.Range(0, 3).Select(async _ =>
                {
                    await FreePlacesAsync(database);
                    return TakenBack.AlreadyActive;
                }))
                .Concat(Enumerable.Range(21, 6).Select(async number =>
                {
                    await SignUpAsync(database, webinar, number);
                    return TakenBack.AlreadyActive;
                })));

        Assert.Equal(4, outcomes.Count(outcome => outcome == TakenBack.Done));
        Assert.Equal(4, outcomes.Count(outcome => outcome == TakenBack.TooLate));
        await FreePlacesAsync(database);
        var stored = await database.ReadAsync(db => db.Registrations.ToListAsync());
        Assert.Equal(10, stored.Count(r => r.Status == RegistrationStatus.Confirmed));
        var last = stored.Where(r => r.Status == RegistrationStatus.Confirmed).Max(r => r.Number);
        Assert.All(stored.Where(r => r.Status == RegistrationStatus.Waiting), r => Assert.True(r.Number > last, "Somebody was overtaken."));
    }

    [Theory]
    [EachEngine]
    public async Task Staff_take_back_what_staff_cancelled_and_the_person_does_not(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        await SignUpAsync(database, webinar, 1, 2);
        var id = (await FindAsync(database, 1)).Id;
        await StaffAsync<CancelForPerson>(database, id, (cancel, asked) => cancel.RunAsync(asked, "Sbaglio", sendMail: true));

        Assert.Equal(TakenBack.TooLate, await TakeBackAsync(database, 1));
        var done = await StaffAsync<RestorePerson>(database, id, (restore, asked) => restore.RunAsync(asked));
        var twice = await StaffAsync<RestorePerson>(database, id, (restore, asked) => restore.RunAsync(asked));

        Assert.Equal([ChangeVerdict.Done, ChangeVerdict.AlreadySo], [done.Verdict, twice.Verdict]);
        Assert.Equal("1 Confirmed, 2 Waiting", await StandingAsync(database));
        Assert.DoesNotContain(MailKinds.RegistrationCancelled, await MailsAsync(database));
        var entry = await database.ReadAsync(db => db.AuditEntries.OrderByDescending(e => e.Number).FirstAsync());
        Assert.Equal(
            (AuditAction.RegistrationRestored, "Stato: annullata", "Stato: confermata"), (entry.Action, entry.Before, entry.After));
        await StaffAsync<CancelForPerson>(database, id, (cancel, asked) => cancel.RunAsync(asked, "Di nuovo", sendMail: false));
        database.Clock.Advance(Undo.Within);
        var late = await StaffAsync<RestorePerson>(database, id, (restore, asked) => restore.RunAsync(asked));
        Assert.Equal((ChangeVerdict.Refused, TakenBack.TooLate.Sentence()), (late.Verdict, late.Sentence));
    }

    [Theory]
    [EachEngine]
    public async Task Many_that_were_cancelled_together_are_put_back_together_and_no_mail_goes_out(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 2);
        await SignUpAsync(database, webinar, 1, 2, 3, 4);

        var count = await database.ReadAsync(db => BulkCount.OfAsync(db.Registrations.Where(r => r.Number <= 3)));
        await database.InScopeAsync(s => s.GetRequiredService<HandleMany>().RunAsync(new BulkOrder(
            webinar.Id, BulkAction.Cancel, db => db.Registrations.Where(r => r.Number <= 3), count.Fingerprint, "prova", "Sbaglio", true,
            Staff)));
        var together = Assert.Single(
            await database.ReadAsync(db => CancelledTogether.OfAsync(db, webinar.Id, database.Clock.GetUtcNow())));

        var done = await RestoreAsync();
        var twice = await RestoreAsync();

        Assert.Equal((3, ChangeVerdict.Done, ChangeVerdict.Refused), (together.Count, done.Verdict, twice.Verdict));
        Assert.Equal(
            [RegistrationStatus.Confirmed, RegistrationStatus.Confirmed, RegistrationStatus.Waiting, RegistrationStatus.Waiting],
            await database.ReadAsync(db => db.Registrations.OrderBy(r => r.Number).Select(r => r.Status).ToListAsync()));
        Assert.DoesNotContain(MailKinds.RegistrationCancelled, await MailsAsync(database));
        var entry = await database.ReadAsync(db => db.AuditEntries.OrderByDescending(e => e.Number).FirstAsync());
        Assert.Equal((AuditAction.RegistrationsRestored, "3 iscrizioni. Numeri: 1, 2, 3"), (entry.Action, entry.Details));

        Task<ChangeResult> RestoreAsync() => database.InScopeAsync(
            s => s.GetRequiredService<RestoreMany>().RunAsync(webinar.Id, together.At, Staff));
    }

    [Theory]
    [EachEngine]
    public async Task What_the_others_were_told_meanwhile_is_told_to_who_comes_back(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, 1);
        await CancelAsync(database, 1);
        await database.WriteAsync(db => db.Webinars.Where(w => w.Id == webinar.Id)
            .ExecuteUpdateAsync(w => w.SetProperty(x => x.CalendarSequence, x => x.CalendarSequence + 1)));

        await TakeBackAsync(database, 1);

        Assert.Equal([MailKinds.RegistrationConfirmed, MailKinds.RegistrationConfirmed], await MailsAsync(database));
    }

    private static async Task<SignUpOutcome> SignUpAsync(TestDatabase database, Webinar webinar, params int[] numbers)
    {
        var outcome = SignUpOutcome.NotOpen;
        foreach (var number in numbers)
        {
            outcome = (await database.InScopeAsync(services => services.GetRequiredService<SignUp>()
                .RunAsync(webinar.Id, People.Number(number), People.Notice))).Outcome;
        }

        return outcome;
    }

    private static Task<Registration> FindAsync(TestDatabase database, int number) => database.ReadAsync(
        db => db.Registrations.Where(r => r.EmailKey == $"persona{number}@comune.example").OrderBy(r => r.Number).FirstAsync());

    private static async Task CancelAsync(TestDatabase database, int number) =>
        await CancelAsync(database, await FindAsync(database, number));

    private static Task CancelAsync(TestDatabase database, Registration registration) => database.InScopeAsync(async services =>
    {
        await services.GetRequiredService<CancelRegistration>().RunAsync(registration, "Impegno");
        return true;
    });

    private static async Task<TakenBack> TakeBackAsync(TestDatabase database, int number) =>
        await TakeBackAsync(database, await FindAsync(database, number));

    private static Task<TakenBack> TakeBackAsync(TestDatabase database, Registration registration) =>
        database.InScopeAsync(services => services.GetRequiredService<TakeBackCancellation>().RunAsync(registration));

    private static async Task<ChangeResult> StaffAsync<T>(
        TestDatabase database, Guid id, Func<T, ChangeRequest<Guid>, Task<ChangeResult>> run)
        where T : notnull
    {
        var seen = await database.ReadAsync(db => db.Registrations.Where(r => r.Id == id).Select(r => r.Revision).SingleAsync());
        return await database.InScopeAsync(
            services => run(services.GetRequiredService<T>(), new ChangeRequest<Guid>(id, $"{seen}", Staff)));
    }

    private static Task<long> FreePlacesAsync(TestDatabase database) => database.InScopeAsync(
        async services => (await services.GetRequiredService<FreeKeptPlaces>().RunAsync())[FreeKeptPlaces.Freed]);

    private static async Task<string> StandingAsync(TestDatabase database) => string.Join(", ", await database.ReadAsync(db =>
        db.Registrations.OrderBy(r => r.Number).Select(r => $"{r.LastName.Replace("Numero ", "")} {r.Status}").ToListAsync()));

    private static async Task<List<string>> MailsAsync(TestDatabase database) =>
        [.. (await database.ReadAsync(db => db.OutgoingMails.Select(m => m.Kind).ToListAsync())).Order(StringComparer.Ordinal)];
}
