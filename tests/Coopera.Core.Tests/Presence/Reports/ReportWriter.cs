using System.Globalization;
using Coopera.Core.Presence.Reports;
using Coopera.Domain;

namespace Coopera.Core.Tests.Presence.Reports;

public enum Tongue
{
    Italian,
    English,
    German,
}

/// <summary>Writes the report of a meeting as each platform does: layouts, languages, orders of dates.</summary>
internal sealed class ReportWriter(MeetingStory story, Tongue tongue, bool monthFirst, Saved saved)
{
    private readonly List<string[]> _rows = [];
    private readonly Dictionary<string, IReadOnlyList<(DateTime From, DateTime Until)>> _stays = [];

    // Spreadsheets know an English date only when the month comes second, and write what they know in their own way.
    private bool IsResaved => saved == Saved.ByExcel;

    public WrittenReport Write(ReportFamily family)
    {
        var separator = family is ReportFamily.TeamsMeeting or ReportFamily.TeamsList ? '\t' : ',';
        switch (family)
        {
            case ReportFamily.ZoomMeeting: ZoomMeeting(); break;
            case ReportFamily.ZoomUniqueUsers: ZoomUnique(); break;
            case ReportFamily.ZoomWebinar: ZoomWebinar(); break;
            case ReportFamily.TeamsMeeting: TeamsMeeting(); break;
            case ReportFamily.TeamsList: TeamsList(); break;
            case ReportFamily.TeamsLiveEvent: TeamsLive(); break;
            case ReportFamily.GoogleMeet: Meet(); break;
            case ReportFamily.Webex: Webex(); break;
            default: GoToWebinar(); break;
        }

        return new WrittenReport(
            WrittenReport.BytesOf(_rows, separator, saved), _rows.Count(row => row.Any(cell => cell.Length > 0)),
            _stays.Where(one => one.Value.Count > 0).ToDictionary(), _stays.Count);
    }

    private string Say(string italian, string english, string german = "") =>
        tongue switch { Tongue.Italian => italian, Tongue.German when german.Length > 0 => german, _ => english };

    private string Date(DateTime time, string monthsFirst, string daysFirst) =>
        WrittenReport.Clock(time, IsResaved ? "dd/MM/yyyy HH:mm" : monthFirst ? monthsFirst : daysFirst);

