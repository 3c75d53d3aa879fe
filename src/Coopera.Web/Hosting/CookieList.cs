namespace Coopera.Web.Hosting;

/// <param name="Name">Without the prefix that browsers are shown where the address is https.</param>
/// <param name="Who">Whose browser gets it.</param>
public sealed record CookieLine(string Name, string Who, string Life, string Purpose);

/// <summary>Every cookie that the site sets, as the privacy notice tells it. A test holds it to what is set.</summary>
public static class CookieList
{
    public const string SignUp = "chi si iscrive";
    public const string Staff = "chi lavora alla gestione";

    public static readonly IReadOnlyList<CookieLine> All =
    [
        new("coopera-iscrizione", SignUp, "tre ore", "cifrato, vale solo per il modulo di quel webinar: riconosce l’iscrizione se torni indietro a correggerla"),
        new("coopera-modulo", Staff, "fino alla chiusura del browser", "protegge i moduli da invii falsi"),
        new("coopera-accesso", Staff, "fino alla chiusura del browser", "tiene aperta la sessione di chi ha fatto l’accesso"),
        new("coopera-secondo-passo", Staff, "fino alla chiusura del browser", "ricorda la password giusta mentre si scrive il codice del secondo passaggio"),
        new("coopera-esito", Staff, "fino alla pagina dopo", "dice com’è andata l’ultima azione"),
        new("coopera-sospeso", Staff, "due ore", "fa ritrovare il modulo che si stava scrivendo quando è finita la sessione"),
        new("coopera-colonne", Staff, "un anno", "ricorda quali colonne mostrare in un elenco; ce n’è uno per elenco, con il nome dell’elenco in fondo"),
        new("coopera-dispositivo", Staff, "90 giorni dall’ultimo accesso", "cifrato, fa riconoscere un dispositivo già usato: chi prova password a caso non lascia fuori la persona a cui appartiene il profilo"),
    ];
}
