using Coopera.Domain;
using Coopera.Domain.Presence;

namespace Coopera.Core.Presence;

public static class PresencePhrases
{
    public const string WrongThreshold = "Scrivi la soglia come numero intero da 1 a 100: per esempio 80.";
    public const string TooFar = "È più di 12 ore lontano da quando il webinar era previsto: controlla il giorno e l’ora.";
    public const string EndsBeforeItBegins = "La fine deve venire dopo l’inizio.";
    public const string NotYet = "Quest’ora deve ancora venire: si segna una presenza che c’è già stata.";
    public const string NoWordNow = "La parola chiave si annuncia mentre il webinar è in corso: da qui si crea in quelle ore.";
    public const string TooManyWords = "Per questo webinar ci sono già 50 parole: bastano. Usa una di quelle valide.";
    public const string WrongWordForm = "Scegli una parola di almeno 4 lettere o cifre e al massimo 40 caratteri: per esempio «mandorla 47».";
    public const string WordSaidBefore = "Questa parola è già stata usata in questo webinar: scegline un’altra.";
    public const string TooManyByHand = "Per questa persona ci sono già 40 intervalli scritti a mano: correggi quelli.";

    /// <summary>Why staff added what somebody had asked for.</summary>
    public const string OnRequest = "Richiesta «Non risulto presente» accolta";

    /// <summary>In a table.</summary>
    public static string Label(this PresenceSource source) => source switch
    {
        PresenceSource.EntryPage => "Pagina d’ingresso",
        PresenceSource.PlatformReport => "Report della piattaforma",
        PresenceSource.CodeWord => "Parola chiave",
        PresenceSource.Room => "Sala con uno schermo",
        _ => "Segreteria",
    };

    /// <summary>Who said so: "la persona", "la piattaforma", or a name.</summary>
    /// <param name="name">Of who stated it, where somebody did.</param>
    public static string SaidBy(this PresenceInterval stay, string? name) => stay.Source switch
    {
        PresenceSource.PlatformReport => name is null ? "la piattaforma" : $"la piattaforma, importato da {name}",
        PresenceSource.Room when name is not null => $"dichiarata dal referente, {name}",
        PresenceSource.Room => $"la persona, dal suo telefono{(stay.LeftAt is null ? "" : "; la fine, il referente della sala")}",
        PresenceSource.Staff => name ?? "la segreteria",
        _ => "la persona",
    };

    public static string Of(bool plannedTime) => plannedTime ? "sulla durata prevista" : "sulla durata effettiva";

    /// <summary>Whole ones, rounded down: "1 minuto", "95 minuti".</summary>
    public static string Minutes(TimeSpan span) => Amount.Of((int)span.TotalMinutes, "minuto", "minuti");

    /// <summary>"dalle 10:02 alle 12:01"; with the days when it goes beyond one.</summary>
    public static string Span(TimeWindow window) => RomeTime.Day(window.From) == RomeTime.Day(window.Until)
        ? RomeTime.Hours(window.From, window.Until)
        : $"{RomeTime.DateAndTime("dal", window.From)} {RomeTime.DateAndTime("al", window.Until)}";

    /// <summary>With its day: "il 31 gennaio 2026 dalle 15:04 alle 17:10".</summary>
    public static string DaySpan(TimeWindow window) => RomeTime.Day(window.From) == RomeTime.Day(window.Until)
        ? $"{RomeTime.Date("il", window.From)} {RomeTime.Hours(window.From, window.Until)}" : Span(window);

    public static string Outside(TimeWindow held) => $"È tutto fuori dal webinar, che si è tenuto {DaySpan(held)}.";

    /// <summary>"ingresso 10:02 · uscita 12:01".</summary>
    public static string Line(this PresenceInterval stay) => stay.Source switch
    {
        PresenceSource.EntryPage => $"ingresso {RomeTime.Time(stay.EnteredAt)} · {Exit(stay)}",
        _ => $"{stay.Source.Label().ToLowerInvariant()} {Span(stay.Window)}",
    };

    /// <summary>How an entry ended, or what is known of it.</summary>
    public static string Exit(PresenceInterval stay) => stay switch
    {
        { LeftAt: { } left } => $"uscita {RomeTime.Time(left)}",
        { IsHeard: true } => $"uscita non segnata, pagina aperta fino {RomeTime.At(stay.SeenAt)}",
        _ => "uscita non segnata",
    };

    /// <summary>How long until then, in words: "2 giorni e 3 ore", "1 ora e 10 minuti", "meno di un minuto".</summary>
    public static string Until(TimeSpan span)
    {
        if (span < TimeSpan.FromMinutes(1))
        {
            return "meno di un minuto";
        }

        var (days, hours, minutes) = ((int)span.TotalDays, span.Hours, span.Minutes);
        var parts = days > 0
            ? new[] { (days, "giorno", "giorni"), (hours, "ora", "ore") }
            : [(hours, "ora", "ore"), (minutes, "minuto", "minuti")];
        return string.Join(" e ", parts.Where(part => part.Item1 > 0).Select(part => Amount.Of(part.Item1, part.Item2, part.Item3)));
    }
}
