namespace Coopera.Domain.PublicBodies;

public enum PublicBodyKind
{
    Municipality,

    FreeConsortium,

    MetropolitanCity,
}

public sealed partial class PublicBody
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
        BeFound();
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
    public double? Latitude { get; set; }

    /// <inheritdoc cref="Latitude"/>
    public double? Longitude { get; set; }

    /// <summary>Certified mail address as others publish it: a suggestion to be checked, never a fact.</summary>
    public EmailAddress? SuggestedPec { get; private set; }

    /// <summary>The day of the IPA file that has <see cref="SuggestedPec"/>; null: it is of the list that the register came with.</summary>
    public DateOnly? PecFromIpaOn { get; private set; }

    /// <summary>The day of the IPA file that says, or leaves it to be understood, that the body is no more.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The body that it has become part of.</summary>
    public string? SuccessorCode { get; private set; }

    public IReadOnlyList<string> Aliases { get; private set; } = [];

    /// <summary>What it is found by, parted by bars: its name first, then spellings, other names and codes.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>"Comune di Castroreale (ME)"; a wider body's name already says what it is.</summary>
    public string FullName => FullNameOf(Name, Kind, ProvinceCode);

    /// <summary>"del Comune di Castroreale (ME)", "della Città metropolitana di Palermo".</summary>
    public string OfFullName => (Kind == PublicBodyKind.MetropolitanCity ? "della " : "del ") + FullName;

    /// <summary>Other names and spellings came into the register since this one was stored; a name that it was given since stays.</summary>
    public void BeFoundAs(PublicBody current)
    {
        Aliases = current.Name == Name ? current.Aliases : [.. Aliases.Union(current.Aliases.Prepend(current.Name))];
        BeFound();
    }

    public bool IsFoundAs(PublicBody current) => current.Name == Name
        ? SearchText == current.SearchText
        : current.Aliases.Prepend(current.Name).All(Aliases.Contains);

    public static string FullNameOf(string name, PublicBodyKind kind, string provinceCode) =>
        kind == PublicBodyKind.Municipality ? $"Comune di {name} ({provinceCode})" : name;

    private void BeFound() => SearchText = string.Join(
        '|', new[] { Text.Fold(Name) }.Concat(Aliases.Prepend(Name).Select(BodyName.Key)).Append(Code).Append(Text.Fold(CadastralCode))
            .Where(text => text.Length > 0).Distinct());
}
