using Coopera.Core.Changes;
using Coopera.Domain;
using Coopera.Domain.Press;

namespace Coopera.Core.Press;

public static class PressPhrases
{
    public static IReadOnlyList<FieldWords> Of(PressContent content) =>
    [
        new("Titolo", content.Title),
        new("Indirizzo della pagina", content.Slug),
        new("Data", RomeTime.Date(content.IssuedOn)),
        new("Riassunto", content.Summary),
        new("Testo", content.Body),
    ];

    public static string Label(this PressReleaseStatus status) => status switch
    {
        PressReleaseStatus.Published => "Pubblicato",
        PressReleaseStatus.Withdrawn => "Ritirato",
        _ => "Bozza",
    };

    public static string TagClass(this PressReleaseStatus status) => status switch
    {
        PressReleaseStatus.Published => "tag tag-open",
        PressReleaseStatus.Withdrawn => "tag tag-stop",
        _ => "tag",
    };
}
