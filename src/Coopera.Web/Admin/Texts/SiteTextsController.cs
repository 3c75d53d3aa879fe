using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Texts;
using Coopera.Domain.Staff;
using Coopera.Domain.Texts;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Texts;

public sealed class SiteTextsController(CooperaDb db, ChangeSiteText change) : AdminController
{
    [HttpGet("/gestione/testi")]
    public async Task<ViewResult> Index() => View(await SiteTexts.ReadAsync(db));

    [HttpGet("/gestione/testi/{word}")]
    [Authorize(Policy = StaffPolicies.Administer)]
    public async Task<IActionResult> Edit(string word)
    {
        if (SiteTextPhrases.Of(word) is not { } words)
        {
            return NotFound();
        }

        var text = await FindAsync(words.Kind);
        return Show(words, new SiteTextForm { Seen = ChangedSiteText.Version(text), Text = text?.Text });
    }

    [HttpPost("/gestione/testi/{word}")]
    [Authorize(Policy = StaffPolicies.Administer)]
    public async Task<IActionResult> Edit(
        string word, [Bind(Prefix = nameof(SiteTextPage.Form))] SiteTextForm form, string? @do, CancellationToken cancellationToken)
    {
        if (SiteTextPhrases.Of(word) is not { } words)
        {
            return NotFound();
        }

        if (@do == SiteTextPage.PreviewButton)
        {
            return Show(words, form, preview: true);
        }

        if (form.Fault(words.Kind) is { } fault)
        {
            ModelState.AddModelError("Form.Text", fault);
            return Show(words, form, StatusCodes.Status422UnprocessableEntity);
        }

        return await AnswerAsync(
            await change.RunAsync(Asks(words.Kind, form.Seen), form.ToStore(words.Kind), cancellationToken),
            form.Clean().Length == 0 ? "Il testo è tolto dal sito." : "Salvato: sul sito si legge già.",
            this.SeeOther(nameof(Index)),
            async status => status == StatusCodes.Status409Conflict
                ? await OvertakenAsync(words, form)
                : Show(words, form, status),
            $"{nameof(SiteTextPage.Form)}.",
            Phrases.AllSavedAlready);
    }

    private async Task<ViewResult> OvertakenAsync(SiteTextWords words, SiteTextForm form)
    {
        var now = await FindAsync(words.Kind);
        form.Seen = ChangedSiteText.Version(now);
        ModelState.Remove("Form.Seen");
        var conflict = new EditConflict(
            await LastChange.OfAsync(db, AuditSubject.SiteText(words.Word)),
            FieldChange.Between([new("Testo", now?.Text ?? "")], [new("Testo", form.Clean())]));
        return Show(words, form, StatusCodes.Status409Conflict, conflict: conflict);
    }

    private ViewResult Show(
        SiteTextWords words, SiteTextForm form, int status = StatusCodes.Status200OK, bool preview = false, EditConflict? conflict = null)
    {
        Response.StatusCode = status;
        return View("Edit", new SiteTextPage(words, form) { ShowsPreview = preview, Conflict = conflict });
    }

    private Task<SiteText?> FindAsync(SiteTextKind kind) => db.SiteTexts.AsNoTracking().SingleOrDefaultAsync(t => t.Kind == kind);
}
