using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;
using Serilog.Events;

namespace Coopera.Web.Tests.Hosting;

/// <summary>What a site writes to its log, as one more sink beside the console.</summary>
internal sealed class LogLines : ILogEventSink
{
    private readonly ConcurrentQueue<LogEvent> _events = new();

    public IEnumerable<LogEvent> Events => _events;

    public IEnumerable<string> Lines => _events.Select(e => $"{e.Level} {e.RenderMessage(CultureInfo.InvariantCulture)} {e.Exception}");

    public void Emit(LogEvent logEvent) => _events.Enqueue(logEvent);

    public void Join(IServiceCollection services) => services.AddSingleton<ILogEventSink>(this);
}
