using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>What the secretariat does with registrations, on every engine: with diary, mail and register in one transaction.</summary>
public sealed class StaffRegistrationTests
{
    private const string Staff = "segreteria@anci.example";

    [Theory]
    [EachEngine]
    public async Task Who_is_added_by_hand_gets_a_place_or_waits_or_goes_beyond_the_places(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);

        var first = await AddAsync(database, webinar, 1);
        var second = await AddAsync(database, webinar, 2);
        var third = await AddAsync(database, webinar, 3, beyond: "Relatrice");
        var again = await AddAsync(database, webinar, 1);

        Assert.Equal(
            [RegistrationStatus.Confirmed, RegistrationStatus.Waiting, RegistrationStatus.Confirmed],
            await Task.WhenAll(new[] { first, second, third }.Select(added => StatusAsync(database, IdOf(added)))));
        Assert.Equal((ChangedRegistration.AddressTaken.Sentence, first.Id), (again.Sentence, again.Id));
        Assert.Equal(
            [MailKinds.RegistrationConfirmed, MailKinds.RegistrationConfirmed, MailKinds.RegistrationWaiting], await MailsAsync(database));
        var entries = await AuditAsync(database);
        Assert.Equal(
            [AuditAction.RegistrationAdded, AuditAction.RegistrationAdded, AuditAction.RegistrationAdded], entries.Select(e => e.Action));
        Assert.Equal((AuditSubject.Registration(IdOf(third)), "Relatrice"), (entries[2].SubjectKey, entries[2].Reason));
        Assert.Contains(
            "Informativa: letta per telefono. Conferma mandata per email. Oltre i 1 posti.", entries[2].Details, StringComparison.Ordinal);
    }

    [Theory]
    [EachEngine]
    public async Task A_double_click_adds_nobody_twice(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var person = New(1, null);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(
            _ => database.InScopeAsync(s => s.GetRequiredService<AddPerson>().RunAsync(webinar.Id, person, Staff))));

        Assert.All(both, added => Assert.Equal(ChangeVerdict.Done, added.Verdict));
        Assert.Single(await database.ReadAsync(db => db.Registrations.Where(r => r.WebinarId == webinar.Id).ToListAsync()));
        Assert.Single(await AuditAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task A_cancelled_place_goes_on_and_everybody_concerned_hears_of_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        var (has, waits) = (IdOf(await AddAsync(database, webinar, 1)), IdOf(await AddAsync(database, webinar, 2)));

        var outcome = await RunAsync<CancelForPerson>(
            database, (cancel, call) => cancel.RunAsync(call, "Lo ha chiesto per telefono.", sendMail: true), has);

        Assert.Equal(ChangeVerdict.Done, outcome);
        await database.NobodyThinksAgainAsync();
        var cancelled = await database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.Id == has));
        Assert.Equal((RegistrationStatus.Cancelled, "Lo ha chiesto per telefono."), (cancelled.Status, cancelled.CancellationReason));
        Assert.Equal(RegistrationStatus.Confirmed, await StatusAsync(database, waits));
        Assert.Equal(
            [MailKinds.RegistrationCancelled, MailKinds.RegistrationConfirmed, MailKinds.PlaceAssigned, MailKinds.RegistrationWaiting],
            await MailsAsync(database));
        Assert.Equal(
            [(RegistrationEventKind.AddedByStaff, Staff), (RegistrationEventKind.Cancelled, Staff)], await DiaryAsync(database, has));
        Assert.Equal(
            [(RegistrationEventKind.AddedByStaff, Staff), (RegistrationEventKind.Promoted, null)], await DiaryAsync(database, waits));
        var entry = (await AuditAsync(database))[^1];
        Assert.Equal(
            (AuditAction.RegistrationCancelled, "Stato: confermata", "Stato: annullata", "Lo ha chiesto per telefono."),
            (entry.Action, entry.Before, entry.After, entry.Reason));
    }

    [Theory]
    [EachEngine]
    public async Task A_substitute_gets_a_confirmation_and_who_leaves_learns_nothing_of_them(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var id = IdOf(await AddAsync(database, webinar, 1));
        await database.ReadAsync(outer => outer.WriteAsync(async db =>
        {
            var question = new Question(webinar.Id, Guid.NewGuid(), 1, 1, QuestionKind.Text, "Allergie?");
            db.Questions.Add(question);
            await db.SaveChangesAsync();
            db.Answers.Add(new Answer(id, question.Id, "Noci"));
            await db.SaveChangesAsync();
        }));

        var outcome = await RunAsync<SubstitutePerson>(
            database,
            (substitute, call) => substitute.RunAsync(
                call, People.Person("anna@comune.example", "Anna", "Verdi"), People.Notice, "letta per telefono", "Lo chiede il Comune."),
            id);

        Assert.Equal(ChangeVerdict.Done, outcome);
        var now = await database.ReadAsync(db => db.Registrations.SingleAsync(r => r.Id == id));
        Assert.Equal(
            ("Anna Verdi", "anna@comune.example", 1, RegistrationStatus.Confirmed),
            (now.FullName, now.ActiveKey, now.LinkVersion, now.Status));
        Assert.False(await database.ReadAsync(db => db.Answers.AnyAsync()));
        var mails =
            await database.ReadAsync(db => db.OutgoingMails.OrderBy(m => m.CreatedAt).ThenBy(m => m.Kind).Select(
                m => new { m.Kind, m.Recipient, m.Content }).ToListAsync());
        var leaving = Assert.Single(mails, m => m.Kind == MailKinds.RegistrationCancelled);
        Assert.Equal("persona1@comune.example", leaving.Recipient.Display);
        Assert.DoesNotContain("anna", leaving.Content, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(mails, m => m is { Kind: MailKinds.RegistrationConfirmed, Recipient.Display: "anna@comune.example" });
        var entry = (await AuditAsync(database))[^1];
        Assert.Contains("Email: persona1@comune.example", entry.Before, StringComparison.Ordinal);
        Assert.Contains("Email: anna@comune.example", entry.After, StringComparison.Ordinal);
    }

    [Theory]
    [EachEngine]
    public async Task An_address_that_is_signed_up_already_is_refused_and_nothing_changes(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var first = IdOf(await AddAsync(database, webinar, 1));
        await AddAsync(database, webinar, 2);

        Assert.Equal(
            ChangeVerdict.Refused, await RunAsync<EditPerson>(database, (edit, call) => edit.RunAsync(call, People.Number(2)), first));
        Assert.Equal(ChangeVerdict.Refused, await RunAsync<SubstitutePerson>(
            database, (substitute, call) => substitute.RunAsync(call, People.Number(2), People.Notice, "letta per telefono", "Prova"),
            first));

        Assert.Equal(2, (await AuditAsync(database)).Count);
        Assert.Equal(2, (await MailsAsync(database)).Count);
        Assert.Equal(
            "persona1@comune.example",
            await database.ReadAsync(db => db.Registrations.Where(r => r.Id == first).Select(r => r.EmailKey).SingleAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Who_waits_gets_a_place_beyond_the_number_only_if_it_is_said(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        await AddAsync(database, webinar, 1);
        await AddAsync(database, webinar, 2);
        var third = IdOf(await AddAsync(database, webinar, 3));

        Assert.Equal(
            ChangeVerdict.Refused,
            await RunAsync<GivePlace>(database, (give, call) => give.RunAsync(call, "Relatrice", beyond: false), third));
        Assert.Equal(RegistrationStatus.Waiting, await StatusAsync(database, third));
        Assert.Equal(
            ChangeVerdict.Done, await RunAsync<GivePlace>(database, (give, call) => give.RunAsync(call, "Relatrice", beyond: true), third));
        Assert.Equal(
            ChangeVerdict.AlreadySo,
            await RunAsync<GivePlace>(database, (give, call) => give.RunAsync(call, "Relatrice", beyond: true), third));

        Assert.Equal(RegistrationStatus.Confirmed, await StatusAsync(database, third));
        var entry = (await AuditAsync(database))[^1];
        Assert.Equal((AuditAction.RegistrationPlaced, "Relatrice", "Oltre i 1 posti."), (entry.Action, entry.Reason, entry.Details));
    }

    [Theory]
    [EachEngine]
    public async Task Who_was_overtaken_by_the_person_changes_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var id = IdOf(await AddAsync(database, webinar, 1));
        var seen = new ChangeRequest<Guid>(id, "0", Staff);
        var registration = await database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.Id == id));
        await database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<CancelRegistration>().RunAsync(registration, "Impegno");
            return true;
        });

        Assert.Equal(
            ChangeVerdict.Stale,
            (await database.InScopeAsync(s => s.GetRequiredService<EditPerson>().RunAsync(seen, People.Number(9)))).Verdict);
        Assert.Equal(
            ChangeVerdict.Stale,
            (await database.InScopeAsync(s => s.GetRequiredService<CancelForPerson>().RunAsync(seen, "Prova", sendMail: true))).Verdict);
        Assert.Equal(
            ChangeVerdict.Stale, (await database.InScopeAsync(s => s.GetRequiredService<SendConfirmationAgain>().RunAsync(seen))).Verdict);
        Assert.Equal(ChangeVerdict.NotFound, (await database.InScopeAsync(
            s => s.GetRequiredService<SendConfirmationAgain>().RunAsync(seen with { Id = Guid.NewGuid() }))).Verdict);

        Assert.Single(await AuditAsync(database));
        Assert.Equal(
            [(RegistrationEventKind.AddedByStaff, Staff), (RegistrationEventKind.Cancelled, null)], await DiaryAsync(database, id));
    }

    [Theory]
    [EachEngine]
    public async Task Two_colleagues_at_once_do_one_thing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var id = IdOf(await AddAsync(database, webinar, 1));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => database.InScopeAsync(
            services => services.GetRequiredService<EditPerson>().RunAsync(new ChangeRequest<Guid>(id, "0", $"collega{n}@anci.example"),
                People.Number(1) with { Role = $"Ruolo {n}" }))));

        Assert.Equal(1, outcomes.Count(outcome => outcome.Verdict == ChangeVerdict.Done));
        Assert.Equal(5, outcomes.Count(outcome => outcome.Verdict == ChangeVerdict.Stale));
        Assert.Equal(2, (await AuditAsync(database)).Count);
    }

    [Theory]
    [EachEngine]
    public async Task Many_are_cancelled_at_once_exactly_as_counted_or_not_at_all(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 3);
        for (var n = 1; n <= 6; n++)
        {
            await AddAsync(database, webinar, n);
        }

        var upTo = await database.ReadAsync(db => Places.LastNumberAsync(db, webinar.Id));
        BulkOrder Order(string fingerprint) => new(
            webinar.Id,
            BulkAction.Cancel,
            db => db.Registrations.Where(
                r => r.WebinarId == webinar.Id && r.SearchText.Contains("numero") && r.Number <= upTo && r.Number != 5),
            fingerprint,
            "prova",
            "Sala chiusa",
            true,
            Staff);
        var before = await database.ReadAsync(db => BulkCount.OfAsync(Order("").Meant(db)));
        await AddAsync(database, webinar, 7); // has joined the filter since: is not touched
        var late = await database.InScopeAsync(s => s.GetRequiredService<HandleMany>().RunAsync(Order("another")));
        var done = await database.InScopeAsync(s => s.GetRequiredService<HandleMany>().RunAsync(Order(before.Fingerprint)));
        var twice = await database.InScopeAsync(s => s.GetRequiredService<HandleMany>().RunAsync(Order(before.Fingerprint)));

        await database.NobodyThinksAgainAsync();
        Assert.Equal((5, 3, 2, 0), (before.Active, before.Confirmed, before.Waiting, before.Cancelled));
        Assert.Equal([ChangeResult.Stale, ChangeResult.Done("5 iscrizioni annullate."), ChangeResult.Stale], [late, done, twice]);
        var states = await database.ReadAsync(
            db => db.Registrations.Where(r => r.WebinarId == webinar.Id).OrderBy(r => r.Number).Select(r => r.Status).ToListAsync());
        Assert.Equal(5, states.Count(s => s == RegistrationStatus.Cancelled));
        // the two who waited have the places now
        Assert.Equal([RegistrationStatus.Confirmed, RegistrationStatus.Confirmed], [states[4], states[6]]);
        var entry = (await AuditAsync(database))[^1];
        Assert.Equal(
            (AuditAction.RegistrationsCancelled, AuditSubject.Webinar(webinar.Id), "Sala chiusa"),
            (entry.Action, entry.SubjectKey, entry.Reason));
        Assert.Equal("5 iscrizioni (prova), con un’email a ogni persona. Numeri: 1, 2, 3, 4, 6", entry.Details);
        Assert.Equal(5, (await MailsAsync(database)).Count(kind => kind == MailKinds.RegistrationCancelled));
    }

    private static async Task<ChangeVerdict> RunAsync<T>(
        TestDatabase database, Func<T, ChangeRequest<Guid>, Task<ChangeResult>> run, Guid id)
        where T : notnull
    {
        var seen = await database.ReadAsync(db => db.Registrations.Where(r => r.Id == id).Select(r => r.Revision).SingleAsync());
        return (await database.InScopeAsync(
            services => run(services.GetRequiredService<T>(), new ChangeRequest<Guid>(id, $"{seen}", Staff)))).Verdict;
    }

    private static Guid IdOf(ChangeResult added) => Guid.Parse(added.Id!);

    private static Task<ChangeResult> AddAsync(TestDatabase database, Webinar webinar, int number, string? beyond = null) =>
        database.InScopeAsync(services => services.GetRequiredService<AddPerson>().RunAsync(webinar.Id, New(number, beyond), Staff));

    private static NewPerson New(int number, string? beyond) =>
        new(People.Number(number), People.Notice, "letta per telefono", beyond, SendMail: true, Guid.NewGuid());

    private static Task<RegistrationStatus> StatusAsync(TestDatabase database, Guid id) =>
        database.ReadAsync(db => db.Registrations.Where(r => r.Id == id).Select(r => r.Status).SingleAsync());

    /// <summary>Mails of one instant come in no order: by kind then.</summary>
    private static async Task<List<string>> MailsAsync(TestDatabase database) =>
        [.. (await database.ReadAsync(db => db.OutgoingMails.Select(m => m.Kind).ToListAsync())).Order(StringComparer.Ordinal)];

    private static async Task<List<(RegistrationEventKind, string?)>> DiaryAsync(TestDatabase database, Guid id) =>
        (await database.ReadAsync(db => db.RegistrationEvents.Where(e => e.RegistrationId == id).OrderBy(e => e.Id).ToListAsync()))
            .ConvertAll(e => (e.Kind, e.Actor));

    private static Task<List<AuditEntry>> AuditAsync(TestDatabase database) =>
        database.ReadAsync(db => db.AuditEntries.OrderBy(e => e.Number).ToListAsync());
}
