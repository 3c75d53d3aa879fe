using Serilog.Core;
using Serilog.Events;

namespace Coopera.Web.Hosting;

/// <summary>
/// As JSON a line shows all its properties, and those that the framework adds to every line of a request hold the whole path, with the
/// personal link in it. They go, and the request's id is the one that people read on an error page.
/// </summary>
public sealed class OnlyOurProperties : ILogEventEnricher
{
    public const string Request = "Request";

    private static readonly string[] OfTheFramework =
        ["RequestPath", "ConnectionId", "ActionId", "ActionName", "EventId", "TransportConnectionId"];

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var name in OfTheFramework)
        {
            logEvent.RemovePropertyIfPresent(name);
        }

        if (logEvent.Properties.TryGetValue(Request, out var id))
        {
            logEvent.AddOrUpdateProperty(new LogEventProperty("RequestId", id));
            logEvent.RemovePropertyIfPresent(Request);
        }
    }
}
