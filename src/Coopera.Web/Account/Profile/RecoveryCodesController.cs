using System.Text.Json;
using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Staff;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Account.Profile;

[Route("/gestione/profilo/codici")]
[RecentSignIn]
[PrivatePage(NamedWithinTheSite = true)]
public sealed class RecoveryCodesController(StaffAccounts accounts, StaffSignIn signIn, UserManager<StaffUser> users) : Controller
{
    internal const string JustMade = "NewCodes";

    [HttpGet("")]
    public async Task<IActionResult> Codes()
    {
        var user = (await users.GetUserAsync(User))!;
        var codes = TempData[JustMade] is string json ? JsonSerializer.Deserialize<string[]>(json)! : [];
        return View(new RecoveryCodesPage(codes, await users.CountRecoveryCodesAsync(user), await signIn.IsTwoFactorEnabledAsync(user)));
    }

    [HttpPost("")]
    public async Task<IActionResult> Renew()
    {
        var user = (await users.GetUserAsync(User))!;
        if (!await signIn.IsTwoFactorEnabledAsync(user))
        {
            return this.SeeOther(nameof(Codes)); // which says what comes first
        }

        var codes = await accounts.WriteAsync(user.Id, async account =>
        {
            var made = await account.NewRecoveryCodesAsync();
            await account.NotifyAsync(AccountChange.RecoveryCodesRenewed);
            await account.RecordAsync(AuditAction.RecoveryCodesRenewed);
            return made;
        });
        return this.ShowCodes(codes);
    }
}

public static class RecoveryCodesExtensions
{
    public static SeeOther ShowCodes(this Controller controller, IReadOnlyList<string> codes)
    {
        controller.TempData[RecoveryCodesController.JustMade] = JsonSerializer.Serialize(codes);
        return controller.SeeOther(nameof(RecoveryCodesController.Codes), on: "RecoveryCodes");
    }
}

/// <param name="Codes">Just made; empty on every later look.</param>
public sealed record RecoveryCodesPage(IReadOnlyList<string> Codes, int Left, bool HasSecondFactor)
{
    public string File => "data:text/plain;charset=utf-8," + Uri.EscapeDataString(
        $"Codici di recupero per la gestione di COOPERA\r\nOgnuno vale una volta sola.\r\n\r\n{string.Join("\r\n", Codes)}\r\n");
}
