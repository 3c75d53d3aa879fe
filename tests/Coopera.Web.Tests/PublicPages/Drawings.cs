using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.PublicPages;

/// <summary>Counts how often a page is drawn, and can keep one from being ready.</summary>
internal sealed class Drawings : IAsyncActionFilter
{
    private readonly ConcurrentDictionary<string, int> _drawn = new();
    private readonly ConcurrentDictionary<string, Task> _waits = new();

    public CooperaSite NewSite(TimeProvider? clock = null, bool sample = true) => new(
        clock: clock, services: services => services.Configure<MvcOptions>(options => options.Filters.Add(this)), sample: sample);

    public int Of(string address) => _drawn.GetValueOrDefault(address);

    /// <summary>From now on nothing comes of drawing it before this is over.</summary>
    public TaskCompletionSource HoldUp(string address)
    {
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waits[address] = held.Task;
        return held;
    }

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var address = context.HttpContext.Request.Path.Value!;
        _drawn.AddOrUpdate(address, 1, (_, before) => before + 1);
        await (_waits.GetValueOrDefault(address) ?? Task.CompletedTask);
        await next();
    }
}