    private DateTime Told(DateTime time, bool seconds = true) =>
        IsResaved || !seconds ? time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute)) : time;

    private static string Minutes(TimeSpan span) => Math.Ceiling(span.TotalMinutes).ToString("0", CultureInfo.InvariantCulture);

    private void Add(params string[] cells) => _rows.Add(cells);

    private void Remember(Guest guest, bool seconds = true) =>
        _stays[guest.Name] = [.. guest.Stays.Select(stay => (Told(stay.From, seconds), Told(stay.Until, seconds)))];

    private void ZoomMeeting()
    {
        string Time(DateTime time) => Date(time, "MM/dd/yyyy hh:mm:ss tt", "dd/MM/yyyy HH:mm:ss");
        Add(Say("Argomento", "Topic"), Say("ID riunione", "Meeting ID"), Say("Ora di inizio", "Start Time"), Say("Ora di fine", "End Time"),
            Say("Durata (minuti)", "Duration (Minutes)"), Say("Partecipanti", "Participants"));
        Add(story.Title, "852 1848 6288", Time(story.Opened), Time(story.Closed), Minutes(story.Closed - story.Opened), $"{story.Guests.Count}");
        Add("");
        Add(Say("Nome (Nome originale)", "Name (Original Name)"), Say("E-mail utente", "User Email"), Say("Ora di ingresso", "Join Time"),
            Say("Ora di uscita", "Leave Time"), Say("Durata (minuti)", "Duration (Minutes)"), Say("Ospite", "Guest"),
            Say("Consenso alla registrazione", "Recording Consent"), Say("In sala d’attesa", "In Waiting Room"));
        foreach (var guest in story.Guests)
        {
            if (guest is { Waited: > 0, Came: true })
            {
                var from = guest.Stays[0].From.AddMinutes(-guest.Waited);
                Add(guest.Name, guest.Email ?? "", Time(from), Time(guest.Stays[0].From), $"{guest.Waited}", Say("Sì", "Yes"), "",
                    Say("Sì", "Yes"));
            }

            foreach (var (from, until) in guest.Stays)
            {
                Add(guest.Name, guest.Email ?? "", Time(from), Time(until), Minutes(until - from), Say("Sì", "Yes"), "", "No");
            }

            Remember(guest);
        }
    }

    private void ZoomUnique()
    {
        Add(Say("Nome (Nome originale)", "Name (Original Name)"), Say("E-mail utente", "User Email"),
            Say("Durata totale (minuti)", "Total Duration (Minutes)"),
            Say("Ospite", "Guest"));
        foreach (var guest in story.Guests.Where(guest => guest.Came))
        {
            var minutes = guest.Stays.Sum(stay => (stay.Until - stay.From).TotalMinutes);
            var told = saved == Saved.ByExcel ? Math.Round(minutes, 1) : Math.Ceiling(minutes);
            Add(guest.Name, guest.Email ?? "", told.ToString("0.#", IsResaved ? RomeTime.Italian : CultureInfo.InvariantCulture), "No");
            _stays[guest.Name] = [(story.Starts, story.Starts.AddSeconds(Math.Round(told * 60)))];
        }
    }

    private void ZoomWebinar()
    {
        string Time(DateTime time) => Date(time, "MMM dd, yyyy HH:mm:ss", "dd/MM/yyyy HH:mm:ss");
        string[] Head(string title) => [title];
        string[] columns =
        [
            Say("Ha partecipato", "Attended"), Say("Nome utente (Nome originale)", "User Name (Original Name)"), Say("Nome", "First Name"),
            Say("Cognome", "Last Name"), Say("E-mail", "Email"), Say("Ora di registrazione", "Registration Time"),
                Say("Ora di ingresso", "Join Time"),
            Say("Ora di uscita", "Leave Time"), Say("Tempo nella sessione (minuti)", "Time in Session (minutes)"),
                Say("Ospite", "Is Guest"),
        ];
        Add(Say("Rapporto partecipanti", "Attendee Report"));
        Add(Say("Argomento", "Topic"), Say("ID webinar", "Webinar ID"), Say("Ora di inizio effettiva", "Actual Start Time"),
            Say("Durata effettiva (minuti)", "Actual Duration (minutes)"), Say("N. registrati", "# Registered"));
        Add(story.Title, "852 1848 6288", Time(story.Opened), Minutes(story.Closed - story.Opened), "30");
        Add(Head(Say("Dettagli host", "Host Details")));
        Add(columns);
        foreach (var guest in story.Guests)
        {
            if (guest == story.Guests[1])
            {
                Add(Head(Say("Dettagli partecipante", "Attendee Details")));
                Add(columns);
            }

            foreach (var (from, until) in guest.Stays)
            {
                Add(Say("Sì", "Yes"), guest.First, guest.First, guest.Last, guest.Email ?? "", Time(story.Starts.AddDays(-9)), Time(from),
                    Time(until),
                    Minutes(until - from), "No");
            }

            if (!guest.Came)
            {
                Add("No", guest.First, guest.First, guest.Last, guest.Email ?? "", Time(story.Starts.AddDays(-9)), "--", "--", "--", "--");
            }

            Remember(guest);
        }
    }

    private void TeamsMeeting()
    {
        string Time(DateTime time) => tongue == Tongue.German && !IsResaved ? WrittenReport.Clock(time, "dd.MM.yy, HH:mm:ss")
            : Date(time, "M/d/yy, h:mm:ss tt", "dd/MM/yy, HH:mm:ss");
        string Long(TimeSpan span) => span.Hours > 0 ? $"{span.Hours}h {span.Minutes}m {span.Seconds}s"
            : $"{span.Minutes}m {span.Seconds}s";
        Add(Say("1. Riepilogo", "1. Summary", "1. Zusammenfassung"));
        Add(Say("Titolo riunione", "Meeting title", "Besprechungstitel"), story.Title);
        Add(Say("Partecipanti", "Attended participants", "Teilnehmer"), $"{story.Guests.Count}");
        Add(Say("Ora di inizio", "Start time", "Startzeit"), Time(story.Opened));
        Add(Say("Ora di fine", "End time", "Endzeit"), Time(story.Closed));
        Add(Say("Durata riunione", "Meeting duration", "Besprechungsdauer"), Long(story.Closed - story.Opened));
        Add("");
        Add(Say("2. Partecipanti", "2. Participants", "2. Teilnehmer"));
        Add(Say("Nome", "Name"), Say("Primo accesso", "First Join", "Erster Beitritt"),
            Say("Ultima uscita", "Last Leave", "Letztes Verlassen"),
            Say("Durata riunione", "In-Meeting Duration", "Besprechungsdauer"), Say("Posta elettronica", "Email", "E-Mail"),
            Say("ID partecipante (UPN)", "Participant ID (UPN)", "Teilnehmer-ID (UPN)"), Say("Ruolo", "Role", "Rolle"));
        string Role(Guest guest) => guest.IsHost ? Say("Organizzatore", "Organizer", "Organisator")
            : Say("Partecipante", "Attendee", "Teilnehmer");
        foreach (var guest in story.Guests.Where(guest => guest.Came))
        {
            var sum = TimeSpan.FromTicks(guest.Stays.Sum(stay => (stay.Until - stay.From).Ticks));
            Add(Shown(guest), Time(guest.Stays[0].From), Time(guest.Stays[^1].Until), Long(sum), guest.Email ?? "", guest.Email ?? "",
                Role(guest));
            Remember(guest);
        }

        Add("");
        Add(Say("3. Attività nella riunione", "3. In-Meeting Activities", "3. Aktivitäten während der Besprechung"));
        Add(Say("Nome", "Name"), Say("Ora di accesso", "Join Time", "Beitrittszeit"), Say("Ora di uscita", "Leave Time", "Austrittszeit"),
            Say("Durata", "Duration", "Dauer"), Say("Posta elettronica", "Email", "E-Mail"), Say("Ruolo", "Role", "Rolle"));
        foreach (var guest in story.Guests)
        {
            foreach (var (from, until) in guest.Stays)
            {
                Add(Shown(guest), Time(from), Time(until), Long(until - from), guest.Email ?? "", Role(guest));
            }
        }

        string Shown(Guest guest) => guest.Email is null ? $"{guest.Name} {Say("(Esterno)", "(Guest)", "(Gast)")}" : guest.Name;
    }

    private void TeamsList()
    {
        string Time(DateTime time) => Date(time, "M/d/yyyy, h:mm:ss tt", "dd/MM/yyyy, HH:mm:ss");
        Add(Say("Nome completo", "Full Name", "Vollständiger Name"), Say("Azione utente", "User Action", "Benutzeraktion"),
            Say("Timestamp", "Timestamp", "Zeitstempel"));
        foreach (var (guest, at, comes) in Events())
        {
            Add(guest.Name, comes ? Say("Accesso effettuato", "Joined", "Beigetreten") : Say("Uscita", "Left", "Hat verlassen"), Time(at));
        }
    }

    private void TeamsLive()
    {
        Add("SessionId", "ParticipantId", "FullName", "UserAgent", "UtcEventTimestamp", "Action", "Role");
        foreach (var (guest, at, comes) in Events())
        {
            var utc = RomeTime.FromRome(at).UtcDateTime;
            Add("8a1f", $"{guest.Name.Length}", guest.Name, "Mozilla/5.0 (Windows NT 10.0; Win64)",
                Date(utc, "M/d/yyyy h:mm:ss tt", "dd/MM/yyyy HH:mm:ss"),
                comes ? "Joined" : "Left", guest.IsHost ? "Producer" : "Attendee");
        }
    }

    private IEnumerable<(Guest Guest, DateTime At, bool Comes)> Events()
    {
        foreach (var guest in story.Guests.Where(guest => guest.Came))
        {
            Remember(guest);
        }

        return story.Guests.SelectMany(guest => guest.Stays.SelectMany(stay =>
            new[] { (guest, stay.From, true), (guest, stay.Until, false) }))
            .OrderBy(one => one.Item2);
    }

    private void Meet()
    {
        string Time(DateTime time) => WrittenReport.Clock(time, tongue == Tongue.Italian ? "HH:mm" : "h:mm tt");
        Add(Say("Nome", "First name"), Say("Cognome", "Last name"), Say("Email", "Email"), Say("Durata", "Duration"),
            Say("Ora di ingresso", "Time joined"),
            Say("Ora di uscita", "Time exited"));
        foreach (var guest in story.Guests.Where(guest => guest.Came))
        {
            var (from, until) = (Told(guest.Stays[0].From, false), Told(guest.Stays[^1].Until, false));
            var minutes = (int)Math.Round(guest.Stays.Sum(stay => (stay.Until - stay.From).TotalMinutes));
            Add(guest.First, guest.Last, guest.Email ?? "", minutes >= 60 ? $"{minutes / 60} {Say("ore", "hr")} {minutes % 60} min"
                : $"{minutes} min",
                Time(from), Time(until));
            _stays[guest.Name] = [(from, from.AddMinutes(minutes + 2) < until ? from.AddMinutes(minutes) : until)];
        }
    }

    private void Webex()
    {
        string Time(DateTime time) => IsResaved ? Date(time, "", "") : $"=\"{WrittenReport.Clock(time, "yyyy-MM-dd HH:mm:ss")}\"";
        Add(Say("Nome riunione", "Meeting Name"), Say("Ora di inizio riunione", "Meeting Start Time"),
            Say("Ora di fine riunione", "Meeting End Time"),
            Say("Nome visualizzato", "Display Name"), Say("Ruolo", "Role"), Say("E-mail partecipante", "Attendee Email"),
                Say("Ora di ingresso", "Join Time"),
            Say("Ora di uscita", "Leave Time"), Say("Durata partecipazione", "Attendance Duration"),
                Say("Tipo di connessione", "Connection Type"));
        foreach (var guest in story.Guests)
        {
            foreach (var (from, until) in guest.Stays)
            {
                Add(story.Title, Time(story.Opened), Time(story.Closed), guest.Name, guest.IsHost ? "Host"
                    : "Attendee", guest.Email ?? "", Time(from),
                    Time(until), $"{Minutes(until - from)} {Say("minuti", "mins")}", "Desktop app");
            }

            Remember(guest);
        }
    }

    private void GoToWebinar()
    {
        string Time(DateTime time) => IsResaved ? Date(time, "", "")
            : WrittenReport.Clock(time, monthFirst ? "MM/dd/yyyy hh:mm tt" : "dd/MM/yyyy HH:mm")
                + (RomeTime.Zone.IsDaylightSavingTime(time) ? " CEST" : " CET");
        Add(Say("Rapporto partecipanti", "Attendee Report"));
        Add(Say("Nome del webinar", "Webinar Name"), Say("ID webinar", "Webinar ID"));
        Add(story.Title, "123-456-789");
        Add("");
        Add(Say("Dettagli sessione", "Session Details"));
        Add(Say("Ha partecipato", "Attended"), Say("Punteggio di interesse", "Interest Rating"), Say("Cognome", "Last Name"),
            Say("Nome", "First Name"),
            Say("Indirizzo e-mail", "Email Address"), Say("Data e ora di registrazione", "Registration Date/Time"),
                Say("Ora di ingresso", "Join Time"),
            Say("Ora di uscita", "Leave Time"), Say("Tempo nella sessione (minuti)", "Time in Session (minutes)"));
        foreach (var guest in story.Guests)
        {
            foreach (var ((from, until), i) in guest.Stays.Select((stay, i) => (stay, i)))
            {
                Add(i == 0 ? Say("Sì", "Yes") : "", i == 0 ? "85" : "", i == 0 ? guest.Last : "", i == 0 ? guest.First : "",
                    i == 0 ? guest.Email ?? "" : "", i == 0 ? Time(story.Starts.AddDays(-3)) : "", Time(from), Time(until),
                    $"{Minutes(until - from)} {Say("minuti", "minutes")}");
            }

            if (!guest.Came)
            {
                Add("No", "", guest.Last, guest.First, guest.Email ?? "", Time(story.Starts.AddDays(-3)), "", "", "");
            }

            Remember(guest, seconds: false);
        }
    }
}
