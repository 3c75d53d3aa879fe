using System.Text;
using System.Text.RegularExpressions;
using Coopera.Domain.PublicBodies;

namespace Coopera.Testing.Samples;

/// <summary>The ways in which people, protocol offices and spreadsheets write the name of a body.</summary>
public static partial class Spellings
{
    private static readonly string[] Titles = ["S. ", "S.", "San ", "Santo ", "Santa ", "Sant'", "S.ta ", "SS. ", "s "];

    public static IEnumerable<string> Of(PublicBody body)
    {
        string[] codes = [body.Code, .. body.Code.Length == 6 ? [body.Code.TrimStart('0')] : (string[])[]];
        string[] cadastral = body.CadastralCode is { } code ? [code, code.ToLowerInvariant(), $"c_{code.ToLowerInvariant()}"] : [];
        var names = body.Kind == PublicBodyKind.Municipality
            ? OfName(body.Name).SelectMany(name => new[]
            {
                name, $"Comune di {name}", $"COMUNE DI {name.ToUpperInvariant()} ({body.ProvinceCode})",
            })
            : [.. OfName(body.Name), $"Provincia di {body.ProvinceName}", $"Provincia regionale di {body.ProvinceName}",
                $"ex Provincia {body.ProvinceName}", $"EX PROVINCIA REGIONALE DI {body.ProvinceName.ToUpperInvariant()}"];
        return names.Concat(codes).Concat(cadastral).Distinct();
    }

    private static IEnumerable<string> OfName(string name)
    {
        var saints = Title().IsMatch(name)
            ? Titles.Where(title => !title.EndsWith('\'') || Title().Match(name).Value == "Sant'")
                .Select(title => Title().Replace(name, title))
            : [];
        foreach (var spelled in saints.Prepend(name))
        {
            yield return spelled;
            yield return spelled.ToUpperInvariant();
            yield return WithoutAccents(spelled, "");
            yield return WithoutAccents(spelled, "'").ToUpperInvariant(); // "RODI' MILICI"
            yield return spelled.Replace('\'', '’');
            yield return spelled.Replace("'", "", StringComparison.Ordinal);
            yield return spelled.Replace('-', ' ');
            yield return spelled.Replace(" ", "  ", StringComparison.Ordinal);
            yield return Particle().Replace(spelled, " ");
        }
    }

    private static string WithoutAccents(string text, string mark) => Accent().Replace(text.Normalize(NormalizationForm.FormD), mark);

    [GeneratedRegex(@"\p{Mn}")]
    private static partial Regex Accent();

    [GeneratedRegex(@"\b(Sant'|San |Santo |Santa )(?=\p{Lu})")]
    private static partial Regex Title();

    [GeneratedRegex(" (di|del|della|delle|dei|degli|li|la) ")]
    private static partial Regex Particle();
}
