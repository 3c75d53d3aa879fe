using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Coopera.Core.PublicBodies;

public sealed record PublicBodyEntry(string Code, string Name, PublicBodyKind Kind, string ProvinceCode, string SearchText)
{
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
    public bool IsCalled(BodyQuery query)
    {
        foreach (var range in SearchText.AsSpan().Split('|'))
        {
            var name = SearchText.AsSpan(range);
            if (name.SequenceEqual(query.Text) || name.SequenceEqual(query.Key)
                || (IsMunicipality && query.Municipality is { } typed && typed.StartsWith(name, StringComparison.Ordinal)
                    && (typed.Length == name.Length || typed[name.Length..] == $" {Text.Fold(ProvinceCode)}")))
            {
                return true;
            }
        }

        return false;
    }
}

/// <param name="Code">Of two letters, as on a number plate.</param>
public sealed record Province(string Code, string Name);

public sealed class PublicBodyDirectory(CooperaDb db, IMemoryCache cache)
{
    public const int MostMatches = 12;

    private const int LongestQuestion = 2 * PublicBody.NameMaxLength;

    // Public pages live as long: together they are right again within two seconds.
    internal static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    public async Task<PublicBodyEntry?> FindAsync(string? code) =>
        string.IsNullOrWhiteSpace(code) ? null : (await ByCodeAsync()).GetValueOrDefault(code.Trim());

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

    public async Task<IReadOnlyDictionary<string, PublicBodyEntry>> ByCodeAsync() => (await RegisterAsync()).ByCode;

    public async Task<IReadOnlyList<Province>> ProvincesAsync() => (await RegisterAsync()).Provinces;

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

    /// <summary>With all that pages ask of it again and again: of a country it is made once a second, and not for each of them.</summary>
    private sealed record Register(IReadOnlyList<PublicBodyEntry> All)
    {
        public IReadOnlyDictionary<string, PublicBodyEntry> ByCode { get; } = All.ToDictionary(body => body.Code);

        public IReadOnlyList<Province> Provinces { get; } =
        [
            .. All.DistinctBy(body => body.ProvinceCode).Select(body => new Province(body.ProvinceCode, body.ProvinceName))
                .OrderBy(province => province.Name, StringComparer.Create(RomeTime.Italian, ignoreCase: true)),
        ];

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
