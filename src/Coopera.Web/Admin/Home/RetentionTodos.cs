using Coopera.Core.Links;
using Coopera.Core.Retention;
using Coopera.Domain;

namespace Coopera.Web.Admin.Home;

/// <summary>People and papers that leave within a month: who still needs them puts it off.</summary>
public sealed class RetentionTodos(RetentionOverview overview, TimeProvider clock)
{
    public async Task<IReadOnlyList<Todo>> MakeAsync(bool mayPostpone)
    {
        var today = RomeTime.Day(clock.GetUtcNow());
        return [.. (await overview.SoonAsync()).Select(line => new Todo(
            TodoKind.Watch,
            line.From is { } from && from > today
                ? $"Fra {Amount.Of(from.DayNumber - today.DayNumber, "giorno", "giorni")} si cancellano {line.Class.Count(line.Soon)}."
                : $"Entro 30 giorni si cancellano {line.Class.Count(line.Soon)}.",
            $"{line.Class.Title()}: {line.Period}. Se servono ancora, si può rinviare.",
            mayPostpone ? Addresses.Admin.Retention.Postpone(line.Class) : Addresses.Admin.Retention.List,
            mayPostpone ? "Rinvia, con un motivo" : "Guarda"))];
    }
}
