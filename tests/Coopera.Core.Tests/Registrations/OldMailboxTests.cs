using Coopera.Core.Changes;
using Coopera.Core.Mail;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>A mailbox that a registration leaves loses the event from its calendar, and learns nothing of the new address.</summary>
public sealed class OldMailboxTests
{
    [Theory]
    [EachEngine]
    public async Task The_person_moves_and_the_old_calendar_is_cleared_before_the_new_one_is_filled(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var registration = await SignedUpAsync(database);

        await ChangeAsync(database, registration, "nuova@comune.example");

        var (left, moved) = (await OneAsync<AddressReplaced>(database), await OneAsync<RegistrationMoved>(database));
        Assert.True(left.Calendar!.IsCancellation);
        Assert.Equal(
            (registration.Id, "vecchia@comune.example"), (left.Calendar.Registration.Id, left.Calendar.Registration.Email.Display));
        Assert.True(left.Leaving!.CalendarSequence > registration.CalendarSequence);
        Assert.True(moved.Registration.CalendarSequence > left.Leaving.CalendarSequence);
        Assert.DoesNotContain("nuova@", left.ToJson(), StringComparison.Ordinal);
        Assert.False(left.OpensSomething);
    }

    [Theory]
    [EachEngine]
    public async Task Merged_with_another_registration_the_old_calendar_is_cleared_too(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var registration = await SignedUpAsync(database);
        await SignUpAsync(database, registration.WebinarId, "nuova@comune.example");

        await ChangeAsync(database, registration, "nuova@comune.example");

        Assert.True((await OneAsync<AddressReplaced>(database)).Calendar!.IsCancellation);
    }

    [Theory]
    [EachEngine]
    public async Task Staff_put_it_right_and_only_a_mailbox_that_was_reached_hears_of_it(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var registration = await SignedUpAsync(database);
        await EditAsync(database, registration.Id, "nuova@comune.example");
        var left = await OneAsync<AddressReplaced>(database);
        Assert.True(left is { ByStaff: true, Calendar.IsCancellation: true });

        await database.WriteAsync(db => db.OutgoingMails.ExecuteDeleteAsync());
        await EditAsync(database, registration.Id, "giusta@comune.example");

        Assert.Equal(
            [MailKinds.RegistrationMoved], await database.ReadAsync(db => db.OutgoingMails.Select(m => m.Kind).ToListAsync()));
    }

    private static async Task<Registration> SignedUpAsync(TestDatabase database)
    {
        var webinar = await database.WebinarAsync();
        await SignUpAsync(database, webinar.Id, "vecchia@comune.example");
        return await database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync());
    }

    private static Task SignUpAsync(TestDatabase database, int webinarId, string email) => database.InScopeAsync(
        services => services.GetRequiredService<SignUp>().RunAsync(webinarId, People.Person(email), People.Notice));

    private static Task ChangeAsync(TestDatabase database, Registration registration, string email) => database.InScopeAsync(
        services => services.GetRequiredService<ChangeRegistration>().RunAsync(registration, People.Person(email)));

    private static async Task EditAsync(TestDatabase database, Guid id, string email)
    {
        var seen = await database.ReadAsync(db => db.Registrations.Where(r => r.Id == id).Select(r => r.Revision).SingleAsync());
        var result = await database.InScopeAsync(services => services.GetRequiredService<EditPerson>()
            .RunAsync(new ChangeRequest<Guid>(id, $"{seen}", "segreteria@anci.example"), People.Person(email)));
        Assert.Equal(ChangeVerdict.Done, result.Verdict);
    }

    private static async Task<T> OneAsync<T>(TestDatabase database)
        where T : MailContent =>
        (await database.ReadAsync(db => db.OutgoingMails.Select(m => m.Content).ToListAsync()))
            .Select(MailContent.FromJson).OfType<T>().Single();
}
