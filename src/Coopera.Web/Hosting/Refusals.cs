using Microsoft.AspNetCore.Diagnostics;

namespace Coopera.Web.Hosting;

/// <summary>Why a request was turned away at the door, so that the error page can say it.</summary>
public enum Refusal
{
    OtherHost,
    OtherSite,
    NothingTellsFromWhere,
}

public static class Refusals
{
    public static Task Refuse(this HttpContext context, Refusal reason, int status)
    {
        context.Items[typeof(Refusal)] = reason;
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    public static Refusal? WhyRefused(this HttpContext context) => context.Items[typeof(Refusal)] as Refusal?;

    /// <summary>The request was judged already, and is on its way to the page that says what was wrong with it.</summary>
    public static bool IsForErrorPage(this HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
}
