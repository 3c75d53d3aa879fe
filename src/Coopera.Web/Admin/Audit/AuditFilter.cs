using System.Globalization;
using Coopera.Core;
using Coopera.Core.Staff.Audit;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Mvc;

namespace Coopera.Web.Admin.Audit;

/// <summary>Which lines of the register: <c>?cerca=rossi&amp;chi=…&amp;cosa=webinar&amp;dal=1/1/2026&amp;al=31/1/2026</c>.</summary>
/// <param name="Chi">Who did it: an address, or "sistema".</param>
/// <param name="Cosa">What it was done to: a kind of thing, or one thing (<see cref="AuditSubject"/>).</param>
/// <param name="Dal">From this day on, as people write it.</param>
public sealed record AuditFilter(
    [FromQuery(Name = "cerca")] string? Search,
    [FromQuery(Name = "chi")] string? Actor,
    [FromQuery(Name = "cosa")] string? Subject,
    [FromQuery(Name = "dal")] string? FirstDay,
    [FromQuery(Name = "al")] string? LastDay)
{
    public DateOnly? From => Day(FirstDay);

    public DateOnly? Until => Day(LastDay);

    public IEnumerable<string> Unreadable =>
        new[] { FirstDay, LastDay }.OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text) && Day(text) is null);

    public bool Narrows => Query().Length > 0;

    public bool HasWords => Text.SearchWords(Search).Count > 0;

    public IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> entries)
    {
        if (!string.IsNullOrWhiteSpace(Actor))
        {
            var actor = Actor.Trim();
            entries = entries.Where(entry => entry.Actor == actor);
        }

        if (!string.IsNullOrWhiteSpace(Subject))
        {
            var key = Subject.Trim();
            entries = key.Contains('/', StringComparison.Ordinal)
                ? entries.Where(entry => entry.SubjectKey == key)
                : entries.Where(entry => entry.SubjectKey!.StartsWith(key + "/"));
        }

        entries = OnTheDays(entries);
        foreach (var word in Text.SearchWords(Search, 6))
        {
            var actions = AuditActionWords.With(word);
            entries = entries.Where(entry => entry.SearchText.Contains(word) || actions.Contains(entry.Action));
        }

        return entries;
    }

    public IQueryable<AuditEntry> OnTheDays(IQueryable<AuditEntry> entries)
    {
        if (From is { } from)
        {
            var begin = RomeTime.StartOf(from);
            entries = entries.Where(entry => entry.At >= begin);
        }

        if (Until is { } until)
        {
            var end = RomeTime.StartOf(until.AddDays(1));
            entries = entries.Where(entry => entry.At < end);
        }

        return entries;
    }

    public string Query(params (string Name, long? Value)[] more) => ListQuery.Of(
        [("cerca", Search), ("chi", Actor), ("cosa", Subject), ("dal", FirstDay), ("al", LastDay), .. more.Select(pair => (pair.Name,
            pair.Value?.ToString(CultureInfo.InvariantCulture)))]);

    public string Describe() => string.Join(", ", new[]
    {
        string.IsNullOrWhiteSpace(Actor) ? null : $"fatto da {Text.CleanLine(Actor)}",
        string.IsNullOrWhiteSpace(Subject) ? null : $"su {AuditWords.Kind(Subject) ?? Text.CleanLine(Subject)}",
        From is { } from ? $"{RomeTime.Date("dal", from)}" : null,
        Until is { } until ? $"fino {RomeTime.Date("al", until)}" : null,
        string.IsNullOrWhiteSpace(Search) ? null : $"ricerca «{Text.CleanLine(Search)}»",
    }.OfType<string>()) is { Length: > 0 } text ? text : "tutto il registro";

    // The last day of the calendar has no day after it.
    private static DateOnly? Day(string? text) => ItalianInput.TryDate(text, out var day) && day.Year is > 1900 and < 9999 ? day : null;
}
