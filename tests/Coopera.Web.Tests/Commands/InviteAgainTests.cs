using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Web.Commands;
using Coopera.Web.Tests.Account;
using Coopera.Web.Tests.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Commands;

/// <summary><c>admin invite</c> for somebody who has an account with a password.</summary>
public sealed class InviteAgainTests
{
    private const string New = "quattro parole prese a caso";

    [Theory]
    [EachEngine]
    public async Task Whoever_has_a_password_keeps_it_with_all_else_until_they_choose_another_on_the_link(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var before = await PlantAsync(database, StaffRoles.Administrator, StaffRoles.Export);

        var (code, errors, said) = await InviteAsync(database, before.Email);

        Assert.True(code == ExitCode.Done, errors);
        Assert.Equal(3, said.Count);
        Assert.StartsWith($"{before.Email} has an account, which now administers: ", said[1], StringComparison.Ordinal);
        Assert.Contains("choose a new password, once, until ", said[1], StringComparison.Ordinal);
        using var site = Site(database);
        Assert.Equal(before, await AccountAsync(site, before.Email));
        await AssertPasswordAsync(site, before.Email, CooperaSite.AdministratorPassword, isRight: true);
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync(new Uri(said[0]).AbsolutePath);
        Assert.Equal(303, (await visitor.SubmitAsync(form, new() { ["Password"] = New, ["PasswordAgain"] = New })).Status);
        await AssertPasswordAsync(site, before.Email, CooperaSite.AdministratorPassword, isRight: false);
        await AssertPasswordAsync(site, before.Email, New, isRight: true);
        Assert.Equal(before, await AccountAsync(site, before.Email));
        Assert.Equal(404, (await visitor.GetAsync(new Uri(said[0]).AbsolutePath)).Status);
    }

    [Theory]
    [EachEngine]
    public async Task A_suspended_colleague_administers_again_with_the_password_and_second_step_of_before(DatabaseProvider engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var before = await PlantAsync(database, StaffRoles.Reader);
        using (var site = Site(database))
        {
            await site.WriteAsync(async db =>
                (await db.Users.SingleAsync(user => user.Email == before.Email)).SuspendedAt = TestDatabase.Now);
        }

        var (code, errors, _) = await InviteAsync(database, before.Email.ToUpperInvariant());

        Assert.True(code == ExitCode.Done, errors);
        using var again = Site(database);
        Assert.Equal(before with { Roles = StaffRoles.Administrator }, await AccountAsync(again, before.Email));
        await AssertPasswordAsync(again, before.Email, CooperaSite.AdministratorPassword, isRight: true);
    }

    private static CooperaSite Site(TestDatabase database) => new(new(Engines.Settings(database.Engine, database.ConnectionString))
    {
        ["Site:DataFolder"] = database.Folder, // the nodes of a server must see one
        ["Staff:FirstAdministrator:Email"] = null,
        ["Staff:FirstAdministrator:Password"] = null,
    });

    private static Task<(int Code, string Errors, IReadOnlyList<string> Said)> InviteAsync(TestDatabase database, string address) =>
        StartedProgram.RunAsync(
            database.Folder,
            Engines.Settings(database.Engine, database.ConnectionString),
            "admin", "invite", address);

    private static async Task<Account> PlantAsync(TestDatabase database, params string[] roles)
    {
        using var site = Site(database);
        var email = (await site.ColleagueAsync(roles)).Email!;
        await site.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<StaffUser>>();
            var user = (await users.FindByEmailAsync(email))!;
            user.FullName = "Maria D’Angelo";
            await users.ResetAuthenticatorKeyAsync(user);
            await users.SetTwoFactorEnabledAsync(user, true);
            return await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 5);
        });
        return await AccountAsync(site, email);
    }

    private static Task<Account> AccountAsync(CooperaSite site, string email) => site.InScopeAsync(async services =>
    {
        var users = services.GetRequiredService<UserManager<StaffUser>>();
        var user = (await users.FindByEmailAsync(email))!;
        return new Account(
            user.Id, user.Email!, user.FullName, string.Join(' ', (await users.GetRolesAsync(user)).Order(StringComparer.Ordinal)),
            user.TwoFactorEnabled, await users.GetAuthenticatorKeyAsync(user), await users.CountRecoveryCodesAsync(user));
    });

    /// <summary>With the right one a second step is asked for; after a wrong one the form stands there again.</summary>
    private static async Task AssertPasswordAsync(CooperaSite site, string email, string password, bool isRight)
    {
        var answer = await site.NewVisitor().SignInAsync(password, email);
        Assert.Equal(isRight ? (303, "/gestione/accesso/codice") : (422, null), (answer.Status, answer.Location?.Split('?')[0]));
    }

    private sealed record Account(
        string Id, string Email, string FullName, string Roles, bool HasSecondStep, string? Key, int RecoveryCodes);
}
