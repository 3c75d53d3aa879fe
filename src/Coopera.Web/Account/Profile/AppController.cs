using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Staff;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Coopera.Web.Account.Profile;

/// <summary>
/// The app that shows codes. Its key is made when the page is, travels in the form, and is kept only once a code has proved that the app
/// has it: looking at the page changes nothing, and half a set-up locks nobody out.
/// </summary>
[Route("/gestione/profilo/app")]
[RecentSignIn]
[PrivatePage(NamedWithinTheSite = true)]
public sealed class AppController(
    StaffSignIn signIn, StaffAccounts accounts, UserManager<StaffUser> users,
    IDataProtectionProvider protection, SecondFactorGuard guard, TimeProvider clock) : Controller
{
    private readonly IDataProtector _keys = protection.CreateProtector("Coopera.AuthenticatorKey.v1");

    [HttpGet("")]
    public async Task<IActionResult> App() => Page((await users.GetUserAsync(User))!, TotpCodes.NewKey(), new AppForm());

    [HttpPost("")]
    [EnableRateLimiting(RateLimitPolicies.StaffSignIn)]
    public async Task<IActionResult> App(AppForm form)
    {
        var user = (await users.GetUserAsync(User))!;
        if (KeyOf(form, user) is not { } key)
        {
            ModelState.AddModelError("", "La pagina era troppo vecchia: inquadra il nuovo codice QR.");
            ModelState.Remove(nameof(form.Setup));
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page(user, TotpCodes.NewKey(), new AppForm());
        }

        if (TotpCodes.Match(key, form.Code, clock.GetUtcNow()) is not { } step)
        {
            ModelState.AddModelError(
                nameof(form.Code),
                "Il codice non va bene: scrivi quello che l’app mostra adesso. Se continua a non andare, controlla che l’ora del telefono "
                + "sia giusta.");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page(user, key, form);
        }

        IReadOnlyList<string> codes = [];
        var changed = await accounts.WriteAsync(user.Id, async account =>
        {
            await account.SetAppAsync(key, step);
            codes = await account.Users.CountRecoveryCodesAsync(account.User) == 0 ? await account.NewRecoveryCodesAsync() : [];
            await account.NotifyAsync(AccountChange.AppAdded);
            await account.RecordAsync(user.TwoFactorEnabled ? AuditAction.AppReplaced : AuditAction.AppConnected);
            return account.User;
        });
        await signIn.GoOnAsync(changed, secondFactor: true, proven: true);
        TempData["Done"] = "L’app è collegata: dal prossimo accesso ti chiediamo anche il suo codice.";
        return codes.Count == 0 ? this.SeeOther(nameof(ProfileController.Profile), on: "Profile") : this.ShowCodes(codes);
    }

    [HttpPost("scollega")]
    public async Task<IActionResult> Remove()
    {
        var user = (await users.GetUserAsync(User))!;
        if (guard.Refusal(passkeysLeft: (await users.GetPasskeysAsync(user)).Count, appLeft: false) is { } refusal)
        {
            TempData["Refused"] = refusal;
            return this.SeeOther(nameof(ProfileController.Profile), on: "Profile");
        }

        await signIn.GoOnAsync(await accounts.WriteAsync(user.Id, async account =>
        {
            await account.RemoveAppAsync();
            if ((await account.Users.GetPasskeysAsync(account.User)).Count == 0)
            {
                await account.RemoveRecoveryCodesAsync();
            }

            await account.NotifyAsync(AccountChange.AppRemoved);
            await account.RecordAsync(AuditAction.AppDisconnected);
            return account.User;
        }));
        TempData["Done"] = "L’app è scollegata.";
        return this.SeeOther(nameof(ProfileController.Profile), on: "Profile");
    }

    private ViewResult Page(StaffUser user, string key, AppForm form)
    {
        form.Setup = _keys.ToTimeLimitedDataProtector().Protect($"{user.Id}|{key}", TimeSpan.FromHours(1));
        form.Key = key;
        form.Email = user.Email!;
        return View("App", form);
    }

    private string? KeyOf(AppForm form, StaffUser user)
    {
        try
        {
            return _keys.ToTimeLimitedDataProtector().Unprotect(form.Setup ?? "").Split('|') is [var id, var key] && id == user.Id
                ? key
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

public sealed class AppForm
{
    [Display(Name = "Codice che l’app mostra adesso")]
    public string? Code { get; set; }

    public string? Setup { get; set; }

    internal string Key { get; set; } = "";

    internal string Email { get; set; } = "";

    internal string KeyInGroups => string.Join(' ', Key.Chunk(4).Select(group => new string(group)));

    internal string Address => $"otpauth://totp/{Uri.EscapeDataString($"COOPERA:{Email}")}?secret={Key}&issuer=COOPERA&digits=6&period=30";
}
