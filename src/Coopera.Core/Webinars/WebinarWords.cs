using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Webinars;

/// <summary>What editors write about a webinar, field by field in words: for the register, and for who was overtaken by a colleague.</summary>
public static class WebinarWords
{
    public static async Task<IReadOnlyList<FieldWords>> OfAsync(CooperaDb db, WebinarContent content, IEnumerable<Talk> talks) =>
        Of(content, talks, await db.PressReleases.Where(r => r.Id == content.PressReleaseId).Select(r => r.Title).SingleOrDefaultAsync());

    /// <summary>"Zoom, https://…"; empty while neither is known.</summary>
    public static string Joining(WebinarContent content) => string.Join(", ", new[] { content.Platform, content.JoinLink ?? "" }.Where(part => part.Length > 0));

    private static IReadOnlyList<FieldWords> Of(WebinarContent content, IEnumerable<Talk> talks, string? release) =>
    [
        new("Titolo", content.Title),
        new("Tema", content.Theme),
        new("Indirizzo della pagina", content.Slug),
        new("Quando", RomeTime.Span(content.StartsAt, content.EndsAt) + Which(content.StartsAt) + Which(content.EndsAt)),
        new("Iscrizioni dal", Moment(content.RegistrationOpensAt, "quando è pubblicato")),
        new("Iscrizioni fino al", Moment(content.RegistrationClosesAt, "quando comincia")),
        new("Posti", content.Capacity?.ToString(RomeTime.Italian) ?? "senza limite"),
        new("Chiede il telefono", content.AsksPhone ? "sì" : "no"),
        new("Piattaforma", content.Platform),
        new("Link per collegarsi", content.JoinLink ?? ""),
        new("Descrizione", content.Description),
        new("Programma", string.Join('\n', talks.OrderBy(talk => talk.Position).Select(Line))),
        new("Chi coordina", content.Coordinator),
        new("A chi si rivolge", content.Audience),
        new("Partner", content.Partners),
        new("Comunicato stampa", release ?? ""),
    ];

    private static string Line(Talk talk) =>
        talk.Title + (talk.Subtitle.Length > 0 ? $". {talk.Subtitle}" : "")
        + (talk.Speakers.Count == 0 ? "" : $": {string.Join("; ", talk.Speakers.OrderBy(s => s.Position).Select(s => s.Role.Length > 0 ? $"{s.Name}, {s.Role}" : s.Name))}");

    private static string Moment(DateTimeOffset? instant, string otherwise) => instant is { } moment ? RomeTime.DateAndTime(moment) + Which(moment) : otherwise;

    private static string Which(DateTimeOffset instant) =>
        !RomeTime.IsDoubled(RomeTime.ToRome(instant).DateTime) ? "" : RomeTime.IsSecondOfTwo(instant) ? " (la seconda, ora solare)" : " (la prima, ora legale)";
}
