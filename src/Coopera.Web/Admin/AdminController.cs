using Coopera.Core.Changes;
using Coopera.Web.Account;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin;

/// <summary>What every controller of the back office is: for signed-in staff only, and kept by no cache.</summary>
[Authorize(Policy = StaffPolicies.Look)]
[PrivatePage(NamedWithinTheSite = true)]
[ShowsUnsentForm]
public abstract class AdminController : Controller
{
    /// <inheritdoc cref="SentForms"/>
    protected Guid? SentFormId => this.SentFormId();

    protected ChangeRequest<TId> Asks<TId>(TId id, string? seenVersion) => new(id, seenVersion, User.Identity!.Name!, SentFormId);

    /// <summary>The one answer to what staff wanted to change: 303, 422 with the field, 409 with how it is now, or 404.</summary>
    /// <param name="done">What they read when it is done, also when it was so already: the second of two clicks.</param>
    /// <param name="next">Where they go on then.</param>
    /// <param name="again">Shows what was sent once more, with this status; 200 when there is something to agree to.</param>
    /// <param name="prefix">Of the form's fields.</param>
    /// <param name="alreadySo">What they read when nothing was to change, where that differs.</param>
    protected async Task<IActionResult> AnswerAsync(
        ChangeResult result, string done, IActionResult next,
        Func<int, Task<IActionResult>> again, string prefix = "", string? alreadySo = null)
    {
        switch (result.Verdict)
        {
            case ChangeVerdict.Done:
                TempData["Done"] = result.Sentence ?? done;
                return next;
            case ChangeVerdict.AlreadySo:
                TempData["Done"] = alreadySo ?? done;
                return next;
            case ChangeVerdict.NotFound:
                return NotFound();
            case ChangeVerdict.NeedsAgreement:
                return await again(StatusCodes.Status200OK);
            case ChangeVerdict.Refused:
                ModelState.AddModelError(result.Field.Length == 0 ? "" : prefix + result.Field, result.Sentence!);
                return await again(StatusCodes.Status422UnprocessableEntity);
            default:
                return await again(StatusCodes.Status409Conflict);
        }
    }
}
