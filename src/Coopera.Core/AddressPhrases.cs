using Coopera.Domain;

namespace Coopera.Core;

/// <summary>What is said about an address that somebody typed: why it is none, and what else may be meant.</summary>
public static class AddressPhrases
{
    public const string Certified = "Le caselle PEC di solito rifiutano le email: meglio un indirizzo ordinario.";
    public const string WriteAgain = "Se l’email non arriva, torna al modulo e scrivi un altro indirizzo.";
    public const string UseMeant = "Sì, correggi";

    /// <summary>With a place for the address, {0}: the script at the field fills it as well.</summary>
    public const string Meant = "Volevi dire {0}?";

    private const string Example = "nome@comune.it";

    public static string Meaning(string address) => Meant.Replace("{0}", address, StringComparison.Ordinal);

    /// <param name="typed">What is no address.</param>
    /// <param name="example">An address of the kind that is asked for.</param>
    public static string Fault(string? typed, string example = Example) => Sentence(EmailAddressFault.Of(typed), example);

    private static string Sentence(EmailAddressFault? fault, string example) => fault?.Kind switch
    {
        EmailAddressFaultKind.NoAt => $"Nell’indirizzo manca la chiocciola (@): scrivilo per intero, per esempio {example}.",
        EmailAddressFaultKind.SeveralAts => $"Nell’indirizzo c’è una chiocciola (@) di troppo: scrivilo per esempio {example}.",
        EmailAddressFaultKind.SeveralAddresses => $"Scrivi un indirizzo solo, per esempio {example}.",
        EmailAddressFaultKind.NothingBeforeAt => $"Prima della chiocciola (@) manca il nome della casella, per esempio {example}.",
        EmailAddressFaultKind.NothingAfterAt => $"Manca la parte dopo la chiocciola (@), per esempio {example}.",
        EmailAddressFaultKind.CharacterBeforeAt =>
            $"Prima della chiocciola (@) non può esserci {Named(fault.What)}: controlla l’indirizzo, per esempio {example}.",
        EmailAddressFaultKind.CharacterAfterAt =>
            $"Dopo la chiocciola (@), in quel punto, non può esserci {Named(fault.What)}: controlla l’indirizzo, per esempio {example}.",
        EmailAddressFaultKind.DotBeforeAt => $"Prima della chiocciola (@) c’è un punto di troppo: controlla l’indirizzo, per esempio {example}.",
        EmailAddressFaultKind.DotAfterAt => $"Dopo la chiocciola (@) c’è un punto di troppo: controlla l’indirizzo, per esempio {example}.",
        EmailAddressFaultKind.Ending when fault.What.Length > 0 =>
            $"Un indirizzo non può finire con «{fault.What}»: di solito finisce con .it o .com, per esempio {example}.",
        EmailAddressFaultKind.Ending => $"All’indirizzo manca la fine, di solito .it o .com: scrivilo per intero, per esempio {example}.",
        EmailAddressFaultKind.Undeliverable => $"A «{fault.What}» non può arrivare posta: scrivi un altro indirizzo, per esempio {example}.",
        EmailAddressFaultKind.TooLong =>
            $"L’indirizzo è troppo lungo: può avere al massimo {EmailAddress.MaxLength} caratteri, 64 prima della chiocciola.",
        _ => $"Inserisci un indirizzo email valido, per esempio {example}.",
    };

    private static string Named(string character) => character switch
    {
        " " => "uno spazio",
        "\n" or "\r" or "\u2028" or "\u2029" => "un a capo",
        "\t" => "una tabulazione",
        [var c] when char.IsControl(c) || char.IsSurrogate(c) || c == '\uFFFD' => "un carattere che non si legge",
        _ => $"«{character}»",
    };
}
