using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Coopera.Core.PublicBodies;

public sealed record PublicBodyEntry(string Code, string Name, PublicBodyKind Kind, string ProvinceCode, string SearchText)
{
    private const string Comune = "comune ";

    public string ProvinceName { get; init; } = "";

    public int Population { get; init; }

    /// <inheritdoc cref="PublicBody.Latitude"/>
    public double? Latitude { get; init; }

    /// <inheritdoc cref="PublicBody.Latitude"/>
    public double? Longitude { get; init; }

    /// <summary>It is no more (<see cref="PublicBody.ClosedOn"/>): still named where it stands, and no longer offered.</summary>
    public bool IsClosed { get; init; }

    /// <inheritdoc cref="PublicBody.SuccessorCode"/>
    public string? SuccessorCode { get; init; }

    public bool IsMunicipality => Kind == PublicBodyKind.Municipality;

    public string FullName => PublicBody.FullNameOf(Name, Kind, ProvinceCode);

    /// <summary>By a name, a full name or a code; not by one that only begins so.</summary>
    public bool IsCalled(BodyQuery query) => SearchText.Split('|').Any(name => name == query.Text || name == query.Key
        || (IsMunicipality && query.Key.StartsWith(Comune, StringComparison.Ordinal)
            && (query.Key[Comune.Length..] == name || query.Key[Comune.Length..] == $"{name} {Text.Fold(ProvinceCode)}")));
}

public sealed class PublicBodyDirectory(CooperaDb db, IMemoryCache cache)
{
    public const int MostMatches = 12;

    private const int LongestQuestion = 2 * PublicBody.NameMaxLength;

    // Public pages live as long: together they are right again within two seconds.
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    public async Task<PublicBodyEntry?> FindAsync(string? code) =>
        string.IsNullOrWhiteSpace(code) ? null : (await AllAsync()).FirstOrDefault(body => body.Code == code.Trim());

    /// <summary>
    /// The body that is called exactly so, by its name, its full name or an alias; case, accents and punctuation do not count.
    /// </summary>
    public async Task<PublicBodyEntry?> ResolveAsync(string? text)
    {
        var query = Query(text);
        return query.IsEmpty ? null : ((await RegisterAsync()).Open).FirstOrDefault(body => body.IsCalled(query));
    }

    /// <summary>Best matches first, at most <see cref="MostMatches"/>. Near spellings only when nothing matches as written.</summary>
    public async Task<IReadOnlyList<PublicBodyEntry>> SearchAsync(string? text, bool nearSpellings = true)
    {
        var query = Query(text);
        if (query.IsEmpty)
        {
            return [];
        }

        var all = (await RegisterAsync()).Open;
        var found = all.Select(body => (body, rank: body.IsCalled(query) ? 0 : query.Rank(body.SearchText)))
            .Where(match => match.rank is not null).ToList();
        if (found.Count == 0 && nearSpellings)
        {
            found = [.. all.Select(body => (body, rank: query.Distance(body.SearchText))).Where(match => match.rank is not null)];
        }

        return [.. found.OrderBy(match => match.rank).ThenBy(match => match.body.Name, StringComparer.Create(RomeTime.Italian,
            ignoreCase: true))
            .Take(MostMatches).Select(match => match.body)];
    }

    private static BodyQuery Query(string? text) => new(text is { Length: > LongestQuestion } ? null : text);

    public async Task<IReadOnlyDictionary<string, string>> NamesAsync() =>
        (await AllAsync()).ToDictionary(body => body.Code, body => body.FullName);

    public async Task<IReadOnlyList<PublicBodyEntry>> AllAsync() => (await RegisterAsync()).All;

    private async Task<Register> RegisterAsync() => (await cache.GetOrCreateAsync(typeof(PublicBodyDirectory), async entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = KeptFor;
        return new Register(await db.PublicBodies.AsNoTracking()
            .Select(body => new PublicBodyEntry(body.Code, body.Name, body.Kind, body.ProvinceCode, body.SearchText)
            {
                ProvinceName = body.ProvinceName,
                Population = body.Population,
                Latitude = body.Latitude,
                Longitude = body.Longitude,
                IsClosed = body.ClosedOn != null,
                SuccessorCode = body.SuccessorCode,
            })
            .ToListAsync());
    }))!;

    private sealed record Register(IReadOnlyList<PublicBodyEntry> All)
    {
        /// <summary>Those that can be chosen; one that others have become part of is found by their names as well.</summary>
        public IReadOnlyList<PublicBodyEntry> Open { get; } = All.Any(body => body.IsClosed) ? [.. OpenOf(All)] : All;

        private static IEnumerable<PublicBodyEntry> OpenOf(IReadOnlyList<PublicBodyEntry> all)
        {
            var former = all.Where(body => body.IsClosed && body.SuccessorCode is not null).ToLookup(body => body.SuccessorCode!);
            return all.Where(body => !body.IsClosed).Select(body => former.Contains(body.Code)
                ? body with { SearchText = string.Join('|', former[body.Code].Select(old => old.SearchText).Prepend(body.SearchText)) }
                : body);
        }
    }
}
