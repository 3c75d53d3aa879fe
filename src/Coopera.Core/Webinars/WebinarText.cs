using System.Globalization;
using Coopera.Domain;
using Coopera.Domain.Webinars;

namespace Coopera.Core.Webinars;

/// <summary>The words for where a webinar stands.</summary>
public static class WebinarText
{
    public static string Label(this WebinarPhase phase) => phase switch
    {
        WebinarPhase.Open => "Iscrizioni aperte",
        WebinarPhase.NotYetOpen => "Iscrizioni non ancora aperte",
        WebinarPhase.RegistrationClosed => "Iscrizioni chiuse",
        WebinarPhase.Concluded => "Concluso",
        WebinarPhase.Cancelled => "Annullato",
        _ => "Bozza",
    };

    public static string TagClass(this WebinarPhase phase) => phase switch
    {
        WebinarPhase.Open => "tag tag-open",
        WebinarPhase.Cancelled => "tag tag-stop",
        WebinarPhase.Concluded => "tag tag-over",
        _ => "tag",
    };

    /// <summary>"Restano 12 posti", "Resta un posto", "Posti esauriti: …"; null when there is no limit.</summary>
    public static string? Places(int? left) => left switch
    {
        null => null,
        0 => "Posti esauriti: puoi metterti in lista d’attesa",
        1 => "Resta un posto",
        _ => $"Restano {left} posti",
    };

    /// <summary>What follows a sentence about something done: ": 37 persone ricevono un’email".</summary>
    public static string Mailed(int people) => people switch
    {
        0 => "",
        1 => ": 1 persona riceve un’email",
        _ => $": {people} persone ricevono un’email",
    };

    /// <summary>"MA" for Mario Emanuele Alvano: the first letters of the first and of the last name.</summary>
    public static string Initials(string name)
    {
        var names = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return names.Length == 0 ? "" : string.Concat(names.Take(1).Concat(names.Skip(1).TakeLast(1)).Select(part => StringInfo.GetNextTextElement(part))).ToUpper(RomeTime.Italian);
    }

    /// <summary>Until when one can sign up, or since when not.</summary>
    public static string RegistrationPeriod(this WebinarPhase phase, DateTimeOffset? opens, DateTimeOffset end) => phase switch
    {
        WebinarPhase.NotYetOpen => $"{RomeTime.DateAndTime("Dal", opens!.Value)} {RomeTime.DateAndTime("al", end)}",
        WebinarPhase.Open => $"Fino {RomeTime.DateAndTime("al", end)}",
        WebinarPhase.Cancelled => "Il webinar è annullato",
        _ => $"Chiuse {RomeTime.DateAndTime("il", end)}",
    };
}
