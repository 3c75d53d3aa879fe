using Coopera.Core.Coordination;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Core.PublicBodies;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Web.Admin.Coordination;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Admin.Search;

/// <param name="Address">Begins with <c>~/</c>.</param>
/// <param name="IsExact">It is called just so, or has just this number: it comes first.</param>
public sealed record SearchHit(string Title, string Address, string Detail, bool IsExact = false);

/// <param name="All">Where all of them are; null when these are all.</param>
public sealed record SearchGroup(string Title, IReadOnlyList<SearchHit> Hits, string? All)
{
    public bool IsExact => Hits.Any(hit => hit.IsExact);
}

/// <param name="Before">Those of webinars before this one were not looked through; null when there are none.</param>
public sealed record FoundPeople(IReadOnlyList<SearchHit> Hits, int? Before);

public sealed class EverythingSearch(CooperaDb db, PublicBodyDirectory directory, SearchWindow window)
{
    public const int PageSize = 50;
    private const int Few = 8;

    private const int Candidates = 400;

    public async Task<IReadOnlyList<SearchGroup>> FindAsync(string typed)
    {
        var words = Text.SearchWords(typed);
        var isAddress = EmailAddress.TryParse(typed.Trim(), out _); // of somebody: what has none is not looked for
        var groups = new[]
        {
            await PeopleAsync(typed, words),
            await AdhesionsAsync(typed),
            isAddress ? null : await BodiesAsync(typed),
            isAddress ? null : await WebinarsAsync(typed, words),
            isAddress ? null : await ReleasesAsync(typed, words),
        };
        return [.. groups.OfType<SearchGroup>().OrderByDescending(group => group.IsExact)];
    }

    /// <param name="before">Only of webinars that were made before this one.</param>
    public async Task<FoundPeople> PeopleAsync(string typed, int page, int? before)
    {
        var first = await FirstWebinarAsync(before);
        return new FoundPeople(
            await HitsAsync(Latest(People(Text.SearchWords(typed), before, first)).Skip((page - 1) * PageSize).Take(PageSize + 1)), first);
    }

    private async Task<SearchGroup?> PeopleAsync(string typed, IReadOnlyList<string> words)
    {
        if (EmailAddress.TryParse(typed.Trim(), out var address))
        {
            var theirs =
                await HitsAsync(db.Registrations.AsNoTracking().Where(
                    r => r.EmailKey == address.Key).OrderByDescending(r => r.WebinarId).ThenByDescending(r => r.Number).Take(PageSize));
            if (theirs.Count > 0)
            {
                return new SearchGroup("Persone iscritte", [.. theirs.Select(hit => hit with { IsExact = true })], All: null);
            }
        }

        if (words.Count == 0)
        {
            return null;
        }

        var first = await FirstWebinarAsync(before: null);
        var found = await HitsAsync(Latest(People(words, before: null, first)).Take(Candidates));
        var best = found.OrderBy(hit => Rank(hit.Title, words)).Take(Few).ToList(); // a stable order: the latest first among equals
        return best.Count == 0 && first is null ? null : new SearchGroup(
            "Persone iscritte", best,
            found.Count > Few || first is not null ? Addresses.Admin.Search + ListQuery.Of(("q", typed), ("tipo", "persone")) : null);
    }

    /// <summary>The first webinar of those whose people are looked through; null when that is all of them.</summary>
    private async Task<int?> FirstWebinarAsync(int? before)
    {
        var (rows, first) = (0L, (int?)null);
        await foreach (var webinar in db.Webinars.Where(w => before == null || w.Id < before).OrderByDescending(w => w.Id)
            .Select(w => new { w.Id, w.Revision }).AsAsyncEnumerable())
        {
            if (first is not null)
            {
                return first; // there are some before it
            }

            rows += webinar.Revision; // at least the number of its people, which need not be counted
            first = rows >= window.Rows ? webinar.Id : null;
        }

        return null;
    }

    private IQueryable<Registration> People(IReadOnlyList<string> words, int? before, int? first)
    {
        var found = db.Registrations.AsNoTracking();
        if (before is { } next)
        {
            found = found.Where(r => r.WebinarId < next);
        }

        if (first is { } webinar)
        {
            found = found.Where(r => r.WebinarId >= webinar);
        }

        foreach (var word in words)
        {
            found = found.Where(r => r.SearchText.Contains(word));
        }

        return found;
    }

    private static IQueryable<Registration> Latest(IQueryable<Registration> found) =>
        found.OrderByDescending(r => r.WebinarId).ThenByDescending(r => r.Number);

    private async Task<IReadOnlyList<SearchHit>> HitsAsync(IQueryable<Registration> found)
    {
        // First who, from an index alone; then those few.
        var bodies = await directory.ByCodeAsync();
        var people = await found.Select(r => r.Id).ToArrayAsync();
        var rows = people.Length == 0 ? [] : await db.Registrations.AsNoTracking().Where(r => EF.Parameter(people).Contains(r.Id))
            .Select(r => new { r.Id, r.FirstName, r.LastName, r.Email, r.PublicBodyCode, r.OtherBody, r.Status, r.WebinarId })
            .ToListAsync();
        rows = [.. rows.OrderBy(row => Array.IndexOf(people, row.Id))];
        var ids = rows.Select(r => r.WebinarId).Distinct().ToList();
        var webinars = rows.Count == 0 ? [] : await db.Webinars.Where(w => ids.Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Title);
        return [.. rows.Select(r => new SearchHit(
            $"{r.LastName} {r.FirstName}".TrimStart(),
            Addresses.Admin.Registrations.Page(r.Id),
            string.Join(" · ", new[] { r.Email.Display, r.PublicBodyCode is { } code ? bodies.GetValueOrDefault(code)?.FullName : r.OtherBody, $"{webinars.GetValueOrDefault(r.WebinarId)} ({r.Status.Label()})" }.Where(text => !string.IsNullOrEmpty(text)))))];
    }

