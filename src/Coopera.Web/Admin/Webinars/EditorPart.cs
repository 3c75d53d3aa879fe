using Coopera.Domain.Webinars;

namespace Coopera.Web.Admin.Webinars;

/// <summary>Something that a part of the form should hold.</summary>
/// <param name="Words">"la descrizione".</param>
/// <param name="IsMust">Without it the webinar is not published.</param>
/// <param name="Fields">One of them written is enough: ids of fields, or how they begin. None: only the site can tell.</param>
/// <param name="IsThere">As the form is now.</param>
public sealed record EditorNeed(string Words, bool IsMust, string Fields, bool IsThere)
{
    public string Sentence => IsMust ? $"Manca {Words}" : $"Meglio se c’è {Words}";
}

/// <param name="Id">Of its heading.</param>
public sealed record EditorPart(string Id, string Heading, params IReadOnlyList<EditorNeed> Needs)
{
    public bool IsFine => Needs.All(need => need.IsThere);

    /// <summary>The parts of the form in their order, and what each of them lacks.</summary>
    public static IReadOnlyList<EditorPart> Of(WebinarForm form, DateTimeOffset now)
    {
        var start = form.Start.Read().Instant;
        return
        [
            new(
                "che-cosa", "Che cosa",
                Must("il titolo", "Form_Title", form.Title),
                Must("la descrizione", "Form_Description", form.Description),
                Better("a chi si rivolge", "Form_Audience", form.Audience)),
            new(
                "quando", "Quando",
                Must("il giorno", "Form_Start_Date", form.Start.Date),
                Must("l’ora in cui comincia", "Form_Start_Time", form.Start.Time),
                Must("l’ora in cui finisce", "Form_End_Time", form.End.Time),
                new EditorNeed("una data che non sia già passata", IsMust: true, "", start is null || start > now)),
            new(
                "programma", "Programma",
                new EditorNeed("il programma, con chi interviene", IsMust: false, "Form_Talks_", form.Talks.Exists(
                    talk => !string.IsNullOrWhiteSpace(talk.Title)))),
            new(
                "iscrizioni", "Iscrizioni",
                new EditorNeed(
                    "un termine per le iscrizioni che non sia già passato", IsMust: true, "",
                    start is null || start <= now || form.Closes.IsEmpty || form.Closes.Read().Instant is not { } closes || closes > now)),
            new("collegamento", "Collegamento", Better("il link per collegarsi", "Form_JoinLink", form.JoinLink)),
        ];
    }

    private static EditorNeed Must(string words, string field, string? typed) => new(words, true, field, !string.IsNullOrWhiteSpace(typed));

    private static EditorNeed Better(string words, string field, string? typed) =>
        new(words, false, field, !string.IsNullOrWhiteSpace(typed));
}
