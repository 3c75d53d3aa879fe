using Coopera.Domain;

namespace Coopera.Core.Tables;

/// <summary>What the "To" of a mail holds: "Maria Rossi &lt;maria@comune.it&gt;; Luca Bianchi &lt;luca@comune.it&gt;".</summary>
internal static class AddressLines
{
    /// <summary>A name and an address each; null when the text is something else.</summary>
    public static List<IReadOnlyList<string>>? Read(string text)
    {
        if (text.Contains('\t', StringComparison.Ordinal) || !text.Contains('<', StringComparison.Ordinal))
        {
            return null;
        }

        var between = text.Contains(';', StringComparison.Ordinal) ? ';' : '\n';
        var parts = text.Split([between, '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var one = parts.Length == 1 && text.Count(c => c == '@') > 1;
        var people = (one ? text.Replace(">,", ">\n", StringComparison.Ordinal).Split('\n') : parts).Select(Person).ToList();
        return people.Count > 0 && people.All(person => person is not null) ? [.. people.OfType<IReadOnlyList<string>>()] : null;
    }

    private static string[]? Person(string part)
    {
        var text = part.Trim(' ', ',', ';');
        var open = text.LastIndexOf('<');
        if (open < 0)
        {
            return EmailAddress.TryParse(text, out _) ? ["", ReadTable.Cell(text)] : null;
        }

        var (name, address) = (text[..open].Trim(' ', '"', '\''), text[(open + 1)..].TrimEnd('>'));
        var turned = name.Split(',') is [var last, var first] ? $"{first.Trim()} {last.Trim()}" : name; // "Rossi, Maria"
        return EmailAddress.TryParse(address, out _) ? [ReadTable.Cell(turned), ReadTable.Cell(address)] : null;
    }
}
