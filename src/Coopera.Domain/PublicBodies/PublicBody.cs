namespace Coopera.Domain.PublicBodies;

public enum PublicBodyKind
{
    Municipality,

    FreeConsortium,

    MetropolitanCity,
}

public sealed class PublicBody
{
    public const int CodeMaxLength = 6;
    public const int NameMaxLength = 120;
    public const int SearchTextMaxLength = 500;

    private PublicBody()
    {
    }

    public PublicBody(
        string code, string name, PublicBodyKind kind, string provinceCode,
        string provinceName, int population, IEnumerable<string> aliases, string? cadastralCode = null)
    {
        Code = code;
        Name = name;
        Kind = kind;
        ProvinceCode = provinceCode;
        ProvinceName = provinceName;
        Population = population;
        Aliases = [.. aliases];
        CadastralCode = cadastralCode;
        SearchText = string.Join(
            '|', new[] { Text.Fold(name) }.Concat(Aliases.Prepend(name).Select(BodyName.Key)).Append(code).Append(Text.Fold(cadastralCode))
                .Where(text => text.Length > 0).Distinct());
    }

    /// <summary>
    /// ISTAT code of a comune (six digits), UTS code of a wider body (three digits): text, because the zeros in front count.
    /// </summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public PublicBodyKind Kind { get; private set; }

    public string ProvinceCode { get; private set; } = "";

    public string ProvinceName { get; private set; } = "";

    public int Population { get; private set; }

    public string? CadastralCode { get; private set; }

    /// <summary>Degrees (WGS 84) of the town itself; null for wider bodies.</summary>
    public double? Latitude { get; init; }

    /// <inheritdoc cref="Latitude"/>
    public double? Longitude { get; init; }

    /// <summary>Certified mail address as published by third parties: a suggestion to be checked, never a fact.</summary>
    public EmailAddress? SuggestedPec { get; init; }

    public IReadOnlyList<string> Aliases { get; private set; } = [];

    /// <summary>What it is found by, parted by bars: its name first, then spellings, other names and codes.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>"Comune di Castroreale (ME)"; a wider body's name already says what it is.</summary>
    public string FullName => FullNameOf(Name, Kind, ProvinceCode);

    /// <summary>"del Comune di Castroreale (ME)", "della Città metropolitana di Palermo".</summary>
    public string OfFullName => (Kind == PublicBodyKind.MetropolitanCity ? "della " : "del ") + FullName;

    /// <summary>Other names and spellings came into the register since this one was stored.</summary>
    public void BeFoundAs(PublicBody current) => (Aliases, SearchText) = (current.Aliases, current.SearchText);

    public static string FullNameOf(string name, PublicBodyKind kind, string provinceCode) =>
        kind == PublicBodyKind.Municipality ? $"Comune di {name} ({provinceCode})" : name;
}
