using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Web.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>Who gets a place, on every engine and at once.</summary>
public sealed class SignUpTests
{
    [Theory]
    [EachEngine]
    public async Task Fifty_people_at_once_for_ten_places_give_ten_confirmed_and_forty_waiting_and_fifty_mails(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 10);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => SignUpAsync(database, webinar.Id, People.Number(i))));

        Assert.Equal(10, outcomes.Count(o => o == SignUpOutcome.Confirmed));
        Assert.Equal(40, outcomes.Count(o => o == SignUpOutcome.Waiting));
        var stored = await database.ReadAsync(db => db.Registrations.ToListAsync());
        Assert.Equal(10, stored.Count(r => r.Status == RegistrationStatus.Confirmed));
        Assert.Equal(40, stored.Count(r => r.Status == RegistrationStatus.Waiting));
        Assert.Equal(Enumerable.Range(1, 50), stored.Select(r => (int)r.Number).Order());
        var mails = await database.ReadAsync(db => db.OutgoingMails.ToListAsync());
        Assert.Equal(10, mails.Count(m => m.Kind == MailKinds.RegistrationConfirmed));
        Assert.Equal(40, mails.Count(m => m.Kind == MailKinds.RegistrationWaiting));
    }

    [Theory]
    [EachEngine]
    public async Task The_first_is_number_one_whatever_was_done_to_the_webinar_before_and_nobody_s_number_is_left_out(
        DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await database.ReadAsync(db => db.WriteAsync(inside => inside.LockWebinarAsync(webinar.Id))); // as who publishes it does

        await SignUpAsync(database, webinar.Id, People.Number(1));
        await SignUpAsync(database, webinar.Id, People.Number(1)); // is told that the registration is there
        await SignUpAsync(database, webinar.Id, People.Number(2));

        Assert.Equal([1L, 2L], await database.ReadAsync(db => db.Registrations.OrderBy(r => r.Number).Select(r => r.Number).ToListAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task The_same_address_twenty_times_at_once_gives_one_registration(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 10);

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 20).Select(
            number => SignUpAsync(database, webinar.Id, People.Person() with { Role = $"Ruolo {number}" })));

        Assert.All(outcomes, outcome => Assert.Equal(SignUpOutcome.Confirmed, outcome));
        Assert.Equal(1, await database.ReadAsync(db => db.Registrations.CountAsync()));
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.RegistrationConfirmed)));
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.AlreadyRegistered)));
    }

    [Theory]
    [EachEngine]
    public async Task A_double_click_gives_one_registration_and_one_mail(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();

        await Task.WhenAll(Enumerable.Range(1, 3).Select(_ => SignUpAsync(database, webinar.Id, People.Person())));

        Assert.Equal(1, await database.ReadAsync(db => db.Registrations.CountAsync()));
        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Cancelling_at_once_with_signing_up_never_leaves_a_free_place_with_someone_waiting(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 5);
        foreach (var i in Enumerable.Range(1, 10))
        {
            await SignUpAsync(database, webinar.Id, People.Number(i));
        }

        var leaving = await database.ReadAsync(db => db.Registrations.Where(r => r.Number % 2 == 0).ToListAsync());
        await Task.WhenAll(
            leaving.Select(r => CancelAsync(database, r)).Concat(
            Enumerable.Range(11, 15).Select(i => (Task)SignUpAsync(database, webinar.Id, People.Number(i)))));

        Assert.Equal(3, await database.ReadAsync( // the other places are kept for a while
            db => db.Registrations.CountAsync(r => r.Status == RegistrationStatus.Confirmed)));
        database.Clock.Advance(Undo.Within);
        await FreePlacesAsync(database);

        var stored = await database.ReadAsync(db => db.Registrations.ToListAsync());
        Assert.Equal(5, stored.Count(r => r.Status == RegistrationStatus.Cancelled));
        Assert.Equal(5, stored.Count(r => r.Status == RegistrationStatus.Confirmed));
        Assert.Equal(15, stored.Count(r => r.Status == RegistrationStatus.Waiting));
        var last = stored.Where(r => r.Status == RegistrationStatus.Confirmed).Max(r => r.Number);
        Assert.All(stored.Where(r => r.Status == RegistrationStatus.Waiting), r => Assert.True(r.Number > last, "Somebody was overtaken."));
    }

    [Theory]
    [EachEngine]
    public async Task Who_gives_up_a_place_makes_room_for_the_first_who_waits_with_mails_to_both(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 1);
        foreach (var i in Enumerable.Range(1, 3))
        {
            await SignUpAsync(database, webinar.Id, People.Number(i));
        }

        var first = await database.ReadAsync(db => db.Registrations.SingleAsync(r => r.LastName == "Numero 1"));
        await CancelAsync(database, first, "Impegno improvviso");
        Assert.Equal(SignUpOutcome.Waiting, await SignUpAsync(database, webinar.Id, People.Number(4)));
        Assert.Equal(0, await FreePlacesAsync(database));
        database.Clock.Advance(Undo.Within);
        Assert.Equal(1, await FreePlacesAsync(database));

        var stored = await database.ReadAsync(db => db.Registrations.OrderBy(r => r.Number).ToListAsync());
        Assert.Equal(
            [RegistrationStatus.Cancelled, RegistrationStatus.Confirmed, RegistrationStatus.Waiting, RegistrationStatus.Waiting],
            stored.Select(r => r.Status));
        Assert.Equal("Impegno improvviso", stored[0].CancellationReason);
        Assert.True(stored[1].CalendarSequence > 0);
        var mails = await database.ReadAsync(db => db.OutgoingMails.ToListAsync());
        Assert.Equal("persona1@comune.example", mails.Single(m => m.Kind == MailKinds.RegistrationCancelled).Recipient.Display);
        Assert.Equal("persona2@comune.example", mails.Single(m => m.Kind == MailKinds.PlaceAssigned).Recipient.Display);
    }

    [Theory]
    [EachEngine]
    public async Task Cancelling_twice_is_like_cancelling_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar.Id, People.Person());
        var registration = await database.ReadAsync(db => db.Registrations.SingleAsync());

        await Task.WhenAll(CancelAsync(database, registration), CancelAsync(database, registration));

        Assert.Equal(1, await database.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == MailKinds.RegistrationCancelled)));
    }

    [Theory]
    [EachEngine]
    public async Task Who_cancelled_can_sign_up_again(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar.Id, People.Person());
        await CancelAsync(database, await database.ReadAsync(db => db.Registrations.SingleAsync()));

        Assert.Equal(SignUpOutcome.Confirmed, await SignUpAsync(database, webinar.Id, People.Person()));

        Assert.Equal(1, await database.ReadAsync(db => db.Registrations.CountAsync(r => r.Status == RegistrationStatus.Confirmed)));
    }

    [Theory]
    [EachEngine]
    public async Task After_the_start_nobody_signs_up_any_more(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        database.Clock.SetUtcNow(webinar.StartsAt);

        Assert.Equal(SignUpOutcome.NotOpen, await SignUpAsync(database, webinar.Id, People.Person()));

        Assert.False(await database.ReadAsync(db => db.Registrations.AnyAsync()));
    }

    [Theory]
    [EachEngine]
    public async Task Another_address_voids_the_old_link_and_both_addresses_are_told(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar.Id, People.Person("prima@comune.example"));
        var before = await database.ReadAsync(db => db.Registrations.SingleAsync());

        var outcome = await ChangeAsync(database, before, People.Person("dopo@comune.example"));

        Assert.Equal(ChangeRegistrationOutcome.Moved, outcome);
        var after = await database.ReadAsync(db => db.Registrations.SingleAsync());
        Assert.Equal("dopo@comune.example", after.Email.Display);
        Assert.True(after.LinkVersion > before.LinkVersion);
        Assert.True(after.CalendarSequence > before.CalendarSequence);
        var mails = await database.ReadAsync(db => db.OutgoingMails.ToListAsync());
        Assert.Equal("prima@comune.example", mails.Single(m => m.Kind == MailKinds.AddressReplaced).Recipient.Display);
        Assert.Equal("dopo@comune.example", mails.Single(m => m.Kind == MailKinds.RegistrationMoved).Recipient.Display);
        Assert.DoesNotContain("dopo@", mails.Single(m => m.Kind == MailKinds.AddressReplaced).Content, StringComparison.Ordinal);
    }

    [Theory]
    [EachEngine]
    public async Task Moving_to_an_address_that_is_signed_up_already_leaves_one_registration_and_the_same_answer(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync(capacity: 2);
        await SignUpAsync(database, webinar.Id, People.Person("prima@comune.example"));
        await SignUpAsync(database, webinar.Id, People.Person("dopo@comune.example"));
        await SignUpAsync(database, webinar.Id, People.Person("attesa@comune.example"));
        var moving = await database.ReadAsync(db => db.Registrations.SingleAsync(r => r.EmailKey == "prima@comune.example"));

        Assert.Equal(ChangeRegistrationOutcome.Moved, await ChangeAsync(database, moving, People.Person("dopo@comune.example")));

        var active = await database.ReadAsync(
            db => db.Registrations.Where(r => r.Status == RegistrationStatus.Confirmed).Select(r => r.Email).ToListAsync());
        Assert.Equal(["attesa@comune.example", "dopo@comune.example"], active.Select(email => email.Display).Order());
    }

    [Theory]
    [EachEngine]
    public async Task Asking_for_the_links_mails_them_only_to_an_address_that_has_some(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar.Id, People.Person("Maria.Rossi@Comune.example"));

        await database.InScopeAsync(async services =>
        {
            var ask = services.GetRequiredService<AskForMail>();
            await ask.RunAsync(MailKinds.YourLinks, EmailAddress.Parse("maria.rossi@comune.EXAMPLE"));
            await ask.RunAsync(MailKinds.YourLinks, EmailAddress.Parse("sconosciuta@comune.example"));
            return true;
        });
        await database.AnswerMailRequestsAsync();

        var mail = await database.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.Kind == MailKinds.YourLinks));
        Assert.Equal("Maria.Rossi@comune.example", mail.Recipient.Display);
    }

    private static async Task<SignUpOutcome> SignUpAsync(TestDatabase database, int webinarId, Participant participant) =>
        (await database.InScopeAsync(services => services.GetRequiredService<SignUp>()
            .RunAsync(webinarId, participant, People.Notice))).Outcome;

    private static Task CancelAsync(TestDatabase database, Registration registration, string? reason = null) =>
        database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<CancelRegistration>().RunAsync(registration, reason);
            return true;
        });

    private static Task<long> FreePlacesAsync(TestDatabase database) => database.InScopeAsync(
        async services => (await services.GetRequiredService<FreeKeptPlaces>().RunAsync())[FreeKeptPlaces.Freed]);

    private static Task<ChangeRegistrationOutcome> ChangeAsync(TestDatabase database, Registration registration, Participant participant) =>
        database.InScopeAsync(services => services.GetRequiredService<ChangeRegistration>().RunAsync(registration, participant));
}
