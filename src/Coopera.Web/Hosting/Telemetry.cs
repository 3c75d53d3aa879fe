using System.Diagnostics;
using Coopera.Core;
using Coopera.Core.Mail;
using Coopera.Core.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Coopera.Web.Hosting;

/// <summary>Metrics and traces by OTLP over HTTP to <c>Telemetry:OtlpEndpoint</c>; without it nothing of this is loaded.</summary>
public static class Telemetry
{
    private static readonly string[] FrameworkMeters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime",
    ];

    public static IServiceCollection AddTelemetry(this IServiceCollection services, Uri? endpoint)
    {
        if (endpoint is null)
        {
            return services;
        }

        services.AddHostedService<MailFigures>();
        services.AddHostedService<TelemetryFlush>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear()
                .AddService(
                    "coopera", serviceVersion: ProgramVersion.Text,
                    serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}")) // two nodes may share a machine
            .WithMetrics(metrics => metrics.AddMeter([SiteMeters.Name, .. FrameworkMeters])
                .AddOtlpExporter(options => To(options, endpoint, "v1/metrics")))
            .WithTracing(traces => traces.AddSource(SiteMeters.Name)
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !IsNoise(context.Request.Path))
                .AddProcessor(new OnlyKnownTags())
                .AddOtlpExporter(options => To(options, endpoint, "v1/traces")));
        return services;
    }

    private static void To(OtlpExporterOptions options, Uri endpoint, string signal)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{signal}");
    }

    private static bool IsNoise(PathString path) => path.StartsWithSegments("/dist", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Paths hold personal links, queries what people typed, and addresses and browsers are somebody's: what is not known to be harmless
    /// does not leave, whatever a later version of the instrumentation adds.
    /// </summary>
    private sealed class OnlyKnownTags : BaseProcessor<Activity>
    {
        private static readonly HashSet<string> Known =
        [
            "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type",
            "coopera.job",
        ];

        public override void OnEnd(Activity data)
        {
            foreach (var (name, _) in data.TagObjects.ToList())
            {
                if (!Known.Contains(name))
                {
                    data.SetTag(name, null);
                }
            }

            data.SetStatus(data.Status); // without words
            data.TraceStateString = null; // of whoever asked
        }
    }
}
