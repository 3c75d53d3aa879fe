using System.Buffers;
using System.Globalization;
using System.Text;

namespace Coopera.Domain;

public enum EmailAddressFaultKind
{
    Nothing,
    NoAt,
    SeveralAts,
    SeveralAddresses,
    NothingBeforeAt,
    NothingAfterAt,
    CharacterBeforeAt,
    CharacterAfterAt,
    DotBeforeAt,
    DotAfterAt,
    Ending,
    Undeliverable,
    TooLong,
}

/// <summary>Why a text is no address, as its reader would see it: the first thing that is wrong, from the left.</summary>
/// <param name="What">The character, or the ending, that cannot be there.</param>
public sealed record EmailAddressFault(EmailAddressFaultKind Kind, string What = "")
{
    private static readonly SearchValues<char> BetweenAddresses = SearchValues.Create(" ,;/\n\t");

    /// <summary>Null when it is an address.</summary>
    public static EmailAddressFault? Of(string? typed)
    {
        if (EmailAddress.TryParse(typed, out _))
        {
            return null;
        }

        var text = EmailAddress.Strip(typed);
        var (first, last) = (text.IndexOf('@', StringComparison.Ordinal), text.LastIndexOf('@'));
        if (text.Length == 0)
        {
            return new(EmailAddressFaultKind.Nothing);
        }

        if (first < 0)
        {
            return new(EmailAddressFaultKind.NoAt);
        }

        return first < last
            ? new(text.AsSpan(first, last - first).IndexOfAny(BetweenAddresses) > 0
                ? EmailAddressFaultKind.SeveralAddresses : EmailAddressFaultKind.SeveralAts)
            : BeforeAt(text[..first]) ?? AfterAt(text[(first + 1)..]) ?? new(EmailAddressFaultKind.TooLong);
    }

    private static EmailAddressFault? BeforeAt(string local)
    {
        if (local.Length == 0)
        {
            return new(EmailAddressFaultKind.NothingBeforeAt);
        }

        foreach (var rune in local.EnumerateRunes())
        {
            if (!rune.IsAscii || !EmailAddress.IsInLocalPart((char)rune.Value))
            {
                return new(EmailAddressFaultKind.CharacterBeforeAt, rune.ToString());
            }
        }

        return local.StartsWith('.') || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal)
            ? new(EmailAddressFaultKind.DotBeforeAt)
            : local.Length > EmailAddress.LocalPartMaxLength ? new(EmailAddressFaultKind.TooLong) : null;
    }

    private static EmailAddressFault? AfterAt(string domain)
    {
        if (domain.Length == 0)
        {
            return new(EmailAddressFaultKind.NothingAfterAt);
        }

        foreach (var rune in domain.EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && !IsMark(rune) && rune.Value is not ('.' or '-'))
            {
                return new(EmailAddressFaultKind.CharacterAfterAt, rune.ToString());
            }
        }

        var labels = domain.Split('.');
        if (labels.Contains(""))
        {
            return new(EmailAddressFaultKind.DotAfterAt);
        }

        if (labels.Any(label => label.StartsWith('-') || label.EndsWith('-')))
        {
            return new(EmailAddressFaultKind.CharacterAfterAt, "-");
        }

        if (labels.Length < 2 || labels[^1].Length < 2 || labels[^1].All(char.IsAsciiDigit))
        {
            return new(EmailAddressFaultKind.Ending, labels.Length < 2 ? "" : $".{labels[^1]}");
        }

        return EmailAddress.UndeliverableSuffixes.FirstOrDefault(
            suffix => $".{domain}".EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) is { } suffix
                ? new(EmailAddressFaultKind.Undeliverable, suffix)
                : domain.Length > EmailAddress.MaxLength / 2 || labels.Any(label => label.Length > 63) ? null
                : new(EmailAddressFaultKind.Undeliverable, domain);
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
