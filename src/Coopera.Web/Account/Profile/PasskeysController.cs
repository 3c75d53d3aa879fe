using System.ComponentModel.DataAnnotations;
using Coopera.Core.Data;
using Coopera.Core.Mail.Mails;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Coopera.Web.Account.Profile;

[Route("/gestione/profilo/passkey")]
[RecentSignIn]
[PrivatePage(NamedWithinTheSite = true)]
public sealed class PasskeysController(
    Passkeys passkeys, StaffSignIn signIn, StaffAccounts accounts, UserManager<StaffUser> users, SecondFactorGuard guard) : Controller
{
    private const int NameMaxLength = 60;

    [HttpGet("")]
    public ViewResult Add() => View();

    [HttpPost("opzioni")]
    public async Task<IActionResult> Ask() => await passkeys.AskForNewAsync((await users.GetUserAsync(User))!, this);

    [HttpPost("")]
    public async Task<IActionResult> Add(string? credential, string? name)
    {
        var user = (await users.GetUserAsync(User))!;
        if (await passkeys.ReadNewAsync(credential, user, this) is not { } passkey)
        {
            ModelState.AddModelError("", "Il browser non ci ha dato una passkey che possiamo usare: riprova, oppure collega un’app.");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Add");
        }

        passkey.Name = NameOf(name) ?? $"Passkey {RomeTime.Date("del", passkey.CreatedAt)}";
        IReadOnlyList<string> codes = [];
        var changed = await accounts.WriteAsync(user.Id, async account =>
        {
            StaffAccountChange.Must(await account.Users.AddOrUpdatePasskeyAsync(account.User, passkey));
            codes = await account.Users.CountRecoveryCodesAsync(account.User) == 0 ? await account.NewRecoveryCodesAsync() : [];
            await account.EndSessionsAsync();
            await account.NotifyAsync(AccountChange.PasskeyAdded);
            await account.RecordAsync(AuditAction.PasskeyAdded, passkey.Name);
            return account.User;
        });
        await signIn.GoOnAsync(changed, secondFactor: true, proven: true);
        TempData["Done"] = $"La passkey «{passkey.Name}» è pronta: dal prossimo accesso puoi usarla al posto della password.";
        return codes.Count == 0 ? this.SeeOther(nameof(ProfileController.Profile), on: "Profile") : this.ShowCodes(codes);
    }

    [HttpGet("{id}")]
    public async Task<IActionResult> Passkey(string id) =>
        await FindAsync(id) is { } passkey ? View(new PasskeyForm { Id = id, Name = passkey.Name, Passkey = passkey }) : NotFound();

    [HttpPost("{id}")]
    public async Task<IActionResult> Passkey(string id, PasskeyForm form)
    {
        if (await FindAsync(id) is not { } passkey)
        {
            return NotFound();
        }

        if (NameOf(form.Name) is not { } name)
        {
            ModelState.AddModelError(nameof(form.Name), "Scrivi un nome, per esempio «Portatile dell’ufficio».");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(new PasskeyForm { Id = id, Name = form.Name, Passkey = passkey });
        }

        await accounts.WriteAsync(users.GetUserId(User)!, async account =>
        {
            var before = passkey.Name;
            passkey.Name = name;
            StaffAccountChange.Must(await account.Users.AddOrUpdatePasskeyAsync(account.User, passkey));
            await account.RecordAsync(AuditAction.PasskeyRenamed, $"«{before}» diventa «{name}»");
        });
        TempData["Done"] = $"La passkey ora si chiama «{name}».";
        return this.SeeOther(nameof(ProfileController.Profile), on: "Profile");
    }

    [HttpPost("{id}/rimuovi")]
    public async Task<IActionResult> Remove(string id)
    {
        var user = (await users.GetUserAsync(User))!;
        if (await FindAsync(id) is not { } passkey)
        {
            return NotFound();
        }

        var others = (await users.GetPasskeysAsync(user)).Count - 1;
        if (guard.Refusal(others, user.TwoFactorEnabled) is { } refusal)
        {
            TempData["Refused"] = refusal;
            return this.SeeOther(nameof(ProfileController.Profile), on: "Profile");
        }

        await signIn.GoOnAsync(await accounts.WriteAsync(user.Id, async account =>
        {
            StaffAccountChange.Must(await account.Users.RemovePasskeyAsync(account.User, passkey.CredentialId));
            if (others == 0 && !account.User.TwoFactorEnabled)
            {
                await account.RemoveRecoveryCodesAsync();
            }

            await account.EndSessionsAsync();
            await account.NotifyAsync(AccountChange.PasskeyRemoved);
            await account.RecordAsync(AuditAction.PasskeyRemoved, passkey.Name ?? "");
            return account.User;
        }));
        TempData["Done"] = $"La passkey «{passkey.Name}» non apre più il tuo profilo. Toglila anche dal dispositivo.";
        return this.SeeOther(nameof(ProfileController.Profile), on: "Profile");
    }

    private async Task<UserPasskeyInfo?> FindAsync(string id)
    {
        try
        {
            return await users.GetPasskeyAsync((await users.GetUserAsync(User))!, WebEncoders.Base64UrlDecode(id));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string? NameOf(string? typed) =>
        Text.CleanLine(typed) is { Length: > 0 } name ? name[..Math.Min(name.Length, NameMaxLength)] : null;
}

public sealed class PasskeyForm
{
    [Display(Name = "Nome")]
    public string? Name { get; set; }

    internal string Id { get; set; } = "";

    internal UserPasskeyInfo? Passkey { get; set; }
}
