using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Retention;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Retention;

/// <param name="Soon">How many leave within <see cref="RetentionOverview.Notice"/>, unless they are put off.</param>
/// <param name="From">On which day that begins; null: nothing is there.</param>
public sealed record RetentionLine(
    RetentionClass Class, string Period, int Soon, DateOnly? From, RetentionState State, RetentionRun? Last)
{
    public bool IsPostponedOn(DateOnly day) => State.IsPostponedOn(day);

    /// <summary>So many days after it would leave; what is on its way already is kept from today.</summary>
    public DateOnly PostponedTo(int days, DateOnly today) => (From is { } from && from > today ? from : today).AddDays(days);
}

public sealed class RetentionOverview(CooperaDb db, IEnumerable<RetainedData> classes, Settings settings, TimeProvider clock)
{
    /// <summary>So long before people are told.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(30);

    public async Task<IReadOnlyList<RetentionLine>> LinesAsync(CancellationToken cancellationToken = default)
    {
        var lines = new List<RetentionLine>();
        foreach (var data in classes)
        {
            lines.Add(await LineAsync(data, cancellationToken));
        }

        return lines;
    }

    public async Task<RetentionLine?> LineAsync(RetentionClass kept, CancellationToken cancellationToken = default) =>
        classes.FirstOrDefault(data => data.Class == kept) is { } found ? await LineAsync(found, cancellationToken) : null;

    /// <summary>What Oggi tells: of people and their papers, before they are gone.</summary>
    public async Task<IReadOnlyList<RetentionLine>> SoonAsync(CancellationToken cancellationToken = default)
    {
        var last = RomeTime.Day(clock.GetUtcNow() + Notice);
        var lines = new List<RetentionLine>();
        foreach (var data in classes.Where(data => data.IsToldBefore))
        {
            // On most days there is nothing, and the rest need not be asked.
            if (await SoonAsync(data, cancellationToken) is > 0 and var soon
                && await LineAsync(data, soon, cancellationToken) is var line && !line.IsPostponedOn(last))
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    public async Task<IReadOnlyList<RetentionRun>> RunsAsync(int most, CancellationToken cancellationToken = default) =>
        await db.RetentionRuns.AsNoTracking().OrderByDescending(run => run.Id).Take(most).ToListAsync(cancellationToken);

    private Task<int> SoonAsync(RetainedData data, CancellationToken cancellationToken) =>
        data.CountAsync(db, clock.GetUtcNow() + Notice - settings.Retention.Of(data.Class), cancellationToken);

    private async Task<RetentionLine> LineAsync(RetainedData data, CancellationToken cancellationToken) =>
        await LineAsync(data, await SoonAsync(data, cancellationToken), cancellationToken);

    private async Task<RetentionLine> LineAsync(RetainedData data, int soon, CancellationToken cancellationToken)
    {
        var (now, life) = (clock.GetUtcNow(), settings.Retention.Of(data.Class));
        DateOnly? from = await data.OldestAsync(db, cancellationToken) is { } oldest
            ? Later(RomeTime.Day(oldest + life), RomeTime.Day(now))
            : null;
        var state = await db.RetentionStates.AsNoTracking().SingleOrDefaultAsync(s => s.Class == data.Class, cancellationToken)
            ?? new RetentionState(data.Class);
        if (state.PostponedUntil is { } until && from is { } day)
        {
            from = Later(day, until);
        }

        var run = await db.RetentionRuns.AsNoTracking().Where(r => r.Class == data.Class && r.FinishedAt != null)
            .OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        return new RetentionLine(
            data.Class, RetentionPhrases.PeriodOf(settings.Retention, data.Class), soon, from, state, run);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
