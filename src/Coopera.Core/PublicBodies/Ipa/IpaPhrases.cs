using Coopera.Core.Tables;
using Coopera.Domain;

namespace Coopera.Core.PublicBodies.Ipa;

public static class IpaPhrases
{
    private const string WhichFile = "Serve il file «enti» dei dati aperti dell’IPA (indicepa.gov.it), in CSV, TXT o XLSX, così come si scarica.";

    public const string TooLarge = "Il file è troppo grande: può avere al massimo 40 MB. " + WhichFile;
    public const string NothingChosen = "Non hai scelto nessuna modifica: spunta quelle da applicare.";
    public const string Overtaken = "Non è cambiato niente: da quando hai visto la prova il registro è cambiato. Ecco la prova di adesso.";
    public const string Lost = "Abbiamo perso quello che avevamo letto del file: sceglilo di nuovo.";

    public const string NobodyOfSicily = "In questo file non c’è nessun comune, libero consorzio o città metropolitana della Sicilia. " + WhichFile;

    public const string TooManyOfSicily =
        "In questo file ci sono troppe righe della Sicilia perché siano i suoi comuni, liberi consorzi e città metropolitane. " + WhichFile;

    internal const string NotInFile = "Non c’è più nel file.";
    internal const string SaidToBeOver = "Il file dice che è cessato o in liquidazione.";
    internal const string Garbled = "Le lettere accentate sono illeggibili: salva il file in UTF-8 e riprova.";
    internal const string OverAndUnknown = "È cessato e nel registro non c’è.";

    internal const string NewWithoutCodes =
        "Sembra un ente nuovo, ma mancano il nome, il codice catastale o un codice ISTAT di una provincia siciliana.";

    internal static string SentenceOfIpa(this TableFault fault) => fault switch
    {
        TableFault.Empty => "Il file è vuoto. " + WhichFile,
        TableFault.TooLarge or TableFault.TooManyRows => TooLarge,
        TableFault.OldOrLocked or TableFault.OtherSpreadsheet or TableFault.Damaged => fault.Sentence(),
        _ => "Questo file non è un elenco che riusciamo a leggere. " + WhichFile,
    };

    internal static string MissingColumns(IReadOnlyList<string> missing, int needed) => missing.Count == needed
        ? "Le colonne di questo file sono altre. " + WhichFile
        : $"In questo file {(missing.Count == 1 ? "manca la colonna" : "mancano le colonne")} {string.Join(", ", missing)}. " + WhichFile;

    internal static string SeatAt(string successor) => $"Nel file i suoi codici sono quelli di: {successor}.";

    internal static string OtherIstat(string inFile, string inRegister) =>
        $"Il codice ISTAT è {(inFile.Length > 0 ? inFile : "vuoto")}, nel registro è {inRegister}: controlla se ha cambiato provincia.";

    internal static string NotTheSame(string body) => $"Ha il codice ISTAT di: {body}, ma un altro nome e un altro codice IPA.";

    internal static string Repeated(int line) => $"Lo stesso ente è già alla riga {Amount.Of(line)}.";

    internal static string NewerKnown(DateOnly day) =>
        $"Il registro ha già i dati dell’IPA {RomeTime.Date("del", day)}, più recenti di questo file.";

    internal static string NoPec(string? known) =>
        known is null ? "Il file non ha la sua PEC." : $"Il file non ha la sua PEC: resta {known}.";

    internal static string WrongPec(string text) => $"«{Text.Cut(text, 100)}» non è un indirizzo.";

    public static string Title(this IpaChangeKind kind) => kind switch
    {
        IpaChangeKind.New => "Enti nuovi",
        IpaChangeKind.PecChanged => "PEC nuove o cambiate",
        IpaChangeKind.PecConfirmed => "PEC confermate",
        IpaChangeKind.NameChanged => "Nomi cambiati",
        IpaChangeKind.Reopened => "Enti che ci sono di nuovo",
        _ => "Enti che sembrano chiusi",
    };

    /// <summary>"2 PEC cambiate, un ente chiuso".</summary>
    public static string Outcome(IEnumerable<IpaChange> applied)
    {
        var parts = applied.GroupBy(change => change.Kind).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()) switch
        {
            (IpaChangeKind.New, var n) => Amount.Of(n, "ente nuovo", "enti nuovi"),
            (IpaChangeKind.PecChanged, var n) => Amount.Of(n, "PEC cambiata", "PEC cambiate"),
            (IpaChangeKind.PecConfirmed, var n) => Amount.Of(n, "PEC confermata", "PEC confermate"),
            (IpaChangeKind.NameChanged, var n) => Amount.Of(n, "nome cambiato", "nomi cambiati"),
            (IpaChangeKind.Reopened, var n) => Amount.Of(n, "ente che c’è di nuovo", "enti che ci sono di nuovo"),
            (_, var n) => Amount.Of(n, "ente chiuso", "enti chiusi"),
        });
        return string.Join(", ", parts);
    }
}
