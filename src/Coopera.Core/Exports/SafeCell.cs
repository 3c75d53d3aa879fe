using System.Text.RegularExpressions;

namespace Coopera.Core.Exports;

public static partial class SafeCell
{
    // The full-width forms are taken for the plain ones by some spreadsheets.
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

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
