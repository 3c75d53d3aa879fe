using System.Text.RegularExpressions;

namespace Coopera.Domain.Words;

/// <summary>
/// What somebody does, or where: a role, an office, a public or private body. Years, numbers of laws and of offices belong to it.
/// </summary>
public static partial class Designation
{
    public const int RoleMaxLength = 120;
    public const int BodyMaxLength = 160;

    private const int LeastDigits = 8;
    private const int LeastDigitsInARow = 6;
    private const int MostWords = 24;

    public static WordsFault? FaultOf(string? value)
    {
        var text = ReadableText.Of(value);
        return text.Length == 0 ? null
            : ReadableText.HasAtSign(text) ? WordsFault.EmailAddress
            : WebAddress.IsIn(text) ? WordsFault.WebAddress
            : IsTelephone(text) ? WordsFault.Telephone
            : IsSentence(text) ? WordsFault.Sentence
            : null;
    }

    private static bool IsTelephone(string text) => Numbers().Matches(NotTelephones().Replace(text, " "))
        .Any(run => run.Value.Count(char.IsDigit) >= LeastDigits
            || Separators().Split(run.Value).Any(digits => digits.Length >= LeastDigitsInARow))
        || Announced().IsMatch(text);

    private static bool IsSentence(string text) => SentenceWords.AreIn(text, inName: false)
        || text.Count(c => c is '!' or '?') > 1 || text.IndexOfAny(['!', '?']) is >= 0 and var mark && mark < text.Length - 1
        || text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length > MostWords;

    /// <summary>Years from one to the other, dates, and numbers of laws and deeds: "2014-2020", "1/1/2024", "328/2000".</summary>
    [GeneratedRegex(
        @"(?<!\d)(?:(?:19|20)\d\d\s*[-–/]\s*(?:19|20)?\d\d|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|\d{1,5}\s*/\s*(?:19|20)\d\d)(?![\s./-]*\d)")]
    private static partial Regex NotTelephones();

    [GeneratedRegex(@"\+?\d[\d\s()./–-]*")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\b(?:tel|cell|telefono|cellulare|whatsapp)\b\W*\d")]
    private static partial Regex Announced();

    [GeneratedRegex(@"\D+")]
    private static partial Regex Separators();
}
