using Coopera.Core.Changes;
using Coopera.Core.Registrations;
using Coopera.Core.Registrations.Lists;
using Coopera.Core.Registrations.People;
using Coopera.Domain.Registrations;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Registrations;

/// <summary>Whether an address wants invitations is one choice, whatever its registrations are.</summary>
public sealed class InvitationChoiceTests
{
    [Theory]
    [EachEngine]
    public async Task One_yes_holds_for_all_of_the_address_and_survives_the_cancellation(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (first, second) = await TwiceAsync(database);

        await database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<CancelRegistration>().RunAsync(first, null);
            return true;
        });

        Assert.True(await IsWantedAsync(database, second));
        Assert.Equal([true, true], await ExportedAsync(database));
    }

    [Theory]
    [EachEngine]
    public async Task The_person_takes_it_back_for_all_and_says_yes_again(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (first, second) = await TwiceAsync(database);

        await ChooseAsync(database, second, wanted: false);
        await ChooseAsync(database, second, wanted: false);
        Assert.Equal([false, false], await ExportedAsync(database));
        Assert.False(await IsWantedAsync(database, first));

        await ChooseAsync(database, second, wanted: true);
        Assert.Equal([true, true], await ExportedAsync(database));
        Assert.Equal(
            [(first.Id, RegistrationEventKind.InvitationsRevoked), (second.Id, RegistrationEventKind.InvitationsWanted)],
            (await database.ReadAsync(db => db.RegistrationEvents.OrderBy(e => e.Id).ToListAsync()))
                .Select(e => (e.RegistrationId, e.Kind)));
    }

    [Theory]
    [EachEngine]
    public async Task Staff_record_that_it_was_taken_back_with_the_reason_once(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var (first, second) = await TwiceAsync(database);

        var done = await RevokeAsync();
        var twice = await RevokeAsync();

        Assert.Equal([ChangeVerdict.Done, ChangeVerdict.AlreadySo], [done.Verdict, twice.Verdict]);
        Assert.False(await IsWantedAsync(database, first));
        var entry = await database.ReadAsync(db => db.AuditEntries.SingleAsync());
        Assert.Equal(
            (AuditAction.InvitationsRevoked, "Inviti futuri: sì", "Inviti futuri: no", "Email del 3 marzo"),
            (entry.Action, entry.Before, entry.After, entry.Reason));

        Task<ChangeResult> RevokeAsync() => database.InScopeAsync(services => services.GetRequiredService<RevokeInvitations>()
            .RunAsync(new ChangeRequest<Guid>(second.Id, "0", "segreteria@anci.example"), "Email del 3 marzo"));
    }

    private static async Task<(Registration First, Registration Second)> TwiceAsync(TestDatabase database)
    {
        var (one, other) = (await database.WebinarAsync(), await database.WebinarAsync());
        await SignUpAsync(database, one.Id, futureInvitations: true);
        await SignUpAsync(database, other.Id, futureInvitations: false);
        return (
            await database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.WebinarId == one.Id)),
            await database.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.WebinarId == other.Id)));
    }

    private static Task SignUpAsync(TestDatabase database, int webinarId, bool futureInvitations) =>
        database.InScopeAsync(services => services.GetRequiredService<SignUp>().RunAsync(
            webinarId, People.Person(), People.Notice with { FutureInvitations = futureInvitations }));

    private static Task ChooseAsync(TestDatabase database, Registration registration, bool wanted) =>
        database.InScopeAsync(async services =>
        {
            await services.GetRequiredService<ChooseInvitations>().RunAsync(registration, wanted);
            return true;
        });

    private static Task<bool> IsWantedAsync(TestDatabase database, Registration registration) =>
        database.ReadAsync(db => InvitationChoice.IsWantedAsync(db, registration));

    private static Task<List<bool>> ExportedAsync(TestDatabase database) => database.ReadAsync(db =>
        db.Registrations.OrderBy(r => r.WebinarId).Select(RegistrationRow.Of(db)).Select(row => row.FutureInvitations).ToListAsync());
}
