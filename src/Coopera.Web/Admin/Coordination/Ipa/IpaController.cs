using Coopera.Core.Data;
using Coopera.Core.Documents.Signatures;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies.Ipa;
using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Coordination.Bodies;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Coordination.Ipa;

/// <summary>The open data file of IPA: first what it would change, then what somebody chose of it, at once.</summary>
[Route("/gestione/adesioni/enti/ipa")]
[Authorize(Policy = StaffPolicies.Handle)]
public sealed class IpaController(CooperaDb db, ApplyIpa apply, TimeProvider clock) : AdminController
{
    // Letters beyond ASCII are three or six characters in what a browser sends.
    private const int LargestForm = 4 * IpaFile.LargestText;
    private const int MostFields = 3_000;

    [HttpGet]
    public IActionResult Index() => View(nameof(Index));

    [HttpPost]
    [TakesUpload(IpaFile.LargestFile + (1024 * 1024))]
    public async Task<IActionResult> Index(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return Refused("Scegli il file «enti» dell’IPA.");
        }

        if (file.Length > IpaFile.LargestFile)
        {
            return Refused(IpaPhrases.TooLarge);
        }

        // One at a time for the memory it takes, as with every file that is looked into.
        var (read, problem) = await InspectionTurns.TakeAsync(
            () =>
            {
                using var content = file.OpenReadStream();
                return Task.FromResult(IpaFile.Read(content, RomeTime.Today(clock)));
            },
            cancellationToken);
        if (read?.ToText() is not { Length: <= IpaFile.LargestText } data)
        {
            return Refused(problem ?? IpaPhrases.TooManyOfSicily);
        }

        return await ReviewAsync(read, new IpaForm
        {
            Data = data,
            Source = Text.Cut(Path.GetFileName(file.FileName), IpaImport.SourceMaxLength),
        });
    }

    [HttpPost("applica")]
    [RequestSizeLimit(LargestForm)]
    [RequestFormLimits(ValueLengthLimit = LargestForm, ValueCountLimit = MostFields)]
    public async Task<IActionResult> Run(IpaForm form, CancellationToken cancellationToken)
    {
        if (IpaFile.FromText(form.Data, RomeTime.Today(clock)) is not { } file)
        {
            return Refused(IpaPhrases.Lost);
        }

        var order = new IpaOrder(
            file, Text.CleanLine(form.Source) is { Length: > 0 } source ? source : "file dell’IPA", form.Fingerprint ?? "",
            form.Chosen.ToHashSet(StringComparer.Ordinal), form.Successors());
        return await AnswerAsync(
            await apply.RunAsync(Asks(ChangedBodies.All, null), order, cancellationToken),
            "Il registro è già come nel file.",
            new SeeOther(Url.Content(Addresses.Admin.Bodies.List)),
            status => ReviewAsync(file, form, status));
    }

    private async Task<IActionResult> ReviewAsync(IpaFile file, IpaForm form, int status = StatusCodes.Status200OK)
    {
        var register = await db.PublicBodies.AsNoTracking().OrderBy(b => b.Name).ToListAsync();
        var plan = IpaPlan.Of(file, register);
        if (form.Fingerprint != plan.Fingerprint)
        {
            form.Propose(plan);
        }

        var closing = plan.Of(IpaChangeKind.Closed).Select(change => change.Code).ToList();
        ViewData["Review"] = new IpaReview(plan, register, status == StatusCodes.Status409Conflict)
        {
            Adhesions = (await db.Adhesions.AsNoTracking()
                .Where(a => closing.Contains(a.PublicBodyCode) && a.Status != AdhesionStatus.Withdrawn
                    && a.Status != AdhesionStatus.Refused)
                .Select(a => new BodyAdhesion(a.Id, a.PublicBodyCode, a.Status)).ToListAsync()).ToLookup(a => a.Code),
        };
        Response.StatusCode = status;
        return View("Review", form);
    }

    private ViewResult Refused(string sentence)
    {
        ModelState.AddModelError("file", sentence);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Index));
    }
}
