using Coopera.Core.Data;
using Microsoft.AspNetCore.OutputCaching;

namespace Coopera.Web.Hosting;

/// <summary>
/// The same bytes for everybody: drawn once, kept for a moment, compressed (there is no secret in it to be guessed from its length). See
/// <see cref="PublicPages"/>.
/// </summary>
/// <param name="shows">What it is drawn again for, when that changes.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublicPageAttribute(PublicThings shows = PublicThings.None) : Attribute, IOutputCachePolicy
{
    public PublicThings Shows { get; } = shows;

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (context.HttpContext.Features.Get<PublicAnswer>()?.Variant is { } variant)
        {
            context.EnableOutputCaching = context.AllowCacheLookup = context.AllowCacheStorage = context.AllowLocking = true;
            context.ResponseExpirationTimeSpan = PublicPages.Life;
            context.CacheVaryByRules.CacheKeyPrefix = variant;
            context.CacheVaryByRules.VaryByHost = false; // the port in it is anybody's
            context.Tags.Add(Shows.ToString());
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage &= context.HttpContext.Features.Get<PublicAnswer>()?.IsForEverybody == true;
        return ValueTask.CompletedTask;
    }
}
