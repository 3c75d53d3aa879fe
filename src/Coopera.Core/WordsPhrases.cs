using Coopera.Domain.Words;

namespace Coopera.Core;

public static class WordsPhrases
{
    public const string LastNameMissing = "Inserisci il tuo cognome.";
    public const string LastNameOfOtherMissing = "Inserisci il cognome.";
    public const string NoLastName = "Non ho un cognome";
    public const string NoLastNameOfOther = "Non ha un cognome";
    public const string LastNameDespiteTick = "C’è un cognome, ma anche «{0}»: togli una delle due cose.";

    /// <param name="what">What belongs there, with its article: "il nome", "il ruolo".</param>
    public static string Sentence(this WordsFault fault, string what) => fault switch
    {
        WordsFault.WebAddress => $"Qui va solo {what}: quello che hai scritto sembra un indirizzo web.",
        WordsFault.EmailAddress => $"Qui va solo {what}: quello che hai scritto sembra un indirizzo email.",
        WordsFault.Telephone => $"Qui va solo {what}: quello che hai scritto sembra un numero di telefono.",
        WordsFault.Sentence => $"Qui va solo {what}: quello che hai scritto sembra una frase.",
        _ => $"Scrivi {what} con le lettere, senza simboli come / = # e senza faccine.",
    };
}
