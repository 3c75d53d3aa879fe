using Coopera.Core.Data;
using Coopera.Core.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Core.Tests.Staff;

/// <summary>Administrators who act against each other at the same moment: one must be left.</summary>
public sealed class StaffRaceTests
{
    [Theory]
    [EachEngine]
    public async Task Two_administrators_who_suspend_each_other_at_once_leave_one(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        for (var round = 0; round < 5; round++)
        {
            var (one, two) = (await AdministratorAsync(database), await AdministratorAsync(database));
            var sights = await SightsAsync(database);

            var outcomes = await Task.WhenAll(
                SuspendAsync(database, new StaffCall(two.Id, sights[two.Id], one.Email!)),
                SuspendAsync(database, new StaffCall(one.Id, sights[one.Id], two.Email!)));

            Assert.Equal([StaffOutcome.Done, StaffOutcome.LastAdministrator], outcomes.Order());
            Assert.Equal(1, await ActiveAsync(database));
            await ClearAsync(database);
        }
    }

    [Theory]
    [EachEngine]
    public async Task Of_five_administrators_all_demoted_at_once_one_keeps_the_role(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var administrators = new List<StaffUser>();
        for (var number = 0; number < 5; number++)
        {
            administrators.Add(await AdministratorAsync(database));
        }

        var sights = await SightsAsync(database);

        var outcomes = await Task.WhenAll(administrators.Select((administrator, index) => database.InScopeAsync(services => services.GetRequiredService<ChangeAccount>()
            .RunAsync(new StaffCall(administrator.Id, sights[administrator.Id], administrators[(index + 1) % 5].Email!), "", StaffRoles.Reader, mayExport: false, reason: null))));

        Assert.Equal(4, outcomes.Count(outcome => outcome == StaffOutcome.Done));
        Assert.Single(outcomes, outcome => outcome == StaffOutcome.LastAdministrator);
        Assert.Equal(1, await ActiveAsync(database));
        Assert.Equal(4, await database.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == "cambia un profilo")));
    }

    private static Task<StaffOutcome> SuspendAsync(TestDatabase database, StaffCall call) =>
        database.InScopeAsync(services => services.GetRequiredService<SuspendAccount>().SuspendAsync(call, "prova"));

    private static async Task<StaffUser> AdministratorAsync(TestDatabase database)
    {
        var email = $"{Guid.NewGuid():N}@anci.example";
        var user = new StaffUser
        {
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            PasswordHash = "x",
            SecurityStamp = "x",
            EmailConfirmed = true,
        };
        await database.ReadAsync(outside => outside.WriteAsync(async db =>
        {
            db.Users.Add(user);
            var role = await db.Roles.SingleAsync(r => r.Name == StaffRoles.Administrator);
            db.UserRoles.Add(new IdentityUserRole<string> { UserId = user.Id, RoleId = role.Id });
            await db.SaveChangesAsync();
        }));
        return user;
    }

    private static Task<Dictionary<string, string>> SightsAsync(TestDatabase database) =>
        database.ReadAsync(async db => (await StaffMember.AllAsync(db, TestDatabase.Now)).ToDictionary(member => member.Id, member => member.Sight));

    private static Task<int> ActiveAsync(TestDatabase database) => database.ReadAsync(async db =>
        (await StaffMember.AllAsync(db, TestDatabase.Now)).Count(member => member.Role == StaffRoles.Administrator && member.User.SuspendedAt is null));

    private static Task ClearAsync(TestDatabase database) => database.ReadAsync(outside => outside.WriteAsync(db => db.Users.ExecuteDeleteAsync()));
}
