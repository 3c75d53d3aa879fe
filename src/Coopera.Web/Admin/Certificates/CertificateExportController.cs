using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Account.Safeguards;
using Coopera.Web.Admin.Exports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Certificates;

/// <summary>The list of the certificates of a webinar, and what the Ordine asks for of those that give credits.</summary>
[Authorize(Policy = StaffPolicies.Export)]
public sealed class CertificateExportController(CooperaDb db, StreamedDb streamed, ListExport files) : AdminController
{
    [HttpGet("/gestione/webinar/{id:int}/attestati/elenco.csv")]
    [HttpGet("/gestione/webinar/{id:int}/attestati/elenco.xlsx")]
    public async Task<IActionResult> List(int id) => await FindAsync(id) is { } webinar
        ? await files.AnswerAsync(HttpContext, Of(
            webinar, "attestati", "Attestati", AuditAction.CertificatesExported, "tutti, anche sostituiti e revocati",
            CertificateColumns.All, validOnly: false))
        : NotFound();

    [HttpGet("/gestione/webinar/{id:int}/attestati/ordine.csv")]
    [HttpGet("/gestione/webinar/{id:int}/attestati/ordine.xlsx")]
    public async Task<IActionResult> Credits(int id) => await FindAsync(id) is { } webinar
        ? await files.AnswerAsync(HttpContext, Of(
            webinar, "crediti", "Crediti", AuditAction.CreditsExported, "attestati validi con crediti", CertificateColumns.ForTheOrder,
            validOnly: true))
        : NotFound();

    private Task<Webinar?> FindAsync(int id) => db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id);

    private ExportedList Of(
        Webinar webinar, string name, string sheet, string action, string filter,
        IReadOnlyList<CertificateColumn> columns, bool validOnly) =>
        new($"{name}-{webinar.Slug}", sheet, action, filter, [.. columns.Select(one => one.Export)],
            CertificateColumns.RowsAsync(streamed.Db, webinar.Id, columns, validOnly))
        {
            Subject = webinar.Title,
            SubjectKey = AuditSubject.Webinar(webinar.Id),
            Back = Addresses.Admin.Certificates.List(webinar.Id),
        };
}
