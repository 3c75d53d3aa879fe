using Coopera.Domain;
using Coopera.Domain.Staff;
using Coopera.Web.Data;
using Coopera.Web.Exports;
using Coopera.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Features.Admin.Coordination;

/// <summary>A list to take away.</summary>
/// <param name="Name">Of the file, before the date: "adesioni".</param>
/// <param name="Action">For the register of what staff did: "esporta le adesioni".</param>
/// <param name="Filter">What it was narrowed down to, in words.</param>
public sealed record ExportedList(
    string Name, string Sheet, string Action, string Filter, IReadOnlyList<ExportColumn> Columns, IAsyncEnumerable<object?[]> Rows);

/// <summary>Streams a list as CSV or as a spreadsheet; each export leaves a line in the register of what staff did.</summary>
public sealed class ListExport(CooperaDb db, Settings settings, TimeProvider clock)
{
    /// <summary>As CSV, or as a spreadsheet when the address ends so.</summary>
    public async Task<IActionResult> AnswerAsync(HttpContext http, ExportedList list)
    {
        var format = Path.GetExtension(http.Request.Path.Value) == ".xlsx" ? "xlsx" : "csv";
        var fileName = $"{list.Name}-{RomeTime.ToRome(clock.GetUtcNow()):yyyy-MM-dd}.{format}";
        if (format == "csv")
        {
            http.Response.ContentType = CsvExport.ContentType;
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
            await RegisterAsync(http, list, "CSV", rows => CsvExport.WriteAsync(http.Response.Body, list.Columns, rows, http.RequestAborted));
            return new EmptyResult();
        }

        var file = PassingFile.Create(settings.Site, format);
        try
        {
            await RegisterAsync(http, list, "XLSX", rows => XlsxExport.WriteAsync(file, list.Sheet, list.Columns, rows, http.RequestAborted));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return new FileStreamResult(file, XlsxExport.ContentType) { FileDownloadName = fileName };
    }

    private async Task RegisterAsync(HttpContext http, ExportedList list, string format, Func<IAsyncEnumerable<object?[]>, Task> write)
    {
        var count = 0;
        var complete = false;
        try
        {
            await write(Counted());
            complete = true;
        }
        finally
        {
            var details = $"{format}, {(count == 1 ? "1 riga" : $"{count} righe")}, filtro: {list.Filter}{(complete ? "" : "; interrotta")}";
            await db.WriteAsync(async writing =>
            {
                writing.AuditEntries.Add(new AuditEntry(http.User.Identity!.Name!, list.Action, "Coordinamento", details, clock.GetUtcNow()));
                await writing.SaveChangesAsync();
            });
        }

        async IAsyncEnumerable<object?[]> Counted()
        {
            await foreach (var row in list.Rows.WithCancellation(http.RequestAborted))
            {
                count++;
                yield return row;
            }
        }
    }
}
