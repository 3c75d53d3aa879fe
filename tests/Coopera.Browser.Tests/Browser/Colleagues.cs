using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.Staff;
using Coopera.Domain;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Browser.Tests.Browser;

/// <summary>People who work in the back office, set there without its forms.</summary>
internal static class Colleagues
{
    /// <returns>The account, and the path of the link in the mail.</returns>
    public static async Task<(string Id, string Link)> InviteColleagueAsync(this CooperaSite site, string name)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var invited = await scope.ServiceProvider.GetRequiredService<InviteColleague>().RunAsync(
            EmailAddress.Parse($"{Guid.NewGuid():N}@anci.example"), name,
            [StaffRoles.Secretariat], mayExport: true, CooperaSite.AdministratorEmail);
        var mark =
            (await scope.ServiceProvider.GetRequiredService<CooperaDb>().Users.AsNoTracking().SingleAsync(
                user => user.Id == invited.Id)).StampMark;
        return (
            invited.Id,
            $"/gestione/invito/{scope.ServiceProvider.GetRequiredService<InvitationLinks>().Token(new InvitationLink(invited.Id, mark))}");
    }

    /// <summary>Has accepted, has a second factor, and was given another role since.</summary>
    public static async Task<string> WorkingColleagueAsync(this CooperaSite site)
    {
        var (id, link) = await site.InviteColleagueAsync("Agata Ferrara");
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AcceptInvitation>().RunAsync(link.Split('/')[^1], CooperaSite.AdministratorPassword);
        await site.WriteAsync(async db => (await db.Users.SingleAsync(user => user.Id == id)).TwoFactorEnabled = true);
        var seen = (await StaffMember.FindAsync(scope.ServiceProvider.GetRequiredService<CooperaDb>(), id, DateTimeOffset.UtcNow))!.Version;
        await scope.ServiceProvider.GetRequiredService<ChangeAccount>().RunAsync(
            new ChangeRequest<string>(id, seen, CooperaSite.AdministratorEmail), "Agata Ferrara",
            [StaffRoles.Editor], mayExport: false, "Da febbraio cura i comunicati");
        return id;
    }

    /// <summary>Signs in with the password and, after it, the app that has this key, a passkey or a recovery code.</summary>
    public static async Task<(string Email, string Key)> GuardedColleagueAsync(this CooperaSite site)
    {
        var (id, link) = await site.InviteColleagueAsync("Nino La Rocca");
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AcceptInvitation>().RunAsync(link.Split('/')[^1], CooperaSite.AdministratorPassword);
        var key = TotpCodes.NewKey();
        return await scope.ServiceProvider.GetRequiredService<StaffAccounts>().WriteAsync(id, async account =>
        {
            await account.SetAppAsync(key, step: 0);
            await account.NewRecoveryCodesAsync();
            StaffAccountChange.Must(await account.Users.AddOrUpdatePasskeyAsync(
                account.User,
                new UserPasskeyInfo(Guid.NewGuid().ToByteArray(), [4], DateTimeOffset.UtcNow, 0, null, true, false, false, [5],
                    [6])
                { Name = "Portatile dell’ufficio" }));
            return (account.User.Email!, key);
        });
    }
}
