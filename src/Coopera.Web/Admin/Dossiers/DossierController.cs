using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Dossiers;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Exports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Dossiers;

[Authorize(Policy = StaffPolicies.Export)]
public sealed class DossierController(CooperaDb db, MakeDossier make, ListExport files, Settings settings, TimeProvider clock)
    : AdminController
{
    private const int MostListed = 200;

    [HttpGet("/gestione/dossier")]
    public async Task<ViewResult> Index(DossierFilter filter, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var webinars = await DossierScope.Over(db, now)
            .OrderByDescending(w => w.StartsAt).ThenByDescending(w => w.Id).Take(MostListed)
            .Select(w => new { w.Id, w.Title, w.StartsAt }).ToListAsync(cancellationToken);
        var (scope, wrong) = filter.IsAsked ? await filter.FindAsync(db, now) : (null, null);
        Response.StatusCode = wrong is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return View(new DossierPage(
            filter, [.. webinars.Select(w => (w.Id, $"{RomeTime.Date(w.StartsAt)}: {w.Title}"))], RomeTime.Today(clock))
        {
            Wrong = wrong,
            Scope = scope,
            Figures = scope is null ? null : await make.CountAsync(scope, cancellationToken),
        });
    }

    /// <summary>The line in the register is written before the first byte leaves.</summary>
    [HttpGet("/gestione/dossier.zip")]
    public async Task<IActionResult> Take(DossierFilter filter, CancellationToken cancellationToken)
    {
        var (scope, _) = await filter.FindAsync(db, clock.GetUtcNow());
        if (scope is null)
        {
            return Redirect($"{Url.Content(Addresses.Admin.Dossiers.Page)}{filter.Query()}");
        }

        var (question, purpose) = await files.AskAsync(
            HttpContext, $"Dossier (ZIP): {scope.Title}", "programmi, materiali, registri, numeri e dichiarazione da firmare",
            columns: null, $"{Addresses.Admin.Dossiers.Page}{filter.Query()}");
        if (question is not null)
        {
            return question;
        }

        var file = TemporaryFiles.Create(settings.Site, "zip");
        try
        {
            var written = await make.WriteAsync(scope, file, cancellationToken);
            await file.FlushAsync(cancellationToken); // a full disk is told here
            var list = new ExportedList("dossier", "", AuditAction.DossierTaken, scope.Title, [], AsyncEnumerable.Empty<object?[]>())
            {
                Subject = scope.Title,
                SubjectKey = scope.Ids is [var only] ? AuditSubject.Webinar(only) : null,
            };
            await files.RegisterAsync(list, User.Identity!.Name!, purpose, $"ZIP, {written.Count + 1} file");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return new FileStreamResult(file, "application/zip") { FileDownloadName = FileNames.Of($"dossier {scope.Name}", "zip") };
    }
}

/// <param name="Webinars">Those that are over, the last first.</param>
public sealed record DossierPage(DossierFilter Filter, IReadOnlyList<(int Id, string Text)> Webinars, DateOnly Today)
{
    public string? Wrong { get; init; }

    public DossierScope? Scope { get; init; }

    public DossierFigures? Figures { get; init; }

    public string FirstDay => Filter.FirstDay ?? RomeTime.ShortDate(new DateOnly(Today.Year, 1, 1));

    public string LastDay => Filter.LastDay ?? RomeTime.ShortDate(Today);
}
