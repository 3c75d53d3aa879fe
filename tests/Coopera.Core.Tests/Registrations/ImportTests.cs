using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Imports;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Mail;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>A list becomes registrations, all or none, and for a week it can be taken back.</summary>
public sealed class ImportTests
{
    private const string Staff = "segreteria@anci.example";
    private const string Office = "ufficio@comune.example";

    [Theory]
    [EachEngine]
    public async Task Three_hundred_people_are_imported_in_order_and_taken_out_again(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 250);
        await SignUpAsync(database, webinar, 1000);

        var import = await ImportAsync(database, webinar, Numbers(1, 300));

        Assert.Equal("300 persone iscritte: 249 con il posto, 51 in lista d’attesa.", import.Sentence);
        Assert.Equal((250, 51), await CountAsync(database));
        Assert.Equal(300, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Cause == MailCause.Staff)));
        var line = await database.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RegistrationsImported));
        Assert.Contains("Numeri da 2 a 301.", line.Details, StringComparison.Ordinal);
        Assert.Equal("Elenco del Comune", line.Reason);

        var undone = await UndoAsync(database, webinar, import);

        Assert.Equal("300 iscrizioni tolte.", undone.Sentence);
        Assert.Equal((1, 0), await CountAsync(database));
        Assert.Equal(0, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Cause == MailCause.Staff)));
        Assert.Equal(ChangeVerdict.AlreadySo, (await UndoAsync(database, webinar, import)).Verdict);
    }

    [Theory]
    [EachEngine]
    public async Task Who_is_there_stands_twice_or_had_cancelled_is_left_out(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar, 1);
        await SignUpAsync(database, webinar, 2);
        await database.WriteAsync(async db => (await db.Registrations.SingleAsync(r => r.Number == 2)).Cancel(null, TestDatabase.Now));
        ImportRow[] rows = [.. Numbers(1, 3), new(9, People.Number(3))];

        var plan = await PlanAsync(database, webinar, rows);
        var import = await ImportAsync(database, webinar, rows);

        Assert.Equal(
            [ImportRowState.AlreadyThere, ImportRowState.CancelledBefore, ImportRowState.New, ImportRowState.Repeated],
            plan.Rows.Select(row => row.State));
        Assert.Equal(3, plan.Rows[3].SameAs);
        Assert.Equal("Una persona iscritta.", import.Sentence);
        Assert.Equal((2, 0), await CountAsync(database));
        Assert.Equal("Una persona iscritta.", (await ImportAsync(database, webinar, rows[..3], evenCancelled: true)).Sentence);
    }

    [Theory]
    [EachEngine]
    public async Task What_somebody_touched_since_stays_and_who_has_read_of_it_is_told(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var import = await ImportAsync(database, webinar, Numbers(1, 5));
        var people = await database.ReadAsync(db => db.Registrations.OrderBy(r => r.Number).Select(r => r.Id).ToListAsync());
        await database.WriteAsync(async db =>
        {
            // A mail has left to the first; the second was put right; the fourth has cancelled.
            await db.OutgoingMails.Where(m => m.RegistrationId == people[0])
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.Status, OutgoingMailStatus.Sent));
            db.RegistrationEvents.Add(new RegistrationEvent(people[1], RegistrationEventKind.Changed, null, null, TestDatabase.Now));
            (await db.Registrations.SingleAsync(r => r.Id == people[3])).Cancel(null, TestDatabase.Now);
        });
        await SignUpAsync(database, webinar, 3, "un’altra mansione"); // and the third came by themselves

        var undone = await UndoAsync(database, webinar, import);

        Assert.Equal("Un’iscrizione tolta. Un’iscrizione annullata. 3 restano.", undone.Sentence);
        Assert.EndsWith(
            undone.Sentence,
            await database.ReadAsync(
                db => db.AuditEntries.Where(e => e.Action == AuditAction.ImportUndone).Select(e => e.Details).SingleAsync()),
            StringComparison.Ordinal);
        Assert.Equal(
            [RegistrationStatus.Cancelled, RegistrationStatus.Confirmed, RegistrationStatus.Confirmed, RegistrationStatus.Cancelled],
            await database.ReadAsync(db => db.Registrations.OrderBy(r => r.Number).Select(r => r.Status).ToListAsync()));
        Assert.Equal(
            people[0], await database.ReadAsync(
                db => db.OutgoingMails.Where(m => m.Kind == MailKinds.RegistrationCancelled).Select(m => m.RegistrationId).SingleAsync()));
        var standing = await database.ReadAsync(async db =>
            await ImportStanding.OfAsync(
                db, await db.RegistrationImports.SingleAsync(), await db.Webinars.FirstAsync(), database.Clock.GetUtcNow()));
        Assert.Contains(standing.Staying, one => one.Why == WhyItStays.SignedUpToo);
        Assert.Contains(standing.Staying, one => one.Why == WhyItStays.Changed);
    }

    [Theory]
    [EachEngine]
    public async Task Places_that_become_free_go_to_who_waits_and_who_came_up_by_the_way_is_not_touched(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 2);
        var import = await ImportAsync(database, webinar, Numbers(1, 2), sendMail: false);
        await SignUpAsync(database, webinar, 7);

        await UndoAsync(database, webinar, import);

        Assert.Equal((1, 0), await CountAsync(database));
        Assert.Contains(MailKinds.PlaceAssigned, await database.ReadAsync(db => db.OutgoingMails.Select(m => m.Kind).ToListAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task After_a_week_it_is_too_late_and_a_plan_that_is_no_longer_true_does_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var plan = await PlanAsync(database, webinar, Numbers(1, 3));
        await SignUpAsync(database, webinar, 2);

        Assert.Equal(ChangeVerdict.Stale, (await ImportAsync(database, webinar, Numbers(1, 3), plan)).Verdict);
        Assert.Equal((1, 0), await CountAsync(database));
        var import = await ImportAsync(database, webinar, Numbers(1, 3));
        database.Clock.Advance(RegistrationImport.UndoWithin);
        Assert.Equal(ImportPhrases.TooLate, (await UndoAsync(database, webinar, import)).Sentence);
        Assert.Equal((3, 0), await CountAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task At_once_with_people_who_sign_up_nobody_is_there_twice_and_no_place_is_given_twice(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 30);

        await Task.WhenAll(
            Enumerable.Range(1, 12).Select(number => SignUpAsync(database, webinar, number))
                .Concat(Enumerable.Range(0, 2).Select(async _ =>
                {
                    for (var verdict = ChangeVerdict.Stale; verdict == ChangeVerdict.Stale;)
                    {
                        var rows = Numbers(1, 40);
                        if ((await PlanAsync(database, webinar, rows)).New.Count == 0)
                        {
                            break; // the other import has them all
                        }

                        verdict = (await ImportAsync(database, webinar, rows)).Verdict;
                    }
                })));

        Assert.Equal((30, 10), await CountAsync(database));
        Assert.Equal(40, await database.ReadAsync(db => db.Registrations.Select(r => r.ActiveKey).Distinct().CountAsync()));
        Assert.Equal(40, await database.ReadAsync(db => db.Registrations.Select(r => r.Number).Distinct().CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Who_waits_for_the_confirmation_of_a_sign_up_is_let_in_by_the_list_and_others_at_the_mailbox_still_confirm(
        DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var (luca, anna) = (People.Person(Office, "Luca", "Verdi"), People.Person(Office, "Anna", "Neri"));
        await database.WriteAsync(db =>
        {
            db.Registrations.Add(Registration.SignUp(webinar.Id, 1, null, luca, People.Notice, TestDatabase.Now, mustConfirm: true));
            db.Registrations.Add(Registration.SignUp(
                webinar.Id, 2, null, anna, People.Notice, TestDatabase.Now, mustConfirm: true,
                sharesMailbox: true));
            return db.SaveChangesAsync();
        });
        ImportRow[] rows = [new(1, People.Person(Office, "Neri", "Anna")), new(2, People.Person(Office, "Ida", "Bruno"))];

        var plan = await PlanAsync(database, webinar, rows);
        var import = await ImportAsync(database, webinar, rows);

        Assert.Equal([ImportRowState.New, ImportRowState.New], plan.Rows.Select(row => row.State));
        Assert.Equal((null, "Neri Anna"), (plan.Rows[0].Beside, plan.Rows[1].Beside)); // and nothing of who has confirmed nothing
        Assert.Equal("2 persone iscritte.", import.Sentence);
        var waits = await database.ReadAsync(db => db.Registrations.SingleAsync(
            r => r.Status == RegistrationStatus.Unconfirmed && r.ActiveKey != null));
        Assert.Equal("Luca Verdi", waits.FullName);
        Assert.True(await database.InScopeAsync(services => services.GetRequiredService<ConfirmSignUp>().RunAsync(webinar.Id, waits.Id)));
        Assert.Equal((3, 0), await CountAsync(database));
    }

    private static ImportRow[] Numbers(int from, int to) =>
        [.. Enumerable.Range(from, to - from + 1).Select(number => new ImportRow(number, People.Number(number)))];

    private static Task<ImportPlan> PlanAsync(TestDatabase database, Webinar webinar, ImportRow[] rows, bool evenCancelled = false) =>
        database.ReadAsync(db => ImportPlan.OfAsync(db, webinar, rows, evenCancelled));

    private static async Task<ChangeResult> ImportAsync(
        TestDatabase database, Webinar webinar, ImportRow[] rows, ImportPlan? plan = null, bool sendMail = true, bool evenCancelled = false)
    {
        plan ??= await PlanAsync(database, webinar, rows, evenCancelled);
        var terms = new ImportTerms("elenco.xlsx", "Elenco del Comune", "mandata per email", sendMail, BeyondPlaces: false, evenCancelled);
        return await database.InScopeAsync(services => services.GetRequiredService<ImportPeople>().RunAsync(
            new ImportOrder(webinar.Id, rows, rows.Length, terms, plan.Fingerprint, Staff)));
    }

    private static Task<ChangeResult> UndoAsync(TestDatabase database, Webinar webinar, ChangeResult import) => database.InScopeAsync(
        services => services.GetRequiredService<UndoImport>().RunAsync(webinar.Id, Guid.Parse(import.Id!), Staff));

    private static Task SignUpAsync(TestDatabase database, Webinar webinar, int number, string? role = null) => database.InScopeAsync(
        services => services.GetRequiredService<SignUp>().RunAsync(
            webinar.Id, role is null ? People.Number(number) : People.Number(number) with { Role = role }, People.Notice));

    private static Task<(int Confirmed, int Waiting)> CountAsync(TestDatabase database) => database.ReadAsync(async db => (
        await db.Registrations.CountAsync(r => r.Status == RegistrationStatus.Confirmed),
        await db.Registrations.CountAsync(r => r.Status == RegistrationStatus.Waiting)));
}
