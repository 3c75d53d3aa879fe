using System.Collections.Concurrent;
using Coopera.Core.Data;
using Coopera.Core.Telemetry;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;

namespace Coopera.Web.Hosting;

/// <summary>
/// Where the output cache keeps pages: in memory, by the site's own clock. The framework's store forgets the tags of a page some time after
/// the page itself, on another thread, and so now and then those of the one drawn meanwhile; here what is evicted is gone at once.
/// </summary>
public sealed class PageStore(IOptions<OutputCacheOptions> options, TimeProvider clock) : IOutputCacheStore
{
    /// <summary>In a burst of sign-ups a page is drawn again this often in its life; then it waits for the end of that.</summary>
    public const int MostRedrawings = 10;

    private readonly ConcurrentDictionary<string, Kept> _pages = new(StringComparer.Ordinal);
    private readonly Lock _writing = new();
    private long _size;
    private DateTimeOffset _sweptAt;

    /// <summary>Of the pages that are there to be read.</summary>
    public int Count => _pages.Values.Count(page => page.Bytes is not null);

    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        // Not either when the clock was set back.
        var now = clock.GetUtcNow();
        var bytes = _pages.TryGetValue(key, out var page) && page.DrawnAt <= now && now < page.Until ? page.Bytes : null;
        SiteMeters.PageAsked(isThere: bytes is not null);
        return ValueTask.FromResult(bytes);
    }

    public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        lock (_writing)
        {
            Sweep(now, validFor);
            var before = _pages.GetValueOrDefault(key);
            var size = _size + value.Length - (before?.Bytes?.Length ?? 0);
            if (size <= options.Value.SizeLimit)
            {
                var isAgain = before is not null && before.CountedFrom <= now && now < before.CountedFrom + validFor;
                _pages[key] = new Kept(value, (tags ?? []).Aggregate(PublicThings.None, (all, tag) => all | Enum.Parse<PublicThings>(tag)))
                {
                    DrawnAt = now,
                    Until = now + validFor,
                    CountedFrom = isAgain ? before!.CountedFrom : now,
                    Drawings = isAgain ? before!.Drawings + 1 : 1,
                };
                _size = size;
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken)
    {
        Evict(Enum.Parse<PublicThings>(tag));
        return ValueTask.CompletedTask;
    }

    public void Evict(PublicThings changed)
    {
        lock (_writing)
        {
            foreach (var (key, page) in _pages)
            {
                var concerned = page.Shows & changed;
                if (page.Bytes is { } bytes && concerned != PublicThings.None
                    && (concerned != PublicThings.Places || page.Drawings <= MostRedrawings))
                {
                    _pages[key] = page with { Bytes = null };
                    _size -= bytes.Length;
                }
            }
        }
    }

    /// <summary>Pages that nobody asks for any more take no room.</summary>
    private void Sweep(DateTimeOffset now, TimeSpan pause)
    {
        if ((now - _sweptAt).Duration() < pause)
        {
            return;
        }

        _sweptAt = now;
        foreach (var (key, page) in _pages)
        {
            if (now >= page.Until || now < page.DrawnAt)
            {
                _pages.TryRemove(key, out _);
                _size -= page.Bytes?.Length ?? 0;
            }
        }
    }

    /// <param name="Bytes">Null once evicted: how often it was drawn is still known.</param>
    private sealed record Kept(byte[]? Bytes, PublicThings Shows)
    {
        public required DateTimeOffset DrawnAt { get; init; }

        public required DateTimeOffset Until { get; init; }

        public required DateTimeOffset CountedFrom { get; init; }

        public required int Drawings { get; init; }
    }
}
