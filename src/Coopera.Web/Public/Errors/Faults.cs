using System.Data.Common;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Coopera.Web.Public.Errors;

public static class Faults
{
    public static int StatusOf(Exception failure, CooperaDb db) => failure switch
    {
        BadHttpRequestException { StatusCode: var status } => status,
        AntiforgeryValidationException or InvalidDataException => StatusCodes.Status400BadRequest,
        UnknownCommitException => StatusCodes.Status503ServiceUnavailable,
        _ when StorageFault.Caused(failure) || IsDatabaseAway(failure, db) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static bool IsDatabaseAway(Exception? failure, CooperaDb db) => failure switch
    {
        null => false,
        RetryLimitExceededException or TimeoutException => true,
        DbException fault => db.IsAway(fault),
        DbUpdateException or InvalidOperationException or AggregateException => IsDatabaseAway(failure.InnerException, db),
        _ => false,
    };
}
