using System.Text.RegularExpressions;
using Coopera.Core.Links;
using Coopera.Core.Mail;
using Coopera.Domain.Mailings;

namespace Coopera.Core.Mailings;

/// <summary>What is wrong with a text before anybody is written to.</summary>
public static partial class MessageRules
{
    private const string Mark = "\u0001";

    /// <summary>Addresses whose last part is a key of one person or one account.</summary>
    private static readonly IReadOnlyList<string> PersonalPlaces = [.. new[]
    {
        Addresses.Registration.Page(Mark), Addresses.Adhesion.Page(Mark), Addresses.Account.NewPassword(Mark),
        Addresses.Account.FirstAccess(Mark), Addresses.Account.Invitation(Mark), Addresses.Registration.Unsubscribe(Mark),
    }.Select(address => Addresses.Path(address)[..^Mark.Length])];

    /// <returns>The field of the form, and the sentence.</returns>
    public static IEnumerable<(string Field, string Sentence)> Problems(MailingContent content)
    {
        var kind = content.Audience.Kind;
        foreach (var (field, text) in new[] { (nameof(content.Subject), content.Subject), (nameof(content.Body), content.Body) })
        {
            if (MessageFields.HasLooseBraces(text))
            {
                yield return (field, "C’è una parentesi graffa aperta o chiusa da sola: i campi si scrivono così, {{nome}}.");
            }

            foreach (var name in MessageFields.In(text).Where(name => !MessageFields.Of(kind).Contains(name)))
            {
                yield return (field, Unknown(name, kind));
            }
        }

        foreach (var name in MessageFields.In(content.Subject).Where(MessageFields.IsLink))
        {
            yield return (nameof(content.Subject), $"Nell’oggetto non ci sta un link: {{{{{name}}}}} va nel testo.");
        }

        if (Read(content.Body) is not { } words)
        {
            yield return (nameof(content.Body), "Il testo ha troppi livelli, uno dentro l’altro: togli qualche elenco o citazione.");
        }
        else if (HoldsPersonalLink(content.Subject) || HoldsPersonalLink(content.Body) || HoldsPersonalLink(words))
        {
            yield return (
                nameof(content.Body),
                "Nel messaggio c’è il link personale di qualcuno: chi lo riceve agirebbe a nome suo. Toglilo"
                + (kind == AudienceKind.People ? ", e usa {{iscrizione}}: ogni persona riceve il suo." : "."));
        }
    }

    /// <summary>A link that opens something of one person: the key is long and looks like nothing that is read.</summary>
    public static bool HoldsPersonalLink(string text)
    {
        var plain = Uri.UnescapeDataString(text.Replace("\\", "", StringComparison.Ordinal));
        return PersonalPlaces.Any(place =>
        {
            for (var at = Find(plain, place, 0); at >= 0; at = Find(plain, place, at + 1))
            {
                var end = at + place.Length;
                if (Key().Match(plain, end) is { Success: true } key && key.Index == end)
                {
                    return true;
                }
            }

            return false;
        });
    }

    private static int Find(string text, string place, int from) => text.IndexOf(place, from, StringComparison.OrdinalIgnoreCase);

    private static string Unknown(string name, AudienceKind kind) => MessageFields.Nearest(name, kind) is { } near
        ? $"{{{{{name}}}}}: intendevi {{{{{near}}}}}?"
        : $"{{{{{name}}}}} non c’è. Qui puoi usare: {string.Join(", ", MessageFields.Of(kind).Select(known => $"{{{{{known}}}}}"))}.";

    /// <summary>As it is read, whatever it is written with; null when it cannot be.</summary>
    private static string? Read(string body)
    {
        try
        {
            return string.Join('\n', MessageText.Read(body));
        }
        catch (ArgumentException)
        {
            return null; // how Markdig says "too deep"
        }
    }

    [GeneratedRegex("[A-Za-z0-9_-]{20,}", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
