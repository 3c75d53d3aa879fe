using System.Globalization;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Registrations;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

public static class WebinarPhrases
{
    /// <summary>Null when there is no limit, and nothing to say.</summary>
    public static string? Label(this PublicPlaces places) => places switch
    {
        PublicPlaces.Free => "Posti disponibili",
        PublicPlaces.Last => "Ultimi posti",
        PublicPlaces.Full => "Posti esauriti: puoi metterti in lista d’attesa",
        _ => null,
    };

    /// <summary>What follows a sentence about something done: ": 37 persone ricevono un’email alle 15:20".</summary>
    /// <param name="waits">When it goes out; null: at once.</param>
    public static string Mailed(int people, DateTimeOffset? waits = null) => people switch
    {
        0 => "",
        1 => $": 1 persona riceve un’email{At(waits)}",
        _ => $": {people} persone ricevono un’email{At(waits)}",
    };

    /// <summary>For the register: "avvisate per email 37 persone", "37 persone da avvisare per email alle 15:20".</summary>
    public static string Told(int people, DateTimeOffset? waits) => waits is null
        ? $"{(people == 1 ? "avvisata" : "avvisate")} per email {RegistrationPhrases.People(people)}"
        : $"{RegistrationPhrases.People(people)} da avvisare per email{At(waits)}";

    public static string At(DateTimeOffset? moment) => moment is { } then ? $" {RomeTime.At(then)}" : "";

    /// <summary>"MA" for Mario Emanuele Alvano: the first letters of the first and of the last name.</summary>
    public static string Initials(string name)
    {
        var names = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return names.Length == 0
            ? ""
            : string.Concat(names.Take(1).Concat(names.Skip(1).TakeLast(1)).Select(part => StringInfo.GetNextTextElement(part)))
                .ToUpper(RomeTime.Italian);
    }

    /// <summary>Until when one can sign up, or since when not.</summary>
    public static string RegistrationPeriod(this WebinarPhase phase, DateTimeOffset? opens, DateTimeOffset end) => phase switch
    {
        WebinarPhase.NotYetOpen => $"{RomeTime.DateAndTime("Dal", opens!.Value)} {RomeTime.DateAndTime("al", end)}",
        WebinarPhase.Open => $"Fino {RomeTime.DateAndTime("al", end)}",
        WebinarPhase.Cancelled => "Il webinar è annullato",
        _ => $"Chiuse {RomeTime.DateAndTime("il", end)}",
    };

    /// <summary>What editors write, field by field: for the register, and for whoever was overtaken by a colleague.</summary>
    public static async Task<IReadOnlyList<FieldWords>> OfAsync(CooperaDb db, WebinarContent content, IEnumerable<Talk> talks) =>
        Of(content, talks, await db.PressReleases.Where(r => r.Id == content.PressReleaseId).Select(r => r.Title).SingleOrDefaultAsync());

    /// <summary>"Zoom, https://…"; empty while neither is known.</summary>
    public static string Joining(WebinarContent content) =>
        string.Join(", ", new[] { content.Platform, content.JoinLink ?? "" }.Where(part => part.Length > 0));

    private static IReadOnlyList<FieldWords> Of(WebinarContent content, IEnumerable<Talk> talks, string? release) =>
    [
        new("Titolo", content.Title),
        new("Tema", content.Theme),
        new("Indirizzo della pagina", content.Slug),
        new("Quando", RomeTime.Span(content.StartsAt, content.EndsAt) + Which(content.StartsAt) + Which(content.EndsAt)),
        new("Iscrizioni dal", Moment(content.RegistrationOpensAt, "quando è pubblicato")),
        new("Iscrizioni fino al", Moment(content.RegistrationClosesAt, "quando comincia")),
        new("Posti", content.Capacity?.ToString(RomeTime.Italian) ?? "senza limite"),
        new("Chiede il telefono", Phrases.YesNo(content.AsksPhone)),
        new("Piattaforma", content.Platform),
        new("Link per collegarsi", content.JoinLink ?? ""),
        new("Descrizione", content.Description),
        new("Programma", string.Join('\n', talks.OrderBy(talk => talk.Position).Select(Line))),
        new("Chi coordina", content.Coordinator),
        new("A chi si rivolge", content.Audience),
        new("Partner", content.Partners),
        new("Comunicato stampa", release ?? ""),
        new("Email che partono da sole", ReminderPhrases.Sent(content.LeftOutReminders)),
    ];

    private static string Line(Talk talk) =>
        (talk.Hours() is { } hours ? $"{hours} " : "") + talk.Title + (talk.Subtitle.Length > 0 ? $". {talk.Subtitle}" : "")
        + (talk.Speakers.Count == 0 ? "" : $": {string.Join("; ", talk.Speakers.OrderBy(s => s.Position).Select(Line))}");

    private static string Line(Speaker speaker) => string.Join(
        ", ", new[] { speaker.Name, speaker.Role, speaker.About, speaker.Link ?? "" }.Where(part => part.Length > 0));

    private static string Moment(DateTimeOffset? instant, string otherwise) =>
        instant is { } moment ? RomeTime.DateAndTime(moment) + Which(moment) : otherwise;

    private static string Which(DateTimeOffset instant) =>
        !RomeTime.IsDoubled(RomeTime.ToRome(instant).DateTime) ? "" : RomeTime.IsSecondOfTwo(instant) ? " (la seconda, ora solare)"
            : " (la prima, ora legale)";
}
