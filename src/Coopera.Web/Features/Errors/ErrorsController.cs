using Coopera.Web.Infrastructure;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Features.Errors;

/// <summary>What people see when something goes wrong; requests are led here again by the error handlers, whatever their method.</summary>
[IgnoreAntiforgeryToken]
public sealed class ErrorsController(ILogger<ErrorsController> logger) : Controller
{
    [Route("/errore/{status:int}")]
    public IActionResult Status(int status)
    {
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
        {
            status = StatusCodes.Status404NotFound; // somebody typed the address of this page
        }

        return Page(status);
    }

    [Route("/errore")]
    public IActionResult Fault()
    {
        var failure = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (failure is null)
        {
            return Page(StatusCodes.Status404NotFound);
        }

        var status = Faults.StatusOf(failure);
        if (status >= 500)
        {
            Log.Failed(logger, failure, RequestId.Of(HttpContext));
        }

        return Page(status);
    }

    private IActionResult Page(int status)
    {
        Response.StatusCode = status;
        Response.Headers.CacheControl = "no-store";
        if (HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            status = StatusCodes.Status400BadRequest;
        }

        var wantsPage = !Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);
        return wantsPage ? View("Error", new ErrorPage(status, RequestId.Of(HttpContext))) : Problem(statusCode: status, instance: RequestId.Of(HttpContext));
    }
}

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Request {RequestId} failed")]
    public static partial void Failed(ILogger logger, Exception failure, string requestId);
}
