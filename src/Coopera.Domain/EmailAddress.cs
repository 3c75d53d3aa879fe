using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coopera.Domain;

/// <summary>
/// An address that mail can be delivered to. It keeps the person's spelling for display and one normalised key for comparing: two are equal
/// when they are one mailbox, however they are spelled.
/// Syntax after RFC 5321 without quoted local parts and address literals; domains also in their accented form (IDN, RFC 5890).
/// </summary>
[JsonConverter(typeof(AsText))]
public sealed record EmailAddress
{
    /// <summary>Longest address that fits an SMTP path (RFC 5321, 4.5.3.1.3, less the angle brackets).</summary>
    public const int MaxLength = 254;

    internal const int LocalPartMaxLength = 64;
    private const string LocalPartSymbols = "!#$%&'*+-/=?^_`{|}~.";
    private static readonly char[] Before = [' ', ',', ';', '\u200B'];
    private static readonly char[] After = [.. Before, '.', '。', '…'];
    internal static readonly string[] UndeliverableSuffixes = [".invalid", ".localhost", ".local"];
    private static readonly IdnMapping Idn = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    /// <summary>Where none is given, as in a scheda that is not complete yet.</summary>
    public static readonly EmailAddress None = new("");

    private string? _deliverable;
    private string? _key;

    private EmailAddress(string display) => Display = display;

    /// <summary>As the person wrote it, the domain in lower case: <c>Maria.Rossi@forlì.it</c>.</summary>
    public string Display { get; }

    public string Deliverable => _deliverable ??= WithAsciiDomain(Display);

    /// <summary>Its domain in ASCII and small letters: what mail is delivered by.</summary>
    public string Domain => Key[(Key.LastIndexOf('@') + 1)..];

    public string Key => _key ??= Deliverable.ToLowerInvariant();

    public bool IsGiven => Display.Length > 0;

    /// <summary>For logs, which never hold whole addresses: <c>m…@comune.it</c>.</summary>
    public string Masked => Display.LastIndexOf('@') is > 0 and var at ? $"{Display[0]}…{Display[at..]}" : "…";

    /// <summary>
    /// One that was checked when it came in, and is not checked again. It is always readable, whatever the rules were when it was stored.
    /// </summary>
    public static EmailAddress FromStored(string text) => text.Length == 0 ? None : new(text);

    public static EmailAddress Parse(string value) =>
        TryParse(value, out var address) ? address : throw new FormatException("Not an address that mail can be delivered to.");

    /// <summary>For what may be left empty: <see cref="None"/>, also when it is no address.</summary>
    public static EmailAddress ParseOrNone(string? value) => TryParse(value, out var address) ? address : None;

    public static bool TryParse(string? value, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        var text = Strip(value);
        var at = text.LastIndexOf('@');
        if (at < 1 || at > LocalPartMaxLength || !IsLocalPart(text[..at]) || !TryDomain(text[(at + 1)..], out var domain, out var ascii))
        {
            return false;
        }

        var candidate = new EmailAddress($"{text[..at]}@{domain}") { _deliverable = $"{text[..at]}@{ascii}" };
        if (candidate.Deliverable.Length > MaxLength || candidate.Display.Length > MaxLength)
        {
            return false;
        }

        address = candidate;
        return true;
    }

    public bool Equals(EmailAddress? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Display;

    // What comes along when an address is pasted from Word, from a mail program or from a link, or ends a sentence; and what telephones
    // and word processors make of an apostrophe or of an @.
    internal static string Strip(string? value)
    {
        var text = string.Concat(Text.CleanLine(value).Select(Plain)).TrimStart(Before).TrimEnd(After);
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            text = text["mailto:".Length..].TrimStart();
        }

        var open = text.LastIndexOf('<');
        if (open >= 0 && text.EndsWith('>'))
        {
            text = text[(open + 1)..^1];
        }
        else if (text is ['(', .., ')'] or ['\'', .., '\''] or ['"', .., '"'] or ['«', .., '»'] or ['“', .., '”'])
        {
            text = text[1..^1];
        }

        return text.TrimStart(Before).TrimEnd(After);
    }

    private static char Plain(char c) => c switch
    {
        '’' or '‘' or 'ʼ' or '´' or '′' => '\'',
        '﹫' => '@',
        >= '！' and <= '～' => (char)(c - '！' + '!'), // the full-width forms of ASCII
        _ => c,
    };

    private static string WithAsciiDomain(string address)
    {
        var at = address.LastIndexOf('@') + 1;
        if (Ascii.IsValid(address.AsSpan(at)))
        {
            return address;
        }

        try
        {
            return address[..at] + Idn.GetAscii(address[at..]).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return address; // not a domain: it was stored so, and whoever is to deliver there says no
        }
    }

    private static bool IsLocalPart(string local) =>
        local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
        && local.All(IsInLocalPart);

    internal static bool IsInLocalPart(char c) => char.IsAsciiLetterOrDigit(c) || LocalPartSymbols.Contains(c, StringComparison.Ordinal);

    private static bool TryDomain(string text, out string domain, out string ascii)
    {
        domain = ascii = "";
        if (text.Length is 0 or > MaxLength || text.EndsWith('.'))
        {
            return false;
        }

        try
        {
            ascii = Idn.GetAscii(text).ToLowerInvariant();
            domain = Idn.GetUnicode(ascii);
        }
        catch (ArgumentException)
        {
            return false; // how IdnMapping says "not a domain"
        }

        var labels = ascii.Split('.');
        var (candidate, ending) = (ascii, domain[(domain.LastIndexOf('.') + 1)..]); // as it is read: "è" is longer as it is sent
        return labels.Length >= 2
            && labels.All(
                l => l.Length is >= 1 and <= 63 && l[0] != '-' && l[^1] != '-' && l.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            && ending.Length >= 2 && !labels[^1].All(char.IsAsciiDigit)
            && domain.All(c => Plain(c) == c) // "ŉ" is an apostrophe and an n for a domain: what is shown must be what can be typed
            && !UndeliverableSuffixes.Any(suffix => candidate.EndsWith(suffix, StringComparison.Ordinal));
    }

    private sealed class AsText : JsonConverter<EmailAddress>
    {
        public override EmailAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            FromStored(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, EmailAddress value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Display);
    }
}
