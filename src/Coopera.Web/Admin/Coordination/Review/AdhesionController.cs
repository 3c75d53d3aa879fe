using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Coordination;
using Coopera.Core.Coordination.Review;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Shared;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Coordination.Review;

[Route("/gestione/adesioni/{id:guid}")]
public sealed class AdhesionController(CooperaDb db, IValidator<AdhesionReviewForm> validator, TimeProvider clock) : AdminController
{
    private ChangeRequest<Guid> Change => Asks(Guid.Parse((string)RouteData.Values["id"]!), Form.Seen);

    [BindProperty(Name = nameof(Form))]
    public AdhesionReviewForm Form { get; set; } = new();

    [HttpGet]
    public async Task<IActionResult> Page(Guid id) =>
        await AdhesionPage.FindAsync(db, id, clock.GetUtcNow()) is { } page ? View(page) : NotFound();

    [HttpPost("verifica")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Start([FromServices] StartReview start, CancellationToken cancellationToken) =>
        await AnswerAsync(
            nameof(Start),
            await start.RunAsync(Change, Form.Checks, cancellationToken),
            "Hai preso in verifica l’adesione: chi la segue riceve un’email.");

    [HttpPost("controlli")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Check([FromServices] RecordChecks record, CancellationToken cancellationToken) =>
        await AnswerAsync(nameof(Check), await record.RunAsync(Change, Form.Checks, cancellationToken), "Verifica salvata.");

    /// <summary>Puts the chosen ready texts into the request. Nothing is sent yet, and nothing typed is lost.</summary>
    [HttpPost("testi")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Texts(Guid id)
    {
        if (await AdhesionPage.FindAsync(db, id, clock.GetUtcNow()) is not { } page)
        {
            return NotFound();
        }

        ModelState.Clear();
        page.Form.RequestText = ReadyTexts.Insert(Form.RequestText, Form.Topics);
        return View(nameof(Page), page with { Open = nameof(Ask) });
    }

    [HttpPost("integrazioni")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Ask([FromServices] RequestChanges request, CancellationToken cancellationToken) =>
        IfValidAsync(nameof(Ask), "Richiesta inviata. L’adesione torna tra quelle da fare quando l’ente risponde.", () =>
            request.RunAsync(Change, Text.CleanParagraph(Form.RequestText), cancellationToken));

    [HttpPost("accogli")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Accept([FromServices] AcceptAdhesion accept, CancellationToken cancellationToken) =>
        await AnswerAsync(
            nameof(Accept), await accept.RunAsync(Change, Form.AcceptAnyway, Form.Checks, cancellationToken),
            "Adesione accolta: da ora l’ente è nell’elenco pubblico.");

    [HttpPost("respingi")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Refuse([FromServices] RefuseAdhesion refuse, CancellationToken cancellationToken) =>
        IfValidAsync(nameof(Refuse), "Adesione respinta: il motivo va all’ente per email.", () =>
            refuse.RunAsync(Change, Text.CleanParagraph(Form.RefusalReason), cancellationToken));

    [HttpPost("ritira")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Withdraw([FromServices] WithdrawOnBehalf withdraw, CancellationToken cancellationToken) =>
        IfValidAsync(nameof(Withdraw), "Adesione ritirata. Per dieci minuti puoi ripensarci da qui; l’email parte dopo.", () =>
            withdraw.RunAsync(Change, Text.CleanParagraph(Form.WithdrawalReason), cancellationToken));

    [HttpPost("rimetti")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public async Task<IActionResult> Restore([FromServices] RestoreAdhesion restore, CancellationToken cancellationToken) =>
        await AnswerAsync(
            nameof(Restore), await restore.RunAsync(Change, cancellationToken), "Il ritiro è annullato: l’adesione è di nuovo com’era.");

    [HttpPost("protocollo")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Protocol([FromServices] SetProtocol set, CancellationToken cancellationToken) =>
        IfValidAsync(nameof(Protocol), "Protocollo registrato.", () =>
            set.RunAsync(Change, Text.CleanLine(Form.ProtocolNumber), ItalianInput.TryDate(Form.ProtocolDate, out var date) ? date
                : default, cancellationToken));

    [HttpPost("link")]
    [Authorize(Policy = StaffPolicies.Handle)]
    public Task<IActionResult> Link([FromServices] RenewLink renew, CancellationToken cancellationToken) =>
        IfValidAsync(nameof(Link), "Nuovo link in partenza: quello di prima non funziona più.", () =>
            renew.RunAsync(Change, EmailAddress.Parse(Form.LinkEmail!), cancellationToken));

    /// <param name="action">Its name is that of its rules, too.</param>
    private async Task<IActionResult> IfValidAsync(string action, string done, Func<Task<ChangeResult>> run)
    {
        (await validator.ValidateAsync(Form, options => options.IncludeRuleSets(action))).AddToModelState(ModelState, nameof(Form));
        return ModelState.IsValid
            ? await AnswerAsync(action, await run(), done)
            : await ShowAsync(action, StatusCodes.Status422UnprocessableEntity);
    }

    private Task<IActionResult> AnswerAsync(string action, ChangeResult result, string done) => AnswerAsync(
        result, done, this.SeeOther(nameof(Page), new { id = Change.Id }), status => ShowAsync(action, status), $"{nameof(Form)}.");

    private async Task<IActionResult> ShowAsync(string action, int status)
    {
        if (await AdhesionPage.FindAsync(db, Change.Id, clock.GetUtcNow()) is not { } page)
        {
            return NotFound();
        }

        var stale = status == StatusCodes.Status409Conflict;
        if (stale && (action is nameof(Start) or nameof(Check) or nameof(Accept)))
        {
            ModelState.Clear(); // ticks were about what the person had seen: they are set again after looking
        }

        Response.StatusCode = status;
        return View(nameof(Page), page with
        {
            Open = action,
            Refused = action == nameof(Accept) && !stale ? Form.Checks.Missing() : [],
            Conflict = stale ? page.NewSince(Form.Seen) : null,
            KeepsText = stale && Form.TypedText is not null,
            LeftOver = stale && !page.Offers(action) ? Form.TypedText : null,
        });
    }
}
