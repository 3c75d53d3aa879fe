using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Documents;
using Coopera.Core.Links;
using Coopera.Core.Presence;
using Coopera.Core.Presence.Evidence;
using Coopera.Domain;
using Coopera.Domain.Presence;
using Coopera.Domain.Staff;
using Coopera.Web.Admin.Home;
using Coopera.Web.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Presence;

public enum PresenceGroup
{
    Everybody,

    Reaching,

    Below,

    NoTrace,

    Asking,
}

/// <summary>Who of the list: <c>?mostra=sotto&amp;fonte=CodeWord&amp;cerca=bue</c>.</summary>
public sealed record PresenceFilter(
    [FromQuery(Name = "mostra")] string? Shown,
    [FromQuery(Name = "fonte")] PresenceSource? Source,
    [FromQuery(Name = "cerca")] string? Search)
{
    private static readonly string[] Words = ["", "soglia", "sotto", "nessuna", "richieste"];

    public PresenceGroup Group => (PresenceGroup)Math.Max(0, Array.IndexOf(Words, Shown ?? ""));

    public bool Narrows => Group != PresenceGroup.Everybody || Source is not null || !string.IsNullOrWhiteSpace(Search);

    public static bool IsIn(PresenceGroup group, AttendanceRow row) => group switch
    {
        PresenceGroup.Reaching => row.Reaches,
        PresenceGroup.Below => !row.Reaches && row.Intervals.Any(p => p.Counts),
        PresenceGroup.NoTrace => !row.Intervals.Any(p => p.Counts),
        PresenceGroup.Asking => row.HasRequest,
        _ => true,
    };

    public IEnumerable<AttendanceRow> Apply(IEnumerable<AttendanceRow> rows)
    {
        var words = Text.SearchWords(Search);
        return rows.Where(row => IsIn(Group, row))
            .Where(row => Source is not { } source || row.Sources.Contains(source))
            .Where(row => words.All(word => Text.Fold($"{row.Name} {row.Body} {row.Email}").Contains(word, StringComparison.Ordinal)));
    }

    public PresenceFilter In(PresenceGroup group) => this with { Shown = Words[(int)group] };

    public string Query(int page = 1) => ListQuery.Of(
        ("mostra", Words[(int)Group]), ("fonte", Source?.ToString()), ("cerca", Search), ListQuery.Page(page));
}

public sealed record PresencePage(AttendanceBook Book, PresenceFilter Filter, DateTimeOffset Now)
{
    public const int PageSize = 50;

    private static readonly int[] Steps = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

    public required IReadOnlyList<AttendanceRow> Rows { get; init; }

    public required ListPage Page { get; init; }

    public int Total { get; init; }

    public required RuleForm Rule { get; init; }

    public WordForm NewWord { get; init; } = new();

    /// <summary>Words are said while it takes place.</summary>
    public bool CanSay { get; init; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<CodeWord> Words { get; init; } = [];

    public LastChange? Last { get; init; }

    public bool IsOvertaken { get; init; }

    public string Address => Addresses.Admin.Presence.Page(Book.Webinar.Id);

    public int CountOf(PresenceGroup group) => Book.Rows.Count(row => PresenceFilter.IsIn(group, row));

    public static async Task<PresencePage?> FindAsync(
        CooperaDb db, AttendanceBooks books, int id, PresenceFilter filter, int number, TimeSpan opensBefore, DateTimeOffset now)
    {
        if (await books.ReadAsync(id) is not { } book)
        {
            return null;
        }

        var found = filter.Apply(book.Rows).ToList();
        var page = ListPage.Of(number, found.Count, PageSize);
        return new PresencePage(book, filter, now)
        {
            Rows = [.. found.Skip((page.Number - 1) * PageSize).Take(PageSize)],
            Page = page,
            Total = found.Count,
            Rule = RuleForm.Of(book.Webinar, book.Rule),
            CanSay = SayCodeWord.IsPossible(book.Webinar, opensBefore, now),
            Words = await db.CodeWords.AsNoTracking().Where(w => w.WebinarId == id).OrderByDescending(w => w.SaidAt).ToListAsync(),
            Last = await LastChange.OfAsync(db, AuditSubject.Webinar(id)),
        };
    }

    /// <summary>How many were there for so much of it, or more.</summary>
    public ChartPanel Chart()
    {
        var counts = Steps.Select(step => (Step: step, Count: Book.Reaching(step))).ToList();
        return new ChartPanel(
            "Chi raggiunge quanto",
            $"Almeno il 70 %: {Amount.Of(Book.Reaching(70))}; almeno l’80 %: {Amount.Of(Book.Reaching(80))}; "
                + $"almeno il 90 %: {Amount.Of(Book.Reaching(90))}. Sotto ogni colonna c’è la percentuale.",
            ColumnChart.Draw(new ColumnSheet(
                "presenze-per-parte",
                $"Persone che hanno seguito almeno una parte di «{Book.Webinar.Title}»",
                "Da una colonna alla successiva la parte cresce del 10 %. Gli stessi dati sono nella tabella qui sotto.",
                [.. counts.Select(c => new ChartColumn($"{c.Step}", $"almeno {Amount.Percent("il", c.Step)}", c.Count))])),
            ("Hanno seguito", "Persone"),
            [.. counts.Select(c => new Tally($"almeno {Amount.Percent("il", c.Step)}", c.Count))]);
    }
}
