using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Data;
using Coopera.Web.Exports;
using Coopera.Web.Features.PublicBodies;
using Coopera.Web.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Features.Admin.Registrations;

/// <summary>Who signed up for a webinar, and the lists to take away.</summary>
[Route("/gestione/webinar/{id:int}")]
public sealed class RegistrationsController(CooperaDb db, PublicBodyDirectory directory, RegistrationExport export, Settings settings, TimeProvider clock) : AdminController
{
    public const int PageSize = 50;

    [HttpGet("iscritti")]
    public async Task<IActionResult> Index(int id, RegistrationFilter filter, int pagina = 1)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        var found = filter.Apply(db.Registrations.AsNoTracking(), id);
        var total = await found.CountAsync();
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(pagina, 1, pages);
        var bodies = await directory.NamesAsync();
        var rows = await found.Skip((page - 1) * PageSize).Take(PageSize).ToListAsync();
        var counts = await db.Registrations.Where(r => r.WebinarId == id)
            .GroupBy(r => r.Status).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count);
        return View(new RegistrationsPage(webinar, filter, rows, bodies, counts, total, page, pages));
    }

    [HttpGet("iscritti.csv")]
    [Authorize(Policy = StaffPolicies.Export)]
    public async Task<IActionResult> Csv(int id, RegistrationFilter filter)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        Response.ContentType = CsvExport.ContentType;
        Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName(webinar, "csv")}\"";
        await export.RunAsync(webinar, filter, User.Identity!.Name!, "CSV", rows =>
            CsvExport.WriteAsync(Response.Body, RegistrationExport.Columns, rows, HttpContext.RequestAborted));
        return new EmptyResult();
    }

    [HttpGet("iscritti.xlsx")]
    [Authorize(Policy = StaffPolicies.Export)]
    public async Task<IActionResult> Xlsx(int id, RegistrationFilter filter)
    {
        if (await FindAsync(id) is not { } webinar)
        {
            return NotFound();
        }

        // A spreadsheet is a ZIP archive, which wants to go back and fill in sizes: it is made in a file that disappears when closed.
        var file = new FileStream(
            Path.Combine(settings.Site.DataFolder, $".export-{Guid.NewGuid():N}.xlsx"),
            FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await export.RunAsync(webinar, filter, User.Identity!.Name!, "XLSX", rows =>
                XlsxExport.WriteAsync(file, "Iscritti", RegistrationExport.Columns, rows, HttpContext.RequestAborted));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return File(file, XlsxExport.ContentType, FileName(webinar, "xlsx"));
    }

    private Task<Webinar?> FindAsync(int id) => db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id);

    private string FileName(Webinar webinar, string extension) =>
        $"iscritti-{webinar.Slug}-{RomeTime.ToRome(clock.GetUtcNow()):yyyy-MM-dd}.{extension}";
}

/// <param name="Bodies">Full names by code.</param>
public sealed record RegistrationsPage(
    Webinar Webinar,
    RegistrationFilter Filter,
    IReadOnlyList<Registration> Rows,
    IReadOnlyDictionary<string, string> Bodies,
    IReadOnlyDictionary<RegistrationStatus, int> Counts,
    int Total,
    int Page,
    int Pages)
{
    public string? BodyOf(Registration registration) =>
        registration.PublicBodyCode is { } code ? Bodies.GetValueOrDefault(code) : registration.OtherBody;
}
