using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Coopera.Web.Account;

/// <summary>
/// The two halves of a passkey's ceremony: what the browser is asked, and what it answers. The question is kept in the protected TempData
/// cookie; Identity's own methods keep it where the password of a sign-in under way is remembered, and would forget that.
/// </summary>
public sealed class Passkeys(IPasskeyHandler<StaffUser> handler, UsedProofs used, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<ContentResult> AskForNewAsync(StaffUser user, Controller controller)
    {
        var entity = new PasskeyUserEntity
        {
            Id = user.Id,
            Name = user.Email!,
            DisplayName = user.FullName.Length > 0 ? user.FullName : user.Email!,
        };
        var asked = await handler.MakeCreationOptionsAsync(entity, controller.HttpContext);
        controller.TempData.Put(new PasskeyQuestion(asked.AttestationState, clock.GetUtcNow()));
        return controller.Content(asked.CreationOptionsJson, "application/json");
    }

    /// <param name="user">Whose it must be; null when the passkey says who comes.</param>
    public async Task<ContentResult> AskForOneAsync(StaffUser? user, Controller controller)
    {
        var asked = await handler.MakeRequestOptionsAsync(user, controller.HttpContext);
        controller.TempData.Put(new PasskeyQuestion(asked.AssertionState, clock.GetUtcNow()));
        return controller.Content(asked.RequestOptionsJson, "application/json");
    }

    /// <summary>The new passkey; null when the answer is not one to our question.</summary>
    public async Task<UserPasskeyInfo?> ReadNewAsync(string? answer, StaffUser user, Controller controller)
    {
        if (Question(controller.TempData) is not { } question || string.IsNullOrEmpty(answer))
        {
            return null;
        }

        var made = await handler.PerformAttestationAsync(
            new() { HttpContext = controller.HttpContext, CredentialJson = answer, AttestationState = question.State });
        return made.Succeeded && made.UserEntity.Id == user.Id && await IsFirstAnswerAsync(user, question) ? made.Passkey : null;
    }

    /// <summary>Whose passkey was shown, and it with its counter moved on; null when it is none of ours.</summary>
    public async Task<(StaffUser User, UserPasskeyInfo Passkey)?> ReadAsync(string? answer, Controller controller)
    {
        if (Question(controller.TempData) is not { } question || string.IsNullOrEmpty(answer))
        {
            return null;
        }

        var shown = await handler.PerformAssertionAsync(
            new() { HttpContext = controller.HttpContext, CredentialJson = answer, AssertionState = question.State });
        return shown.Succeeded && await IsFirstAnswerAsync(shown.User, question) ? (shown.User, shown.Passkey) : null;
    }

    private Task<bool> IsFirstAnswerAsync(StaffUser user, PasskeyQuestion question) =>
        used.TakeAsync(user.Id, SecondFactorTokens.LastQuestion, question.At.UtcTicks);

    private PasskeyQuestion? Question(ITempDataDictionary tempData)
    {
        var question = tempData.Look<PasskeyQuestion>();
        tempData.Remove(nameof(PasskeyQuestion));
        return question is not null && clock.GetUtcNow() - question.At <= Patience ? question : null;
    }
}

internal sealed record PasskeyQuestion(string? State, DateTimeOffset At);
