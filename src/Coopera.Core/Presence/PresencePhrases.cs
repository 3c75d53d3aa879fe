using Coopera.Domain;
using Coopera.Domain.Presence;

namespace Coopera.Core.Presence;

public static class PresencePhrases
{
    /// <summary>"ingresso 10:02 · uscita 12:01".</summary>
    public static string Line(this PresenceInterval stay) => $"ingresso {RomeTime.Time(stay.EnteredAt)} · " + (stay switch
    {
        { LeftAt: { } left } => $"uscita {RomeTime.Time(left)}",
        { IsHeard: true } => $"uscita non segnata, pagina aperta fino {RomeTime.At(stay.SeenAt)}",
        _ => "uscita non segnata",
    });

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
