using System.Text.RegularExpressions;

namespace Coopera.Domain.Mailings;

/// <summary>What stands for something else in a message to many: <c>{{nome}}</c>. Names only; nothing is computed.</summary>
public static partial class MessageFields
{
    public const string FirstName = "nome";
    public const string LastName = "cognome";
    public const string Body = "ente";
    public const string Title = "titolo";
    public const string When = "quando";
    public const string Page = "pagina";
    public const string SignUp = "iscriviti";
    public const string Registration = "iscrizione";
    public const string Enter = "entra";
    public const string Coordination = "coordinamento";

    private const int Near = 2;

    public static IReadOnlyList<string> Of(AudienceKind kind) => kind switch
    {
        AudienceKind.People => [FirstName, LastName, Body, Title, When, Page, Enter, Registration],
        AudienceKind.Invitations => [FirstName, LastName, Body, Title, When, Page, SignUp],
        _ => [FirstName, LastName, Body, Coordination],
    };

    public static bool IsLink(string name) => name is Page or SignUp or Coordination || IsPersonal(name);

    /// <summary>Another link for everybody.</summary>
    public static bool IsPersonal(string name) => name is Enter or Registration;

    /// <summary>What is written as a field, whether there is one or not.</summary>
    public static IReadOnlyList<string> In(string text) =>
        [.. Field().Matches(text).Select(found => Name(found)).Distinct(StringComparer.Ordinal)];

    /// <summary>Braces that make no field.</summary>
    public static bool HasLooseBraces(string text) =>
        Field().Replace(text, "") is var rest
        && (rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal));

    /// <summary>The one that was probably meant; null when none is near.</summary>
    public static string? Nearest(string name, AudienceKind kind) => Of(kind)
        .Select(known => (Name: known, Distance: EditDistance.Of(name.ToLowerInvariant(), known)))
        .Where(known => known.Distance <= Near && known.Distance < known.Name.Length)
        .OrderBy(known => known.Distance).Select(known => known.Name).FirstOrDefault();

    /// <summary>What is not known is left out, and the space before it: "Ciao {{nome}}," becomes "Ciao,".</summary>
    public static string Fill(string text, Func<string, string> valueOf) =>
        Field().Replace(text, found => valueOf(Name(found)) is { Length: > 0 } value ? found.Groups[1].Value + value : "");

    /// <summary>The text in pieces: what is written, and what stands for something else.</summary>
    public static IEnumerable<(string Text, bool IsField)> Pieces(string text)
    {
        var at = 0;
        foreach (Match found in Field().Matches(text))
        {
            var start = found.Index + found.Groups[1].Length;
            if (start > at)
            {
                yield return (text[at..start], false);
            }

            yield return (Name(found), true);
            at = found.Index + found.Length;
        }

        if (at < text.Length)
        {
            yield return (text[at..], false);
        }
    }

    private static string Name(Match found) => found.Groups[2].Value;

    [GeneratedRegex(@"( ?)\{\{ *([^{}\r\n]{1,40}?) *\}\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();
}
