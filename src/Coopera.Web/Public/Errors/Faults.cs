using Coopera.Core.Data;
using Coopera.Core.Files;
using Microsoft.AspNetCore.Antiforgery;

namespace Coopera.Web.Public.Errors;

public static class Faults
{
    public static int StatusOf(Exception failure, CooperaDb db) => failure switch
    {
        BadHttpRequestException { StatusCode: var status } => status,
        AntiforgeryValidationException or InvalidDataException => StatusCodes.Status400BadRequest,
        _ when StorageFault.Caused(failure) || db.IsAwayIn(failure) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
