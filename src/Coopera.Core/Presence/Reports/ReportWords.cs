using System.Collections.Frozen;
using Coopera.Domain;

namespace Coopera.Core.Presence.Reports;

internal enum ReportColumn
{
    Unknown,
    Name,
    First,
    Last,
    Email,
    Join,
    Leave,
    Duration,
    Action,
    Moment,
    Part,
    Waiting,
    Attended,

    /// <summary>Of the meeting, or of nothing that is asked here.</summary>
    Nothing,
}

/// <summary>What columns and sections are called in Italian, English and German. A help: what stands in them decides.</summary>
internal static class ReportWords
{
    // In this order: "registration time" before "time", "in meeting duration" before "meeting".
    private static readonly (ReportColumn Column, string[] Words)[] Columns =
    [
        (ReportColumn.Waiting, ["waiting room", "sala dattesa", "sala di attesa", "warteraum"]),
        (ReportColumn.Nothing,
        [
            "registration", "registrazione", "iscrizione", "registrierung", "creation time", "ora di creazione", "meeting start",
                "meeting end",
            "event start", "event end", "participant id", "id partecipante", "teilnehmer id", "sessionid", "participantid", "useragent",
            "interest rating", "source name", "country", "paese", "organization", "organizzazione", "job title", "phone", "telefono",
                "invited",
            "network", "connection type", "tipo di connessione", "client",
        ]),
        (ReportColumn.Join,
        [
            "join time", "first join", "time joined", "joined at", "joined", "ora di ingresso", "ora ingresso", "orario di ingresso",
                "primo accesso",
            "ora di accesso", "ora di partecipazione", "ora di entrata", "orario di entrata", "prima partecipazione",
                "ora del primo accesso",
            "ingresso", "entrata", "beitrittszeit", "erster beitritt", "beitritt", "zeitpunkt des beitritts", "teilnahmebeginn",
        ]),
        (ReportColumn.Leave,
        [
            "leave time", "last leave", "time exited", "left at", "exited", "ora di uscita", "ora uscita", "orario di uscita",
                "ultima uscita",
            "ora di abbandono", "uscita", "austrittszeit", "letztes verlassen", "verlassen", "zeitpunkt des verlassens", "teilnahmeende",
        ]),
        (ReportColumn.Duration, ["duration", "durata", "dauer", "time in session", "tempo nella sessione", "tempo in sessione",
            "tempo trascorso"]),
        (ReportColumn.Attended, ["attended", "ha partecipato", "partecipato", "teilgenommen"]),
        (ReportColumn.Action, ["user action", "action", "azione utente", "azione", "azione dellutente", "benutzeraktion", "aktion"]),
        (ReportColumn.Moment, ["timestamp", "zeitstempel", "utceventtimestamp", "data e ora", "indicatore di data e ora"]),
        (ReportColumn.Email, ["email", "e mail", "mail", "posta elettronica"]),
        (ReportColumn.Last, ["last name", "cognome", "nachname", "surname"]),
        (ReportColumn.First, ["first name", "vorname", "given name"]),
        (ReportColumn.Part, ["role", "ruolo", "rolle"]),
        (ReportColumn.Nothing, ["topic", "argomento", "meeting id", "id riunione", "start time", "end time", "ora di inizio",
            "ora di fine", "guest",
            "ospite", "participants", "partecipanti", "group", "gruppo", "department", "dipartimento", "meeting name", "webinar id"]),
        (ReportColumn.Name,
        [
            "name original name", "nome nome originale", "full name", "fullname", "display name", "user name", "nome completo",
                "nome utente",
            "nome visualizzato", "nominativo", "vollstandiger name", "anzeigename", "name", "nome", "partecipante", "participant",
                "attendee",
            "teilnehmer",
        ]),
    ];

    private static readonly FrozenSet<string> Yes = Set("yes si true ja 1 vero x");
    private static readonly FrozenSet<string> No = Set("no false nein 0 falso");
    private static readonly string[] Joins = ["join", "acced", "accesso", "entr", "aggiunt", "partecip", "beigetreten", "beitritt"];
    private static readonly string[] Leaves = ["left", "leave", "exit", "uscit", "abbandon", "lasciat", "verlassen", "ausgetreten"];
    private static readonly string[] Hosts = ["host", "organiz", "organis", "moderator", "ospitante"];
    private static readonly string[] Panelists = ["panelist", "presenter", "relator", "referent", "speaker", "diskussion", "esperti"];
    private static readonly string[] Titles = ["topic", "argomento", "meeting title", "meeting name", "titolo riunione",
        "titolo della riunione",
        "besprechungstitel", "webinar name", "nome del webinar", "nome webinar", "thema", "event title", "nome riunione"];
    private static readonly string[] Starts = ["start", "inizio", "beginn", "startzeit"];
    private static readonly string[] OfMeetings = ["topic", "argomento", "thema", "meeting id", "webinar id", "id riunione", "id webinar",
        "webinar name", "nome del webinar",
        "meeting title", "meeting name", "titolo riunione"];

    public static ReportColumn ColumnOf(string title)
    {
        var padded = $" {Text.Fold(title)} ";
        return padded.Length is 2 or > 60 ? ReportColumn.Unknown
            : Columns.FirstOrDefault(one => one.Words.Any(word => Has(padded, word))).Column;
    }

    public static bool? YesOrNo(string text) => Text.Fold(text) is var folded && Yes.Contains(folded) ? true : No.Contains(folded) ? false
        : null;

    /// <summary>True: came; false: went; null: the words do not tell.</summary>
    public static bool? Came(string action)
    {
        var folded = Text.Fold(action);
        return Begins(folded, Leaves) ? false : Begins(folded, Joins) ? true : null;
    }

    public static ReportPart? PartOf(string text)
    {
        var folded = Text.Fold(text);
        return Begins(folded, Panelists) ? ReportPart.Panelist : Begins(folded, Hosts) ? ReportPart.Host : null;
    }

    public static bool IsTitle(string text) => IsOneOf(text, Titles);

    public static bool IsStart(string text) => IsOneOf(text, Starts);


    /// <summary>Columns that tell of the meeting, and of nobody in it.</summary>
    public static bool IsOfMeeting(IReadOnlyList<string> titles) => titles.Any(title => IsOneOf(title, OfMeetings))
        && !titles.Any(title => ColumnOf(title) is ReportColumn.Join or ReportColumn.Leave or ReportColumn.Name or ReportColumn.First);

    public static bool Says(IEnumerable<string> texts, params string[] words) =>
        texts.Select(text => $" {Text.Fold(text)} ").Any(text => words.Any(word => Has(text, word)));

    private static bool IsOneOf(string text, string[] words) => Says([text], words) && text.Length < 60;

    private static bool Has(string padded, string word) => padded.Contains($" {word} ", StringComparison.Ordinal);

    private static bool Begins(string folded, string[] words) =>
        folded.Split(' ').Any(word => words.Any(start => word.StartsWith(start, StringComparison.Ordinal)));

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
