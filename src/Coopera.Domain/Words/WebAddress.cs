using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Coopera.Domain.Words;

internal static partial class WebAddress
{
    /// <summary>Ends of addresses that are an address after whatever stands before them.</summary>
    private static readonly FrozenSet<string> Sure = Set(
        "com net org it eu info biz me ly gl gg io cc ru cn tk ml gq xyz top app dev uk fr ch link click online site shop store website "
        + "icu pw ws su mobi");

    /// <summary>Those that are also how abbreviations end, or how a last name begins: "Soc.coop", "Amm.ne", "M.De Luca".</summary>
    private static readonly FrozenSet<string> Unsure = Set(
        "ne to re va na co coop club pro live space vip de la li es ga cf at be nl pl pt br in us ca au jp tv fm am ai sh st sc im is il al gov edu int srl casa name "
        + "page blog news work world today agency digital group email win bid loan men download stream trade date party review zip mov "
        + "support help services solutions center cloud host press fun life love one money bank finance credit tech run bar rest menu social "
        + "zone wiki care art eus cat sicilia roma sm mt gr tr ua by kz ro bg hr rs hu cz sk si lt lv ee fi se no dk ie lu cl mx ar pe ve uy ec "
        + "za ng ke eg ma tn dz ae sa qa kw lb jo ir pk bd lk np mm th vn id my ph sg hk tw kr nz");

    // What is cut short with a full stop and written together with what follows.
    private static readonly FrozenSet<string> Abbreviations = Set(
        "a aa amm arch art ass assess assoc att avv cav com comm cons coop coord dip dipart dir dirett direz dott dr fed fond funz gen gent geom "
        + "gius ing int ist istr istrutt lab lic min mons naz no on op org osp pol pres prof prot prov pubbl rag reg rep resp ric san scol seg "
        + "segr sen serv sett sez sig soc spec sub tec tit uff univ v vic co s ss sta st jr sr ant franc giov giac");

    private static readonly string[] Shorteners = ["t.co", "g.co"];

    /// <param name="text">As <see cref="ReadableText"/> has it.</param>
    /// <param name="isJoint">Two fields put together: what ends the one and begins the other must surely be an address.</param>
    public static bool IsIn(string text, bool isJoint = false) =>
        Scheme().IsMatch(text) || Ip().IsMatch(text) || SpelledStop().IsMatch(text)
        || text.Index().Any(at => at.Item == '.' && IsDomainAt(text, at.Index, isJoint));

    private static bool IsDomainAt(string text, int stop, bool isJoint)
    {
        var (start, gap, end) = (stop, stop + 1, stop + 1);
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '-'))
        {
            start--;
        }

        var spaced = start == stop && stop > 1 && text[stop - 1] == ' ';
        if (spaced)
        {
            start = text.LastIndexOf(' ', stop - 2) + 1;
        }

        if (gap < text.Length && text[gap] == ' ')
        {
            spaced = true;
            end = ++gap;
        }

        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        var (label, ending) = (text[start..stop].Trim(), text[gap..end]);
        var isWhole = end == text.Length || (!char.IsLetterOrDigit(text[end]) && text[end] is not ('-' or '\'' or '’'));
        if (label.Length == 0 || ending.Length < 2 || !isWhole)
        {
            return text.AsSpan(gap).StartsWith("xn--", StringComparison.Ordinal);
        }

        var hasPath = end + 1 < text.Length && text[end] == '/' && char.IsLetterOrDigit(text[end + 1])
            && label.Length > 1 && !Abbreviations.Contains(label);
        if (hasPath || Shorteners.Contains($"{label}.{ending}"))
        {
            return true;
        }

        if (spaced)
        {
            return Sure.Contains(ending) && ending is "com" or "net" or "org" or "it" or "eu" or "info" or "ru"
                && label.Length > 2 && !Abbreviations.Contains(label);
        }

        // "Ant.La Rosa": a name goes on after it.
        var goesOn = end + 1 < text.Length && text[end] == ' ' && char.IsLetter(text[end + 1]);
        return Sure.Contains(ending) ? label.Length > 1 || ending is not ("ch" or "uk" or "fr" or "ml")
            : !isJoint && Unsure.Contains(ending) && label.Length > 1 && !Abbreviations.Contains(label)
                && !(goesOn && ending is "de" or "la" or "li" or "al" or "es" or "st" or "club" or "pro");
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();

    [GeneratedRegex(@"h\s*[tx]\s*[tx]\s*p\s*s?\s*[:/.]|hxxp|\bhttps?\b|\bftp\s*:|:\s*/|//|\\\\|\bw\s*w\s*w\b|\blocalhost\b")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"(?<![\d.])\d{1,3}(?:\s*\.\s*\d{1,3}){3}(?!\d)|(?<![0-9a-f:])[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,}|\b0x[0-9a-f]{6,}")]
    private static partial Regex Ip();

    [GeneratedRegex(@"\b(?:punto|dot|punt)\s*(?:com|it|net|org|eu|info|ru|io|biz|xyz|top)\b")]
    private static partial Regex SpelledStop();
}
