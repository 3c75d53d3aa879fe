namespace Coopera.Core;

public static class Phrases
{
    public const string RequiredFields = "I campi contraddistinti dal simbolo asterisco (*) sono obbligatori.";
    public const string PrivacyNoticeRead = "Ho letto e compreso l’informativa sulla privacy";
    public const string ReadPrivacyNotice = "Leggi l’informativa sulla privacy e conferma di averla letta.";
    public const string UnknownBody = "Non troviamo questo ente nel registro: scrivi di nuovo il suo nome e sceglilo dall’elenco.";
    public const string BodyOnOneLine = "Scrivi il nome dell’ente su una sola riga, senza i simboli < e >.";
    public const string AllSavedAlready = "È tutto salvato: non c’era altro da cambiare.";

    /// <param name="what">With its article: "Il titolo".</param>
    public const string OnlyStaffSeeTheDraft = "Bozza: la vede solo chi lavora qui.";

    public static string TooLong(string what, int most) => $"{what} può avere al massimo {most} caratteri.";

    public static string YesNo(bool value) => value ? "sì" : "no";
}
