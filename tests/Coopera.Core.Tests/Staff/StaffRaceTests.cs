using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Domain.Staff;
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
            var versions = await VersionsAsync(database);

            var outcomes = await Task.WhenAll(
                SuspendAsync(database, new ChangeRequest<string>(two.Id, versions[two.Id], one.Email!)),
                SuspendAsync(database, new ChangeRequest<string>(one.Id, versions[one.Id], two.Email!)));

            Assert.Equal([ChangeVerdict.Done, ChangeVerdict.Refused], outcomes.Select(outcome => outcome.Verdict).Order());
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

        var versions = await VersionsAsync(database);

        var outcomes = await Task.WhenAll(administrators.Select((administrator,
            index) => database.InScopeAsync(services => services.GetRequiredService<ChangeAccount>()
            .RunAsync(new ChangeRequest<string>(administrator.Id, versions[administrator.Id], administrators[(index + 1) % 5].Email!), "",
                [StaffRoles.Reader], mayExport: false, reason: null))));

        Assert.Equal(4, outcomes.Count(outcome => outcome.Verdict == ChangeVerdict.Done));
        Assert.Single(outcomes, outcome => outcome.Verdict == ChangeVerdict.Refused);
        Assert.Equal(1, await ActiveAsync(database));
        Assert.Equal(4, await database.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.AccountChanged)));
    }

    private static Task<ChangeResult> SuspendAsync(TestDatabase database, ChangeRequest<string> call) =>
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

    private static Task<Dictionary<string, string>> VersionsAsync(TestDatabase database) =>
        database.ReadAsync(
            async db => (await StaffMember.AllAsync(db, TestDatabase.Now)).ToDictionary(member => member.Id, member => member.Version));

    private static Task<int> ActiveAsync(TestDatabase database) => database.ReadAsync(async db =>
        (await StaffMember.AllAsync(db, TestDatabase.Now)).Count(member => member.Roles.Contains(StaffRoles.Administrator)
            && member.User.SuspendedAt is null));

    private static Task ClearAsync(TestDatabase database) =>
        database.ReadAsync(outside => outside.WriteAsync(db => db.Users.ExecuteDeleteAsync()));
}
