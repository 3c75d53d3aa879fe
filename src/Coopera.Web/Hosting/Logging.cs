using System.Globalization;
using System.Security.Claims;
using Coopera.Core;
using Coopera.Core.Files;
using Coopera.Core.Links;
using Coopera.Web.Shared;
using Serilog;
using Serilog.Configuration;
using Serilog.Context;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Coopera.Web.Hosting;

/// <summary>
/// One line an event on the console, where a service manager or a container picks it up. Never form contents, never whole addresses.
/// </summary>
public static class Logging
{
    private const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    public static void StartUp() => Log.Logger = new LoggerConfiguration()
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .WriteTo.Console(
            outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose)
        .CreateBootstrapLogger();

    /// <param name="forVerb">
    /// Only what goes wrong, on standard error: standard output is what the verb says. What the framework says of a fault reaches the verb
    /// as an exception, and is told as a sentence.
    /// </param>
    public static void UseCooperaLogging(this IHostBuilder host, LogFormat format, bool forVerb) => host.UseSerilog(
        (context, services, logger) => logger
            .MinimumLevel.Is(forVerb ? LogEventLevel.Warning : LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft", forVerb ? LogEventLevel.Fatal : LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Model.Validation", LogEventLevel.Error)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Update", LogEventLevel.Fatal) // what is caught is no fault
            .Filter.ByExcluding(IsFailedStart)
            .Filter.ByExcluding(IsOfHealth)
            .ReadFrom.Configuration(context.Configuration)
            .ReadFrom.Services(services)
            .Enrich.FromLogContext()
            .Enrich.With<OnlyOurProperties>()
            .Enrich.With<NoForgedLines>()
            .WriteTo.Console(format, forVerb ? LogEventLevel.Verbose : null),
        preserveStaticLogger: true);

    private static LoggerConfiguration Console(this LoggerSinkConfiguration to, LogFormat format, LogEventLevel? errorsFrom) =>
        to.Sink(LoggerSinkConfiguration.Wrap(
            sink => new WithoutStoredValues(sink, WithoutStoredValues.OfSqlServer),
            shown => _ = format == LogFormat.Json
                ? shown.Console(new RenderedCompactJsonFormatter(), standardErrorFromLevel: errorsFrom)
                : shown.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: errorsFrom)));

    private static readonly string CertificatesSegment = Addresses.Path(Addresses.Certificates.Check).Trim('/');

    private static bool IsFailedStart(LogEvent line) =>
        line.MessageTemplate.Text is "Hosting failed to start" or "Unable to start Kestrel.";

    /// <summary>The framework's lines at each question: <see cref="BoundedCheck"/> tells what is found when it changes.</summary>
    private static bool IsOfHealth(LogEvent line) =>
        line.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)
        && source is ScalarValue { Value: string name }
        && (name.StartsWith("Microsoft.Extensions.Diagnostics.HealthChecks", StringComparison.Ordinal)
            || (BoundedCheck.IsAsking && name.StartsWith("Microsoft.", StringComparison.Ordinal)));

    /// <summary>One line a request; personal links are secrets and do not get into it.</summary>
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        using (LogContext.PushProperty(OnlyOurProperties.Request, RequestId.Of(context)))
        {
            await next(context);
        }
    }).UseSerilogRequestLogging(options =>
    {
        // The site's own logger, with the settings of the site: the static one is only for before they are read.
        options.Logger = app.ApplicationServices.GetRequiredService<Serilog.ILogger>()
            .ForContext(Constants.SourceContextPropertyName, "Coopera.Web.Requests");
        options.MessageTemplate = "{RequestMethod} {SafePath} answered {StatusCode} in {Elapsed:0.0} ms ({RequestId}{Who})";
        options.GetLevel = (context, _, failure) =>
            failure is null && context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
                ? LogEventLevel.Verbose // 503 is an answer, and the part that fails has its own line
            : failure is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
            : context.Request.Path.StartsWithSegments("/dist", StringComparison.OrdinalIgnoreCase) ? LogEventLevel.Verbose
            : LogEventLevel.Information;
        options.EnrichDiagnosticContext = (diagnostics, context) =>
        {
            diagnostics.Set("SafePath", SafePath(context.Request.Path));
            diagnostics.Set("RequestId", RequestId.Of(context));
            var account = context.User.FindFirstValue(ClaimTypes.NameIdentifier);
            diagnostics.Set("AccountId", account ?? "");
            diagnostics.Set("Who", account is null ? "" : $", account {account}");
        };
    });

    /// <summary>
    /// Everything that is as long as a secret is left out, but for the words in the addresses of webinars and press releases. The code of
    /// a certificate is shorter, and opens what it says of a person.
    /// </summary>
    private static string SafePath(PathString path)
    {
        var segments = (path.Value ?? "/").Split('/');
        return segments.Length > 1 && segments[1] is "webinar" or "comunicati"
            ? path.Value ?? "/"
            : string.Join('/', segments.Select((segment, place) =>
                IsSecret(segment) || (place == 2 && segments[1] == CertificatesSegment) ? "…" : segment));
    }

    /// <summary>The id of a thing in Gestione is none.</summary>
    private static bool IsSecret(string segment) =>
        segment.Length >= ProtectedLinks.ShortestToken && !Guid.TryParseExact(segment, "D", out _);
}

public static class RequestId
{
    public static string Of(HttpContext context)
    {
        if (context.Items[typeof(RequestId)] is string known)
        {
            return known;
        }

        var id = Convert.ToHexString(Guid.NewGuid().ToByteArray(), 0, 5);
        context.Items[typeof(RequestId)] = id;
        return id;
    }
}
