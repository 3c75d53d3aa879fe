using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Web.Account;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Staff;

[Route("/gestione/utenti/{id}")]
[Authorize(Policy = StaffPolicies.Administer)]
public sealed class StaffPersonController(
    CooperaDb db, IValidator<AccountForm> validator, UserManager<StaffUser> users, StaffSignIn signIn, StaffSessions sessions,
    TimeProvider clock) : AdminController
{
    private string Actor => User.Identity!.Name!;

    private string Id => (string)RouteData.Values["id"]!;

    private ChangeRequest<string> ToChange => Asks(Id, Form.Seen);

    [BindProperty(Name = nameof(Form))]
    public AccountForm Form { get; set; } = new();

    [HttpGet]
    public async Task<IActionResult> Page(string id) =>
        await AccountPage.FindAsync(db, sessions, id, Actor, clock.GetUtcNow()) is { } page ? View(page) : NotFound();

    [HttpPost("ruolo")]
    public Task<IActionResult> Change([FromServices] ChangeAccount change, CancellationToken cancellationToken) =>
        IfValidAsync(nameof(Change), "Profilo cambiato: vale dal prossimo clic.", () =>
            change.RunAsync(ToChange, Text.CleanLine(Form.FullName), Form.Roles!, Form.MayExport, Reason(Form.ChangeReason),
                cancellationToken));

    [HttpPost("sospendi")]
    public Task<IActionResult> Suspend([FromServices] SuspendAccount suspend, CancellationToken cancellationToken) =>
        IfValidAsync(nameof(Suspend), "Profilo sospeso: le sue sessioni sono chiuse e non può più accedere.", () =>
            suspend.SuspendAsync(ToChange, Reason(Form.SuspensionReason)!, cancellationToken));

    [HttpPost("riattiva")]
    public async Task<IActionResult> Reactivate([FromServices] SuspendAccount suspend, CancellationToken cancellationToken) =>
        await AnswerAsync(
            nameof(Reactivate),
            await suspend.ReactivateAsync(ToChange, cancellationToken),
            "Profilo riattivato: può accedere di nuovo con la sua password.");

    [HttpPost("secondo-fattore")]
    public Task<IActionResult> ResetFactor([FromServices] ResetSecondFactor reset, CancellationToken cancellationToken) =>
        IfValidAsync(nameof(ResetFactor), "Secondo passaggio azzerato: app, codici di recupero e passkey non valgono più.", () =>
            reset.RunAsync(ToChange, Reason(Form.ResetReason)!, cancellationToken));

    [HttpPost("sblocca")]
    public async Task<IActionResult> Unlock([FromServices] ReleaseAccount release, CancellationToken cancellationToken) =>
        await AnswerAsync(
            nameof(Unlock), await release.UnlockAsync(ToChange, cancellationToken), "Profilo sbloccato: può riprovare subito.");

    [HttpPost("sessioni")]
    public async Task<IActionResult> EndSessions(
        [FromServices] ReleaseAccount release, [FromServices] SecurityLog security, CancellationToken cancellationToken)
    {
        var result = await NotedAsync(
            await release.EndSessionsAsync(ToChange, cancellationToken), security, SecurityCode.SessionsEnded);
        return await AnswerAsync(nameof(EndSessions), result, "Sessioni chiuse su tutti i dispositivi.");
    }

    [HttpPost("sessioni/{session}")]
    public async Task<IActionResult> EndSession(
        string session, [FromServices] ReleaseAccount release, [FromServices] SecurityLog security, CancellationToken cancellationToken)
    {
        var result = await NotedAsync(
            await release.EndSessionAsync(ToChange, session, cancellationToken), security, SecurityCode.SessionEnded);
        return await AnswerAsync(nameof(EndSession), result, "Quella sessione è chiusa: da lì bisogna accedere di nuovo.");
    }

    [HttpPost("invito")]
    public async Task<IActionResult> SendAgain([FromServices] InviteColleague invite, CancellationToken cancellationToken) =>
        await AnswerAsync(
            nameof(SendAgain),
            await invite.SendAgainAsync(ToChange, cancellationToken),
            "Invito in partenza di nuovo: il link di prima non vale più.");

    [HttpPost("ritira-invito")]
    public async Task<IActionResult> Withdraw([FromServices] InviteColleague invite, CancellationToken cancellationToken)
    {
        var list = this.SeeOther(nameof(StaffController.Index), on: "Staff");
        return await AnswerAsync(
            await invite.WithdrawAsync(ToChange, cancellationToken),
            "Invito ritirato: il link non funziona più e il profilo non c’è più.",
            list,
            status => ShowAsync(nameof(Withdraw), status));
    }

    private static string? Reason(string? text) => Text.CleanParagraph(text) is { Length: > 0 } reason ? reason : null;

    /// <param name="action">Its name is that of its rules, too.</param>
    private async Task<IActionResult> IfValidAsync(string action, string done, Func<Task<ChangeResult>> run)
    {
        (await validator.ValidateAsync(Form, options => options.IncludeRuleSets(action))).AddToModelState(ModelState, nameof(Form));
        if (ModelState.IsValid)
        {
            return await AnswerAsync(action, await run(), done);
        }

        // Not learned in a second round only.
        var leaves = action == nameof(Suspend) || (action == nameof(Change) && Form.Roles?.Contains(StaffRoles.Administrator) != true);
        if (leaves && await users.FindByIdAsync(Id) is { } account && await users.IsInRoleAsync(account, StaffRoles.Administrator)
            && !await db.HasAdministratorBesidesAsync(Id))
        {
            ModelState.AddModelError("", ChangedAccount.LastAdministrator.Sentence!);
        }

        return await ShowAsync(action, StatusCodes.Status422UnprocessableEntity);
    }

    private async Task<ChangeResult> NotedAsync(ChangeResult result, SecurityLog security, string code)
    {
        if (result.Verdict == ChangeVerdict.Done)
        {
            await security.NoteAsync(code, await users.FindByIdAsync(Id), HttpContext.Place(), $"da {Actor}");
        }

        return result;
    }

    private async Task<IActionResult> AnswerAsync(string action, ChangeResult result, string done)
    {
        if (result.Verdict == ChangeVerdict.Done && action == nameof(Change)
            && await users.GetUserAsync(User) is { } oneself && oneself.Id == Id)
        {
            await db.Entry(oneself).ReloadAsync(); // it was read before the change, to see who asks
            await signIn.GoOnAsync(oneself); // their own session goes on, with what they may do now
        }

        return await AnswerAsync(
            result,
            done,
            this.SeeOther(nameof(Page), new { id = Id }),
            status => ShowAsync(action, status),
            alreadySo: action is nameof(Change) or nameof(SendAgain) ? "È rimasto tutto come prima: non c’era niente da cambiare." : null);
    }

    private async Task<IActionResult> ShowAsync(string action, int status)
    {
        if (await AccountPage.FindAsync(db, sessions, Id, Actor, clock.GetUtcNow()) is not { } page)
        {
            return NotFound();
        }

        var overtaken = status == StatusCodes.Status409Conflict;
        if (overtaken)
        {
            ModelState.Remove($"{nameof(Form)}.{nameof(Form.Seen)}"); // sending again means having read what is new
        }

        Response.StatusCode = status;
        return View(nameof(Page), page with { Open = action, WasOvertaken = overtaken });
    }
}
