using System.Globalization;
using System.Text.RegularExpressions;

namespace Coopera.Core.Exports;

public static partial class SafeCell
{
    // The full-width forms are taken for the plain ones by some spreadsheets.
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    /// <summary>
    /// Zero width non-joiner: no number ends with it, neither in Excel nor in Calc (which skips a no-break space, and shows a tab).
    /// ="00123" would be exact in Excel, but Calc shows it as it stands unless told to reckon.
    /// </summary>
    public const char TextMark = '\u200C';

    private static readonly HashSet<string> Truths = new(StringComparer.OrdinalIgnoreCase) { "VERO", "FALSO", "TRUE", "FALSE" };

    // What may stand among the digits of a number, a sum of money, an hour or a day, in Italian or in English.
    private static readonly HashSet<string> ValueWords = new(
        ["e", "t", "z", "a", "p", "am", "pm", "eur", "euro", "usd", .. Months("it-IT"), .. Months("en-GB"), "sept"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>An apostrophe before anything that could be read as a formula. A phone number cannot: it stays as it is.</summary>
    public static string Neutral(string value) =>
        value.TrimStart(' ', '\u00A0', '"', '\'') is { Length: > 0 } start
            && FormulaStarts.Contains(start[0], StringComparison.Ordinal) && !PhoneNumber().IsMatch(value)
        || (value.Length > 0 && char.IsControl(value[0]))
            ? $"'{value}"
            : value;

    /// <summary>
    /// The same for what could become a cell of its own: a program that parts cells by another character (Calc offers several at once, an
    /// English Excel takes commas) does not see our quotes as quotes, and begins a cell after any of these.
    /// </summary>
    public static string NeutralThroughout(string value) => AfterSeparator().Replace(Neutral(value), "$0'");

    /// <summary>"0911234567" would lose its zero and "+390911234567" its plus: a space after the prefix keeps them readable.</summary>
    public static string Phone(string value) => value switch
    {
        _ when ItalianPrefix().IsMatch(value) => $"{value[..3]} {value[3..]}",
        _ when Digits().IsMatch(value) => $"{value[..3]} {value[3..]}",
        _ => value,
    };

    /// <summary>
    /// A spreadsheet that opens a CSV takes "00123" for 123, "3/4" for a day in April, "10E5" for a million and "VERO" for a truth value,
    /// quoted or not. With <see cref="TextMark"/> at its end the text is none of these, and looks the same.
    /// </summary>
    public static string AsText(string value) => CouldBeValue(value.Trim()) ? value + TextMark : value;

    private static bool CouldBeValue(string text) =>
        text.StartsWith('#') || Truths.Contains(text)
        || (text.Any(char.IsDigit) && !text.StartsWith('\'') && Letters().Matches(text).All(word => ValueWords.Contains(word.Value)));

    private static IEnumerable<string> Months(string language)
    {
        var format = CultureInfo.GetCultureInfo(language).DateTimeFormat;
        return format.MonthNames.Concat(format.AbbreviatedMonthNames).Where(name => name.Length > 0);
    }

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Letters();

    [GeneratedRegex("""[,;|\t\r\n][ \u00A0"']*(?=[=+@＝＋－＠-])""")]
    private static partial Regex AfterSeparator();

    // A digit after the prefix and its space: spreadsheets find nothing to reckon in "+39 091-1234567", but would in "+39 -091".
    [GeneratedRegex(@"^\+[0-9]{1,4} \(?[0-9][0-9 ()./-]{3,}\z")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^\+39[0-9]{5,}\z")]
    private static partial Regex ItalianPrefix();

    [GeneratedRegex(@"^[0-9]{5,}\z")]
    private static partial Regex Digits();
}
