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
public sealed class RegistrationDeskTests
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

        Assert.Equal([RegistrationStatus.Confirmed, RegistrationStatus.Waiting, RegistrationStatus.Confirmed], [first.Status, second.Status, third.Status]);
        Assert.Equal((PersonOutcome.AddressTaken, first.Id), (again.Outcome, again.Id));
        Assert.Equal([MailKinds.RegistrationConfirmed, MailKinds.RegistrationConfirmed, MailKinds.RegistrationWaiting], await MailsAsync(database));
        var entries = await AuditAsync(database);
        Assert.Equal(["aggiunge una persona iscritta", "aggiunge una persona iscritta", "aggiunge una persona iscritta"], entries.Select(e => e.Action));
        Assert.Equal((AuditSubject.Registration(third.Id!.Value), "Relatrice"), (entries[2].SubjectKey, entries[2].Reason));
        Assert.Contains("Informativa: letta per telefono. Conferma mandata per email. Oltre i 1 posti.", entries[2].Details, StringComparison.Ordinal);
    }

    [Theory]
    [EachEngine]
    public async Task A_double_click_adds_nobody_twice(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var person = New(1, null);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => database.InScopeAsync(s => s.GetRequiredService<AddPerson>().RunAsync(webinar.Id, person, Staff))));

        Assert.All(both, added => Assert.Equal(PersonOutcome.Done, added.Outcome));
        Assert.Single(await database.ReadAsync(db => db.Registrations.Where(r => r.WebinarId == webinar.Id).ToListAsync()));
        Assert.Single(await AuditAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task A_cancelled_place_goes_on_and_everybody_concerned_hears_of_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        var (has, waits) = ((await AddAsync(database, webinar, 1)).Id!.Value, (await AddAsync(database, webinar, 2)).Id!.Value);

        var outcome = await RunAsync<CancelForPerson>(database, (cancel, call) => cancel.RunAsync(call, "Lo ha chiesto per telefono.", sendMail: true), has);

        Assert.Equal(PersonOutcome.Done, outcome);
        var cancelled = await database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.Id == has));
        Assert.Equal((RegistrationStatus.Cancelled, "Lo ha chiesto per telefono."), (cancelled.Status, cancelled.CancellationReason));
        Assert.Equal(RegistrationStatus.Confirmed, await StatusAsync(database, waits));
        Assert.Equal([MailKinds.PlaceAssigned, MailKinds.RegistrationCancelled, MailKinds.RegistrationConfirmed, MailKinds.RegistrationWaiting], await MailsAsync(database));
        Assert.Equal([(RegistrationEventKind.AddedByStaff, Staff), (RegistrationEventKind.Cancelled, Staff)], await DiaryAsync(database, has));
        Assert.Equal([(RegistrationEventKind.AddedByStaff, Staff), (RegistrationEventKind.Promoted, null)], await DiaryAsync(database, waits));
        var entry = (await AuditAsync(database))[^1];
        Assert.Equal(("annulla un’iscrizione", "Stato: confermata", "Stato: annullata", "Lo ha chiesto per telefono."), (entry.Action, entry.Before, entry.After, entry.Reason));
    }

    [Theory]
    [EachEngine]
    public async Task A_substitute_gets_a_confirmation_and_who_leaves_learns_nothing_of_them(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var id = (await AddAsync(database, webinar, 1)).Id!.Value;
        await database.ReadAsync(outer => outer.WriteAsync(async db =>
        {
            var question = new Question(webinar.Id, Guid.NewGuid(), 1, 1, QuestionKind.Text, "Allergie?");
            db.Questions.Add(question);
            await db.SaveChangesAsync();
            db.Answers.Add(new Answer(id, question.Id, "Noci"));
            await db.SaveChangesAsync();
        }));

        var outcome = await RunAsync<SubstitutePerson>(
            database, (substitute, call) => substitute.RunAsync(call, People.Person("anna@comune.example", "Anna", "Verdi"), People.Notice, "letta per telefono", "Lo chiede il Comune."), id);

        Assert.Equal(PersonOutcome.Done, outcome);
        var now = await database.ReadAsync(db => db.Registrations.SingleAsync(r => r.Id == id));
        Assert.Equal(("Anna Verdi", "anna@comune.example", 1, RegistrationStatus.Confirmed), (now.FullName, now.ActiveKey, now.LinkVersion, now.Status));
        Assert.False(await database.ReadAsync(db => db.Answers.AnyAsync()));
        var mails = await database.ReadAsync(db => db.OutgoingMails.OrderBy(m => m.CreatedAt).ThenBy(m => m.Kind).Select(m => new { m.Kind, m.Recipient, m.Content }).ToListAsync());
        var leaving = Assert.Single(mails, m => m.Kind == MailKinds.RegistrationCancelled);
        Assert.Equal("persona1@comune.example", leaving.Recipient);
        Assert.DoesNotContain("anna", leaving.Content, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(mails, m => m is { Kind: MailKinds.RegistrationConfirmed, Recipient: "anna@comune.example" });
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
        var first = (await AddAsync(database, webinar, 1)).Id!.Value;
        await AddAsync(database, webinar, 2);

        Assert.Equal(PersonOutcome.AddressTaken, await RunAsync<EditPerson>(database, (edit, call) => edit.RunAsync(call, People.Number(2)), first));
        Assert.Equal(PersonOutcome.AddressTaken, await RunAsync<SubstitutePerson>(
            database, (substitute, call) => substitute.RunAsync(call, People.Number(2), People.Notice, "letta per telefono", "Prova"), first));

        Assert.Equal(2, (await AuditAsync(database)).Count);
        Assert.Equal(2, (await MailsAsync(database)).Count);
        Assert.Equal("persona1@comune.example", await database.ReadAsync(db => db.Registrations.Where(r => r.Id == first).Select(r => r.Email).SingleAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Who_waits_gets_a_place_beyond_the_number_only_if_it_is_said(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        await AddAsync(database, webinar, 1);
        await AddAsync(database, webinar, 2);
        var third = (await AddAsync(database, webinar, 3)).Id!.Value;

        Assert.Equal(PersonOutcome.Full, await RunAsync<GivePlace>(database, (give, call) => give.RunAsync(call, "Relatrice", beyond: false), third));
        Assert.Equal(RegistrationStatus.Waiting, await StatusAsync(database, third));
        Assert.Equal(PersonOutcome.Done, await RunAsync<GivePlace>(database, (give, call) => give.RunAsync(call, "Relatrice", beyond: true), third));
        Assert.Equal(PersonOutcome.NotPossible, await RunAsync<GivePlace>(database, (give, call) => give.RunAsync(call, "Relatrice", beyond: true), third));

        Assert.Equal(RegistrationStatus.Confirmed, await StatusAsync(database, third));
        var entry = (await AuditAsync(database))[^1];
        Assert.Equal(("assegna un posto a chi è in lista d’attesa", "Relatrice", "Oltre i 1 posti."), (entry.Action, entry.Reason, entry.Details));
    }

    [Theory]
    [EachEngine]
    public async Task Who_was_overtaken_by_the_person_changes_nothing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var id = (await AddAsync(database, webinar, 1)).Id!.Value;
        var seen = new PersonCall(id, 0, Staff);
        var registration = await database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.Id == id));
        await database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<CancelRegistration>().RunAsync(registration, "Impegno");
            return true;
        });

        Assert.Equal(PersonOutcome.Overtaken, await database.InScopeAsync(s => s.GetRequiredService<EditPerson>().RunAsync(seen, People.Number(9))));
        Assert.Equal(PersonOutcome.Overtaken, await database.InScopeAsync(s => s.GetRequiredService<CancelForPerson>().RunAsync(seen, "Prova", sendMail: true)));
        Assert.Equal(PersonOutcome.Overtaken, await database.InScopeAsync(s => s.GetRequiredService<SendConfirmationAgain>().RunAsync(seen)));
        Assert.Equal(PersonOutcome.NotFound, await database.InScopeAsync(s => s.GetRequiredService<SendConfirmationAgain>().RunAsync(seen with { Id = Guid.NewGuid() })));

        Assert.Single(await AuditAsync(database));
        Assert.Equal([(RegistrationEventKind.AddedByStaff, Staff), (RegistrationEventKind.Cancelled, null)], await DiaryAsync(database, id));
    }

    [Theory]
    [EachEngine]
    public async Task Two_colleagues_at_once_do_one_thing(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        var id = (await AddAsync(database, webinar, 1)).Id!.Value;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => database.InScopeAsync(
            services => services.GetRequiredService<EditPerson>().RunAsync(new PersonCall(id, 0, $"collega{n}@anci.example"), People.Number(1) with { Role = $"Ruolo {n}" }))));

        Assert.Equal(1, outcomes.Count(outcome => outcome == PersonOutcome.Done));
        Assert.Equal(5, outcomes.Count(outcome => outcome == PersonOutcome.Overtaken));
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
            webinar.Id, BulkAction.Cancel, db => db.Registrations.Where(r => r.WebinarId == webinar.Id && r.SearchText.Contains("numero") && r.Number <= upTo && r.Number != 5), fingerprint, "prova", "Sala chiusa", true, Staff);
        var before = await database.ReadAsync(db => BulkCount.OfAsync(Order("").Meant(db)));
        await AddAsync(database, webinar, 7); // has joined the filter since: is not touched
        var late = await database.InScopeAsync(s => s.GetRequiredService<HandleMany>().RunAsync(Order("another")));
        var done = await database.InScopeAsync(s => s.GetRequiredService<HandleMany>().RunAsync(Order(before.Fingerprint)));
        var twice = await database.InScopeAsync(s => s.GetRequiredService<HandleMany>().RunAsync(Order(before.Fingerprint)));

        Assert.Equal((5, 3, 2, 0), (before.Active, before.Confirmed, before.Waiting, before.Cancelled));
        Assert.Equal([(PersonOutcome.Overtaken, 0), (PersonOutcome.Done, 5), (PersonOutcome.Overtaken, 0)], [late, done, twice]);
        var states = await database.ReadAsync(db => db.Registrations.Where(r => r.WebinarId == webinar.Id).OrderBy(r => r.Number).Select(r => r.Status).ToListAsync());
        Assert.Equal(5, states.Count(s => s == RegistrationStatus.Cancelled));
        Assert.Equal([RegistrationStatus.Confirmed, RegistrationStatus.Confirmed], [states[4], states[6]]); // the two who waited have the places now
        var entry = (await AuditAsync(database))[^1];
        Assert.Equal(("annulla più iscrizioni", AuditSubject.Webinar(webinar.Id), "Sala chiusa"), (entry.Action, entry.SubjectKey, entry.Reason));
        Assert.Equal("5 iscrizioni (prova), con un’email a ogni persona. Numeri: 1, 2, 3, 4, 6", entry.Details);
        Assert.Equal(5, (await MailsAsync(database)).Count(kind => kind == MailKinds.RegistrationCancelled));
    }

    private static async Task<PersonOutcome> RunAsync<T>(TestDatabase database, Func<T, PersonCall, Task<PersonOutcome>> run, Guid id)
        where T : notnull
    {
        var seen = await database.ReadAsync(db => db.Registrations.Where(r => r.Id == id).Select(r => r.Revision).SingleAsync());
        return await database.InScopeAsync(services => run(services.GetRequiredService<T>(), new PersonCall(id, seen, Staff)));
    }

    private static Task<AddedPerson> AddAsync(TestDatabase database, Webinar webinar, int number, string? beyond = null) =>
        database.InScopeAsync(services => services.GetRequiredService<AddPerson>().RunAsync(webinar.Id, New(number, beyond), Staff));

    private static NewPerson New(int number, string? beyond) => new(People.Number(number), People.Notice, "letta per telefono", beyond, SendMail: true, Guid.NewGuid());

    private static Task<RegistrationStatus> StatusAsync(TestDatabase database, Guid id) => database.ReadAsync(db => db.Registrations.Where(r => r.Id == id).Select(r => r.Status).SingleAsync());

    /// <summary>Mails of one instant come in no order: by kind then.</summary>
    private static async Task<List<string>> MailsAsync(TestDatabase database) =>
        [.. (await database.ReadAsync(db => db.OutgoingMails.Select(m => m.Kind).ToListAsync())).Order(StringComparer.Ordinal)];

    private static async Task<List<(RegistrationEventKind, string?)>> DiaryAsync(TestDatabase database, Guid id) =>
        (await database.ReadAsync(db => db.RegistrationEvents.Where(e => e.RegistrationId == id).OrderBy(e => e.Id).ToListAsync())).ConvertAll(e => (e.Kind, e.Actor));

    private static Task<List<AuditEntry>> AuditAsync(TestDatabase database) => database.ReadAsync(db => db.AuditEntries.OrderBy(e => e.Number).ToListAsync());
}
