using System.Collections.Frozen;
using Coopera.Domain;

namespace Coopera.Core.Presence.Matching;

/// <summary>The words of a name as a platform shows it; particles are one with what follows: "De Luca", "Deluca".</summary>
/// <param name="Words">All of them.</param>
/// <param name="Telling">Without titles, offices and devices.</param>
/// <param name="All">Of the whole text, as it is folded.</param>
internal sealed record NameWords(IReadOnlyList<string> Words, IReadOnlyList<string> Telling, IReadOnlyList<string> All)
{
    private const int MostPermuted = 4;

    private static readonly FrozenSet<string> Titles = Set(
        "dott dottssa dottoressa dottore dr dra drssa doc avv avvocato avvocata ing ingegnere arch architetto architetta geom geometra rag ragioniere "
        + "ragioniera sig sigra sigg signor signora prof profssa professore professoressa ssa on onorevole cav comm ass asses assessore assessora "
        + "assessorato sindaco sindaca vicesindaco vice cons consigliere consigliera segretario segretaria comunale generale responsabile resp rup "
        + "dirigente dir direttore direttrice presidente pres funzionario funzionaria istruttore istruttrice educatore educatrice psicologo psicologa "
        + "as mediatore mediatrice coordinatore coordinatrice operatore operatrice referente dss msc phd");

    private static readonly FrozenSet<string> Offices = Set(
        "comune municipio citta metropolitana consorzio libero provincia regione ente uff ufficio settore servizio servizi sociale sociali area utc "
        + "tecnico protocollo anagrafe ragioneria polizia staff direzione dipartimento distretto socio sanitario sai siproimi sprar cooperativa coop "
        + "societa onlus associazione assoc fondazione asp inps prefettura anci sicilia segreteria amministrazione comunali affari generali");

    private static readonly FrozenSet<string> Devices = Set(
        "iphone ipad galaxy samsung huawei xiaomi redmi oppo honor pixel android telefono cellulare smartphone tablet pc computer portatile notebook "
        + "laptop mac macbook macbookpro imac windows desktop user utente ospite guest gast partecipante participant zoom teams meet webex sala room "
        + "riunioni conferenze admin host utenza postazione account");

    private static readonly FrozenSet<string> Particles = Set("de di del della dello dei degli delle da dal dalla d la lo li le san lu");

    /// <summary>Between other words, and no particle of a name.</summary>
    private static readonly FrozenSet<string> Little = Set("e ed per con in al alla il i gli presso c o a of the from by");

    public bool IsPerson => Telling.Count > 1;

    /// <summary>What names the person, a number too; somebody may be called Libero Sala.</summary>
    public IReadOnlyList<string> Naming { get; } =
        Telling.Count > 1 ? [.. Words.Where(word => !IsAround(word) || word.All(char.IsDigit))] : Words;

    /// <summary>The same for the same words in any order.</summary>
    public string Key => string.Join(' ', Words.Order(StringComparer.Ordinal));

    public static NameWords Of(string name)
    {
        var all = Text.Fold(Spaced(name)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<string> words = [];
        var joined = "";
        for (var i = 0; i < all.Length; i++)
        {
            if (Particles.Contains(all[i]) && i + 1 < all.Length)
            {
                joined = i > 0 && (Offices.Contains(all[i - 1]) || Devices.Contains(all[i - 1])) ? "" : joined
                    + all[i]; // "Comune di" is no part of a name
            }
            else
            {
                words.Add(joined + all[i]);
                joined = "";
            }
        }

        return new NameWords(words, [.. words.Where(word => !IsAround(word))], all);
    }

    /// <summary>The name written as one word, in every order.</summary>
    public IEnumerable<string> Together() => Naming.Count is > 1 and <= MostPermuted ? Permuted([.. Naming]) : [];

    /// <summary>It names no person: a title, an office, a device, a number.</summary>
    public static bool IsAround(string word) => word.Any(char.IsDigit) || Titles.Contains(word) || Offices.Contains(word)
        || Devices.Contains(word)
        || Little.Contains(word);

    public static IEnumerable<string> TellingOfBody(string body) => Of(body).Telling;

    /// <summary>"MariaRossi" is two words.</summary>
    private static string Spaced(string name)
    {
        if (name.Contains(' ', StringComparison.Ordinal))
        {
            return name;
        }

        return string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]) ? $" {c}" : c.ToString()));
    }

    private static IEnumerable<string> Permuted(List<string> words) => words.Count == 1 ? [words[0]]
        : words.SelectMany((word, i) => Permuted([.. words.Where((_, j) => j != i)]).Select(rest => word + rest));

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
