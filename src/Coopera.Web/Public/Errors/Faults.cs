using System.Data.Common;
using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Web.Commands;
using Coopera.Web.Hosting;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Coopera.Web.Public.Errors;

/// <summary>Which answer an exception deserves.</summary>
public static class Faults
{
    public static int StatusOf(Exception failure, CooperaDb db) => failure switch
    {
        BadHttpRequestException { StatusCode: var status } => status,
        AntiforgeryValidationException or InvalidDataException => StatusCodes.Status400BadRequest,
        _ when DiskFull.Caused(failure) || IsDatabaseAway(failure, db) => StatusCodes.Status503ServiceUnavailable,
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
