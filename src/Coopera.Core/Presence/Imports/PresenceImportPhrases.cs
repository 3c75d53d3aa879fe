using Coopera.Core.Presence.Matching;
using Coopera.Core.Presence.Reports;
using Coopera.Core.Tables;
using Coopera.Domain;
using Coopera.Domain.Presence;

namespace Coopera.Core.Presence.Imports;

public static class PresenceImportPhrases
{
    public const string NobodyFound = "Non c’è nessuna persona da salvare: scegli almeno una persona, oppure controlla di avere preso il file giusto.";
    public const string Overtaken = "Non abbiamo salvato niente: da quando hai visto l’elenco qualcosa è cambiato. Ecco com’è adesso.";
    public const string AlreadyThere = "Questo rapporto è già importato: non è cambiato niente.";
    public const string Forgotten = "Abbinamento dimenticato: la prossima volta te lo chiediamo di nuovo.";
    public const string NotAReport = "Qui dentro non troviamo chi c’era e da quando a quando: scegli il rapporto dei partecipanti di Zoom, Teams, Google Meet, "
        + "Webex o GoToWebinar, così come la piattaforma lo fa scaricare.";
    public const string Expired = "È passato troppo tempo da quando hai scelto il file: sceglilo di nuovo.";
    public const string NoFile = "Scegli il file del rapporto.";
    public const string MustAgree = "Se è proprio il rapporto di questo webinar, metti la spunta e salva di nuovo.";
    public const string MustSayOrder = "Indica come sono scritte le date: le due letture danno giorni diversi.";
    public static readonly string TooManyFiles = $"Scegli al massimo {MostFiles} file per volta.";

    public const int MostFiles = 6;

    public static string TooLarge { get; } = $"Il file è troppo grande: un rapporto può avere al massimo {ReportFile.Limits.File / 1024 / 1024} MB e "
        + $"{Amount.Of(ReportFile.Limits.Rows)} righe.";

    public static string Sentence(this TableFault fault) => fault switch
    {
        TableFault.Empty => "Il file è vuoto.",
        TableFault.TooLarge or TableFault.TooManyRows => TooLarge,
        TableFault.NotText => NotAReport,
        TableFault.Damaged => "Non riusciamo a leggere questo file: forse è rovinato. Scaricalo di nuovo dalla piattaforma e riprova.",
        _ => TablePhrases.Sentence(fault),
    };

    public static string Label(this ReportFamily family) => family switch
    {
        ReportFamily.ZoomMeeting => "Zoom, riunione",
        ReportFamily.ZoomUniqueUsers => "Zoom, utenti univoci",
        ReportFamily.ZoomWebinar => "Zoom, webinar",
        ReportFamily.TeamsMeeting => "Teams, rapporto di partecipazione",
        ReportFamily.TeamsList => "Teams, elenco di ingressi e uscite",
        ReportFamily.TeamsLiveEvent => "Teams, evento live",
        ReportFamily.GoogleMeet => "Google Meet",
        ReportFamily.Webex => "Webex",
        ReportFamily.GoToWebinar => "GoToWebinar",
        _ => "Altro elenco di presenze",
    };

    public static string FamilyLabel(string code) => Enum.TryParse<ReportFamily>(code, out var family) ? family.Label()
        : ReportFamily.Other.Label();

    public static string Sentence(this LeftOut why) => why switch
    {
        LeftOut.WaitingRoom => "era in sala d’attesa",
        LeftOut.DidNotAttend => "non ha partecipato, secondo la piattaforma",
        LeftOut.Sum => "riassume i collegamenti, che hanno una riga ciascuno",
        LeftOut.NoName => "non dice chi è",
        _ => "non ha orari che si possano leggere",
    };

    public static string Sentence(this MatchDoubt doubt) => doubt switch
    {
        MatchDoubt.Homonyms => "più persone possono chiamarsi così",
        MatchDoubt.SharedMailbox => "più persone hanno questa casella",
        MatchDoubt.OtherName => "l’indirizzo è di una persona, il nome di un’altra",
        MatchDoubt.Cancelled => "ha un’iscrizione annullata",
        MatchDoubt.NoPerson => "non è il nome di una persona",
        MatchDoubt.NotSure => "somiglia, ma non basta",
        _ => "tra le persone iscritte non c’è",
    };

    public static string Sentence(this MatchedBy by) => by switch
    {
        MatchedBy.Pairing => "abbinamento ricordato",
        MatchedBy.Address => "stesso indirizzo",
        MatchedBy.Name => "stesso nome",
        MatchedBy.NameAmongWords => "stesso nome, con altre parole intorno",
        _ => "nome quasi uguale",
    };

    public static string Label(this ReportPart part) => part switch
    {
        ReportPart.Host => "organizza",
        ReportPart.Panelist => "interviene",
        _ => "partecipa",
    };

    /// <summary>"10:02–11:30, 11:35–12:01".</summary>
    public static string Times(this IEnumerable<ReportStay> stays) => string.Join(", ", stays.Select(stay => stay.IsPlaced
        ? $"{Minutes(stay.Until - stay.From)}, orari non noti" : $"{RomeTime.Time(stay.From)}–{RomeTime.Time(stay.Until)}"));

    public static string Minutes(TimeSpan span) => Amount.Of((int)Math.Round(span.TotalMinutes), "minuto", "minuti");

    public static string Describe(this KnownPerson person) =>
        $"{person.Name}{(person.Body.Length > 0 ? $", {person.Body}" : "")}{(person.IsActive ? "" : " (iscrizione annullata)")}";

    public static string Done(int people) => people == 1 ? "Presenza importata per una persona."
        : $"Presenze importate per {Amount.Of(people)} persone.";

    public static string Undone(int taken, int kept) => string.Join(' ', new[]
    {
        taken == 1 ? "Tolte le presenze di una persona." : $"Tolte le presenze di {Amount.Of(taken)} persone.",
        kept == 0 ? null : kept == 1 ? "Restano quelle di una persona, la cui iscrizione è cambiata dopo."
            : $"Restano quelle di {Amount.Of(kept)} persone, le cui iscrizioni sono cambiate dopo.",
    }.OfType<string>());

    internal static string Register(IReadOnlyList<PresenceImport> imports, int people) =>
        $"{Amount.Of(people, "persona", "persone")}; " + string.Join("; ", imports.Select(import =>
            $"{import.FileName} ({FamilyLabel(import.Family)}, {Amount.Of(import.Rows, "riga", "righe")}, SHA-256 {import.Hash})"));
}
