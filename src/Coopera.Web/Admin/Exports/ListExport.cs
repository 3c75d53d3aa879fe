using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Exports;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Core.Staff.Audit;
using Coopera.Core.Telemetry;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Coopera.Web.Admin.Exports;

public sealed record ExportedList(
    string Name, string Sheet, string Action, string Filter, IReadOnlyList<ExportColumn> Columns, IAsyncEnumerable<object?[]> Rows)
{
    public string Subject { get; init; } = "Coordinamento";

    /// <inheritdoc cref="AuditEntry.SubjectKey"/>
    public string? SubjectKey { get; init; }

    public string? ChosenColumns { get; init; }

    /// <summary>Where the list is: an address that begins with <c>~/</c>.</summary>
    public string Back { get; init; } = Addresses.Admin.Adhesions.List;
}

/// <summary>
/// Streams a list as CSV or as a spreadsheet, once it is said what it is for. A line with its purpose stands in the register of what staff
/// did before the first byte leaves; a second one tells how it ended.
/// </summary>
public sealed partial class ListExport(
    CooperaDb db, LastExport last, Settings settings, IModelMetadataProvider metadata, TimeProvider clock, ILogger<ListExport> logger)
{
    public async Task<IActionResult> AnswerAsync(HttpContext http, ExportedList list)
    {
        var format = Path.GetExtension(http.Request.Path.Value) == ".xlsx" ? "xlsx" : "csv";
        var (question, purpose) = await AskAsync(
            http, $"{list.Sheet} ({format.ToUpperInvariant()})", list.Filter, list.ChosenColumns, list.Back);
        if (question is not null)
        {
            return question;
        }

        var (fileName, actor) = (FileName(list.Name, format), http.User.Identity!.Name!);
        if (format == "csv")
        {
            http.Response.ContentType = CsvExport.ContentType;
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
            await RunAsync(
                list, actor, purpose, "CSV",
                rows => CsvExport.WriteAsync(http.Response.Body, list.Columns, rows, CsvFor.People, http.RequestAborted),
                http.RequestAborted);
            return new EmptyResult();
        }

        var file = TemporaryFiles.Create(settings.Site, format);
        try
        {
            await RunAsync(list, actor, purpose, "XLSX", WriteAsync, http.RequestAborted);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        return new FileStreamResult(file, XlsxExport.ContentType) { FileDownloadName = fileName };

        async Task WriteAsync(IAsyncEnumerable<object?[]> rows)
        {
            await XlsxExport.WriteAsync(file, list.Sheet, list.Columns, rows, http.RequestAborted);
            await file.FlushAsync(http.RequestAborted); // a full disk is told here, not after it was called complete
        }
    }

    public string FileName(string name, string extension) =>
        FileNames.Of(name, clock.GetUtcNow(), extension);

    /// <summary>
    /// The page that asks what the file is for; null when that is said already, and not by another site's link in the reader's name.
    /// </summary>
    public async Task<(IActionResult? Question, string Purpose)> AskAsync(
        HttpContext http, string what, string filter, string? columns, string back)
    {
        var modelState = new ModelStateDictionary();
        if (ExportPurpose.Read(http.Request.Query, modelState) is { } said && http.Request.Headers["Sec-Fetch-Site"] != "cross-site")
        {
            return (null, said);
        }

        var page = PurposePage.Of(http, what, filter, columns, back) with { LastLine = await last.NumberAsync() };
        if (page is { Purpose: null, Detail: null } && await last.PurposeAsync(http.User) is { } before)
        {
            var (key, detail) = ExportPurpose.Recall(before);
            page = page with { Purpose = key, Detail = detail };
        }

        return (page.Ask(metadata, modelState), "");
    }

    /// <param name="write">Takes the rows and writes them somewhere.</param>
    public async Task RunAsync(
        ExportedList list, string actor, string purpose, string format,
        Func<IAsyncEnumerable<object?[]>, Task> write, CancellationToken cancellationToken = default)
    {
        var count = 0;
        var complete = false;
        var line = await RegisterAsync(list, actor, purpose, format);
        try
        {
            await write(Counted());
            complete = true;
        }
        finally
        {
            SiteMeters.Exported(format, complete);
            await CompleteAsync(list, actor, line, $"{format}, {(count == 1 ? "1 riga" : $"{count} righe")}", complete);
        }

        async IAsyncEnumerable<object?[]> Counted()
        {
            await foreach (var row in list.Rows.WithCancellation(cancellationToken))
            {
                count++;
                yield return row;
            }
        }
    }

    public Task<long> RegisterAsync(ExportedList list, string actor, string purpose, string file)
    {
        var columns = list.ChosenColumns is null ? "" : $"; colonne: {list.ChosenColumns}";
        var details = $"{file}, filtro: {list.Filter}{columns}";
        return Register.WriteAsync(
            db, actor, list.Subject, list.SubjectKey, new RegisterLine(list.Action, details, purpose), clock.GetUtcNow());
    }

    /// <summary>
    /// How it ended. Also when whoever asked has gone: what they have of it, they have. When the database is gone, the first line stands
    /// and the log says the rest.
    /// </summary>
    private async Task CompleteAsync(ExportedList list, string actor, long line, string file, bool complete)
    {
        try
        {
            var ending = new RegisterLine(
                complete ? AuditAction.ExportCompleted : AuditAction.ExportBrokenOff,
                $"{file}; riga {line}: {AuditActionWords.Of(list.Action)}");
            await Register.WriteAsync(db, actor, list.Subject, list.SubjectKey, ending, clock.GetUtcNow());
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.NotCompleted(logger, fault, line, file, complete);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "How the export of line {Line} of the register ended could not be written there: {File}, complete: {Complete}")]
        public static partial void NotCompleted(ILogger logger, Exception fault, long line, string file, bool complete);
    }
}
