using Coopera.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Links;

/// <summary>
/// The mark that links are made with now (see <see cref="LinkGeneration"/>), read from the database every few seconds: where many nodes
/// share it, all links are void everywhere within these.
/// </summary>
public sealed class LinkGenerations(IServiceScopeFactory scopes, TimeProvider clock)
{
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(10);

    private volatile Known? _known;

    public string Mark
    {
        get
        {
            var now = clock.GetUtcNow();
            if (_known is { } known && now - known.At < Trust && now >= known.At)
            {
                return known.Mark;
            }

            using var scope = scopes.CreateScope();
            var mark = scope.ServiceProvider.GetRequiredService<CooperaDb>().LinkGenerations.AsNoTracking()
                .Where(generation => generation.Id == LinkGeneration.OnlyId).Select(generation => generation.Mark).SingleOrDefault() ?? "";
            _known = new Known(mark, now);
            return mark;
        }
    }

    public void LookAgain() => _known = null;

    private sealed record Known(string Mark, DateTimeOffset At);
}