    private static int Rank(string name, IReadOnlyList<string> words)
    {
        var parts = Text.Fold(name).Split(' ');
        return words.All(parts.Contains) ? 0 : words.All(
            word => parts.Any(part => part.StartsWith(word, StringComparison.Ordinal))) ? 1 : 2;
    }

    private async Task<SearchGroup?> AdhesionsAsync(string typed)
    {
        var filter = new AdhesionFilter(AdhesionGroup.All, null, null, typed, AdhesionOrder.Body);
        var found = await filter.Apply(db).Take(Few + 1).Select(f => new
        {
            f.Adhesion.Id,
            f.Adhesion.Status,
            f.Adhesion.ReceiptNumber,
            f.Adhesion.DocumentCode,
            f.Adhesion.ProtocolNumber,
            f.Body.Name,
            f.Body.Kind,
            f.Body.ProvinceCode,
        }).ToListAsync();
        var wanted = Text.Fold(typed).Replace(" ", "", StringComparison.Ordinal);
        var hits = found.Select(f => new SearchHit(
            Domain.PublicBodies.PublicBody.FullNameOf(f.Name, f.Kind, f.ProvinceCode),
            Addresses.Admin.Adhesions.Page(f.Id),
            string.Join(" · ", new[]
            {
                f.Status.Label(),
                f.ReceiptNumber is null ? null : $"ricevuta {f.ReceiptNumber}",
                f.ProtocolNumber is null ? null : $"prot. {f.ProtocolNumber}",
                $"codice {f.DocumentCode}",
            }.OfType<string>()),
            new[] { f.ReceiptNumber, f.DocumentCode, f.ProtocolNumber }.Any(number => number is not null && Text.Fold(number).Replace(" ",
                "", StringComparison.Ordinal) == wanted)))
            .OrderByDescending(hit => hit.IsExact).ToList();
        return hits.Count == 0 ? null : new SearchGroup(
            "Adesioni", [.. hits.Take(Few)],
            hits.Count > Few ? Addresses.Admin.Adhesions.List + ListQuery.Of(("stato", $"{AdhesionGroup.All}"), ("cerca", typed)) : null);
    }

    private async Task<SearchGroup?> BodiesAsync(string typed)
    {
        var hits = (await directory.SearchAsync(typed, nearSpellings: false)).Take(Few)
            .Select(body => new SearchHit(
                body.FullName,
                Addresses.Admin.Adhesions.List + ListQuery.Of(("stato", $"{AdhesionGroup.All}"), ("cerca", body.Name)),
                $"codice {body.Code}, provincia di {body.ProvinceName}: guarda le adesioni"))
            .ToList();
        return hits.Count == 0 ? null : new SearchGroup("Enti del registro", hits, null);
    }

    private async Task<SearchGroup?> WebinarsAsync(string typed, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return null;
        }

        // First which, from an index alone; then those few, and the one that is called just so.
        var slug = typed.Trim();
        var ids = await db.Webinars.Called(words).OrderByDescending(w => w.StartsAt).ThenByDescending(w => w.Id)
            .Select(w => w.Id).Take(Few + 1).ToListAsync();
        var found = await db.Webinars.AsNoTracking().Where(w => ids.Contains(w.Id) || w.Slug == slug)
            .Select(w => new { w.Id, w.Title, w.Slug, w.StartsAt }).ToListAsync();
        var hits = found.OrderByDescending(w => w.Slug == slug).ThenByDescending(w => w.StartsAt).ThenByDescending(w => w.Id)
            .Select(w => new SearchHit(
                w.Title, Addresses.Admin.Registrations.List(w.Id),
                $"{RomeTime.DateAndTime(w.StartsAt)} · {Addresses.Path(Addresses.Public.Webinar(w.Slug))}", w.Slug == slug)).ToList();
        return hits.Count == 0
            ? null
            : new SearchGroup(
                "Webinar", [.. hits.Take(Few)],
                hits.Count > Few ? Addresses.Admin.Webinars.List + ListQuery.Of(("cerca", typed)) : null);
    }

    private async Task<SearchGroup?> ReleasesAsync(string typed, IReadOnlyList<string> words)
    {
        var all = await db.PressReleases.AsNoTracking()
            .OrderByDescending(r => r.IssuedOn).Select(r => new { r.Slug, r.Title, r.IssuedOn }).ToListAsync();
        var hits = all.Where(r => Has($"{r.Title} {r.Slug}", words))
            .Select(r => new SearchHit(r.Title, Addresses.Public.PressRelease(r.Slug), RomeTime.Date(r.IssuedOn), r.Slug == typed.Trim()))
            .OrderByDescending(hit => hit.IsExact).Take(Few).ToList();
        return hits.Count == 0 ? null : new SearchGroup("Comunicati stampa", hits, null);
    }

    private static bool Has(string text, IReadOnlyList<string> words)
    {
        var folded = Text.Fold(text);
        return words.Count > 0 && words.All(word => folded.Contains(word, StringComparison.Ordinal));
    }
}
