using System.Runtime.CompilerServices;
using Coopera.Core.Certificates;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Exports;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Certificates;
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
public sealed class CertificateExportController(CooperaDb db, ListExport files) : AdminController
{
    private static readonly IReadOnlyList<(ExportColumn Column, Func<Certificate, object?> Value)> All =
    [
        (new("Numero", Width: 14), c => c.FullNumber),
        (new("Cognome"), c => c.LastName),
        (new("Nome"), c => c.FirstName),
        (new("Ente", Width: 34), c => c.Facts.Body),
        (new("Minuti di presenza", ExportCell.Number), c => c.Facts.AttendedMinutes),
        (new("Minuti in tutto", ExportCell.Number), c => c.Facts.WholeMinutes),
        (new("Crediti", ExportCell.Number), c => c.Facts.Credits?.Total),
        (new("Emesso il", ExportCell.Day), c => c.Facts.Day),
        (new("Stato", Width: 14), c => CertificatePhrases.State(c.State)),
        (new("Non vale dal", ExportCell.Day), c => c.EndedAt is { } at ? RomeTime.Day(at) : null),
        (new("Sigillo", Width: 30), c => c.SealedBy),
    ];

    private static readonly IReadOnlyList<(ExportColumn Column, Func<Certificate, object?> Value)> ForTheOrder =
    [
        (new("Identificativo dell’evento", Width: 26), c => c.Facts.Credits!.EventId),
        (new("Cognome"), c => c.LastName),
        (new("Nome"), c => c.FirstName),
        (new("Ente", Width: 34), c => c.Facts.Body),
        (new("Titolo dell’evento", Width: 40), c => c.Facts.Title),
        (new("Giorno", ExportCell.Day), c => RomeTime.Day(c.Facts.From)),
        (new("Modalità", Width: 24), c => c.Facts.Mode),
        (new("Presenza", Width: 26), c => CertificateWords.Attended(c.Facts)),
        (new("Crediti in tutto", ExportCell.Number), c => c.Facts.Credits!.Total),
        (new("Di cui deontologici", ExportCell.Number), c => c.Facts.Credits!.Deontological),
        (new("Attestato n.", Width: 14), c => c.FullNumber),
    ];

    [HttpGet("/gestione/webinar/{id:int}/attestati/elenco.csv")]
    [HttpGet("/gestione/webinar/{id:int}/attestati/elenco.xlsx")]
    public async Task<IActionResult> List(int id) => await FindAsync(id) is { } webinar
        ? await files.AnswerAsync(HttpContext, Of(
            webinar, "attestati", "Attestati", AuditAction.CertificatesExported, "tutti, anche sostituiti e revocati", All,
            validOnly: false))
        : NotFound();

    [HttpGet("/gestione/webinar/{id:int}/attestati/ordine.csv")]
    [HttpGet("/gestione/webinar/{id:int}/attestati/ordine.xlsx")]
    public async Task<IActionResult> Credits(int id) => await FindAsync(id) is { } webinar
        ? await files.AnswerAsync(HttpContext, Of(
            webinar, "crediti", "Crediti", AuditAction.CreditsExported, "attestati validi con crediti", ForTheOrder, validOnly: true))
        : NotFound();

    private Task<Webinar?> FindAsync(int id) => db.Webinars.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id);

    private ExportedList Of(
        Webinar webinar, string name, string sheet, string action, string filter,
        IReadOnlyList<(ExportColumn Column, Func<Certificate, object?> Value)> columns, bool validOnly) =>
        new($"{name}-{webinar.Slug}", sheet, action, filter, [.. columns.Select(one => one.Column)],
            RowsAsync(webinar.Id, columns, validOnly))
        {
            Subject = webinar.Title,
            SubjectKey = AuditSubject.Webinar(webinar.Id),
            Back = Addresses.Admin.Certificates.List(webinar.Id),
        };

    private async IAsyncEnumerable<object?[]> RowsAsync(
        int webinarId, IReadOnlyList<(ExportColumn Column, Func<Certificate, object?> Value)> columns, bool validOnly,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var rows = db.Certificates.AsNoTracking()
            .Where(c => c.WebinarId == webinarId && (!validOnly || c.State == CertificateState.Valid))
            .OrderBy(c => c.SortName).ThenBy(c => c.Year).ThenBy(c => c.Number).AsAsyncEnumerable();
        await foreach (var certificate in rows.WithCancellation(cancellationToken))
        {
            if (!validOnly || certificate.Facts.Credits is not null)
            {
                yield return [.. columns.Select(one => one.Value(certificate))];
            }
        }
    }
}
