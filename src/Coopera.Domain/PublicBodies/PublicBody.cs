namespace Coopera.Domain.PublicBodies;

public enum PublicBodyKind
{
    /// <summary>Comune.</summary>
    Municipality,

    /// <summary>Libero consorzio comunale.</summary>
    FreeConsortium,

    /// <summary>Città metropolitana.</summary>
    MetropolitanCity,
}

/// <summary>One row of the register of the Sicilian municipalities and wider bodies.</summary>
public sealed class PublicBody
{
    public const int CodeMaxLength = 6;
    public const int NameMaxLength = 120;

    private PublicBody()
    {
    }

    public PublicBody(
        string code, string name, PublicBodyKind kind, string provinceCode,
        string provinceName, int population, IEnumerable<string> aliases)
    {
        Code = code;
        Name = name;
        Kind = kind;
        ProvinceCode = provinceCode;
        ProvinceName = provinceName;
        Population = population;
        Aliases = [.. aliases];
        SearchText = string.Join('|', Aliases.Prepend(name).Select(Text.Fold));
    }

    /// <summary>
    /// ISTAT code of a comune (six digits), UTS code of a wider body (three digits): text, because the zeros in front count.
    /// </summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public PublicBodyKind Kind { get; private set; }

    /// <summary>Car-plate code: "ME".</summary>
    public string ProvinceCode { get; private set; } = "";

    public string ProvinceName { get; private set; } = "";

    /// <summary>Residents on 1 January 2021 (ISTAT).</summary>
    public int Population { get; private set; }

    public string? CadastralCode { get; init; }

    /// <summary>Degrees (WGS 84) of the town itself; null for wider bodies.</summary>
    public double? Latitude { get; init; }

    /// <inheritdoc cref="Latitude"/>
    public double? Longitude { get; init; }

    /// <summary>Certified mail address as published by third parties: a suggestion to be checked, never a fact.</summary>
    public string? SuggestedPec { get; init; }

    /// <summary>Other spellings in use: "S. Margherita Belice".</summary>
    public IReadOnlyList<string> Aliases { get; private set; } = [];

    /// <summary>Folded name and aliases, parted by bars.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>"Comune di Castroreale (ME)"; a wider body's name already says what it is.</summary>
    public string FullName => FullNameOf(Name, Kind, ProvinceCode);

    /// <summary>"del Comune di Castroreale (ME)", "della Città metropolitana di Palermo".</summary>
    public string OfFullName => (Kind == PublicBodyKind.MetropolitanCity ? "della " : "del ") + FullName;

    public static string FullNameOf(string name, PublicBodyKind kind, string provinceCode) =>
        kind == PublicBodyKind.Municipality ? $"Comune di {name} ({provinceCode})" : name;
}
