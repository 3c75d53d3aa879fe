using System.Globalization;
using System.Text;

namespace Coopera.Domain.Words;

/// <summary>
/// Names stand in mails that strangers can cause. To refuse somebody's name is worse than to let a phrase through; addresses, telephone
/// numbers and sentences are nobody's name.
/// </summary>
public static class PersonName
{
    public const int MaxLength = 80;

    private const int MostDigits = 3;
    private const int MostWords = 8;
    private const int MostSlips = 3;

    // Letters after which a slash is part of an Indian name: "Kumar S/O Raj".
    private const string Kinship = "sdwc";

    /// <param name="last">Empty for who has one name only.</param>
    public static WordsFault? FaultOf(string? first, string? last) =>
        FaultOf(first) ?? FaultOf(last) ?? FaultTogether(first, last);

    /// <summary>Of what was split over the two fields.</summary>
    public static WordsFault? FaultTogether(string? first, string? last)
    {
        var (one, other) = (ReadableText.Of(first), ReadableText.Of(last));
        return WebAddress.IsIn($"{one} {other}", isJoint: true) || WebAddress.IsIn(one + other, isJoint: true) ? WordsFault.WebAddress
            : DigitsIn(one + other) > MostDigits ? WordsFault.Telephone
            : SentenceWords.AreIn($"{one} {other}", inName: true) ? WordsFault.Sentence
            : null;
    }

    public static WordsFault? FaultOf(string? value)
    {
        var text = ReadableText.Of(value);
        return text.Length == 0 ? null
            : ReadableText.HasAtSign(text) ? WordsFault.EmailAddress
            : WebAddress.IsIn(text) ? WordsFault.WebAddress
            : DigitsIn(text) > MostDigits ? WordsFault.Telephone
            : IsSentence(text) ? WordsFault.Sentence
            : !text.EnumerateRunes().Any(Rune.IsLetter) || HasSymbols(text) ? WordsFault.Symbols
            : null;
    }

    /// <summary>One person's name written twice, the words in whatever order and between whatever accents.</summary>
    public static bool AreSame(string one, string other) => KeyOf(one) == KeyOf(other);

    public static string KeyOf(string name) => string.Join(' ', Words(name).Order(StringComparer.Ordinal));

    /// <summary>It may be the same name put right: a word of it stands in both, or next to nothing differs.</summary>
    public static bool AreAlike(string one, string other) =>
        Words(one).Intersect(Words(other)).Any() || EditDistance.Of(Text.Fold(one), Text.Fold(other)) <= MostSlips;

    /// <summary>Fit for a mail: rows from before names were looked at may have odd symbols.</summary>
    public static bool IsFitForMail(string? name) => FaultOf(name) is null or WordsFault.Symbols;

    public static bool IsFitForMail(string? first, string? last) => FaultOf(first, last) is null or WordsFault.Symbols;

    private static string[] Words(string name) => Text.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsSentence(string text) =>
        text.Any(c => c is '?' or ';') || text.Contains("...", StringComparison.Ordinal) || HasExclamation(text)
        || SentenceWords.AreIn(text, inName: true) || text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > MostWords;

    // Before a letter it may be a click consonant: "!Gaeb".
    private static bool HasExclamation(string text) =>
        text.Index().Any(c => c.Item == '!' && (c.Index + 1 == text.Length || !char.IsLetter(text[c.Index + 1])));

    private static int DigitsIn(string text) => text.Count(char.IsDigit);

    private static bool HasSymbols(string text) => text.EnumerateRunes().Index().Any(at => Rune.GetUnicodeCategory(at.Item) switch
    {
        UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol or UnicodeCategory.ConnectorPunctuation => true,
        UnicodeCategory.OtherSymbol => at.Item.Value != '°',
        UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation => at.Item.Value is '[' or ']' or '{' or '}',
        UnicodeCategory.OtherPunctuation => at.Item.Value is '\\' or '#' or '%' or '*' or ':' || (at.Item.Value == '/' && !IsKinship(text)),
        UnicodeCategory.ModifierSymbol => at.Item.Value == '^',
        _ => false,
    });

    private static bool IsKinship(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash == text.LastIndexOf('/') && slash > 0 && Kinship.Contains(text[slash - 1], StringComparison.Ordinal)
            && (slash == 1 || text[slash - 2] == ' ') && text.AsSpan(slash + 1).StartsWith("o ", StringComparison.Ordinal);
    }
}
