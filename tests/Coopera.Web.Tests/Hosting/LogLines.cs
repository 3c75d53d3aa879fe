using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Coopera.Web.Tests.Hosting;

/// <summary>What a site writes to its log, as one more sink beside the console.</summary>
internal sealed class LogLines : ILogEventSink
{
    private static readonly MessageTemplateTextFormatter Format = new(
        "{Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}", CultureInfo.InvariantCulture);
    private readonly ConcurrentQueue<LogEvent> _events = new();

    public IEnumerable<LogEvent> Events => _events;

    public IEnumerable<string> Lines => _events.Select(Line);

    /// <summary>As the console shows it.</summary>
    public static string Line(LogEvent logEvent)
    {
        using var text = new StringWriter();
        Format.Format(logEvent, text);
        return text.ToString();
    }

    public void Emit(LogEvent logEvent) => _events.Enqueue(logEvent);

    public void Join(IServiceCollection services) => services.AddSingleton<ILogEventSink>(this);
}
