using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Public.Errors;

[IgnoreAntiforgeryToken]
[PrivatePage]
public sealed class ErrorsController(
    CooperaDb db, FormTickets tickets, SiteAddresses addresses, ILogger<ErrorsController> logger) : Controller
{
    private const string RetryAfterSeconds = "120";

    // No parameter: binding one would read the form, and an unreadable form would leave it zero.
    [Route("/errore/{status:int}")]
    public Task<IActionResult> Status() => HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } led
        ? PageAsync(led.OriginalStatusCode, $"{led.OriginalPathBase}{led.OriginalPath}{led.OriginalQueryString}")
        : PageAsync(StatusCodes.Status404NotFound, null); // somebody typed the address of this page

    [Route("/errore")]
    public Task<IActionResult> Fault()
    {
        if (HttpContext.Features.Get<IExceptionHandlerPathFeature>() is not { } led)
        {
            return PageAsync(StatusCodes.Status404NotFound, null);
        }

        var status = Faults.StatusOf(led.Error, db);
        if (status >= 500)
        {
            Log.Failed(logger, led.Error, RequestId.Of(HttpContext));
        }

        return PageAsync(status, $"{Request.PathBase}{led.Path}{Request.QueryString}", led.Error);
    }

    private async Task<IActionResult> PageAsync(int status, string? address, Exception? failure = null)
    {
        Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        var isTokenWrong = HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false };
        if (isTokenWrong)
        {
            status = StatusCodes.Status400BadRequest;
        }

        var refusal = HttpContext.WhyRefused();
        var form = status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable
            || refusal == Refusal.NothingTellsFromWhere
            ? await SentFormAsync(address, refusal)
            : null;
        var page = new ErrorPage(status, RequestId.Of(HttpContext), HttpMethods.IsPost(Request.Method), form)
        {
            Refusal = refusal,
            SiteAddress = addresses.Base,
            IsTokenWrong = isTokenWrong,
            IsDiskFull = DiskFull.Caused(failure),
            IsStorageFault = StorageFault.Caused(failure),
            IsOutcomeUnknown = failure is UnknownCommitException,
        };
        var wantsPage = !Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);
        return wantsPage
            ? View("Error", page)
            : Problem(statusCode: status, title: page.Title, detail: string.Join(' ', page.WhatToDo), instance: page.RequestId);
    }

    private async Task<SentForm?> SentFormAsync(string? address, Refusal? refusal)
    {
        if (address?.StartsWith("//", StringComparison.Ordinal) != false
            || !HttpMethods.IsPost(Request.Method) || !Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            var form = await Request.ReadFormAsync();
            var files = HttpContext.Features.Get<IFormFeature>() is UploadForm upload ? upload.FileFields : [];
            if (form.Keys.Any(name => name.Contains("Password", StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }

            var fields = form.SelectMany(field => field.Value.Select(value => (field.Key, Value: value ?? "")));
            if (refusal == Refusal.NothingTellsFromWhere
                && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { OriginalPath: { } path })
            {
                fields = fields.Where(field => !SentForms.Proofs.Contains(field.Key))
                    .Append((SentForms.Ticket, tickets.Issue(Request, path, form)));
            }

            return new SentForm(address, [.. fields], files);
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException)
        {
            return null; // the page without the button is still the right answer
        }
    }
}

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} failed")]
    public static partial void Failed(ILogger logger, Exception failure, string requestId);
}
