using Coopera.Pdf;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Documents.Signatures;

/// <param name="Field">Its name in the PDF.</param>
/// <param name="Shown">Empty when no page shows it, or shows nothing in its place.</param>
public sealed record ShownInstead(string Field, string Value, string Shown)
{
    public string Sentence =>
        $"{AdhesionSchedaFields.LabelOf(Field)}: la pagina mostra {Quoted(Shown)}, ma il valore scritto nel file è {Quoted(Value)}.";

    private static string Quoted(string value) => value switch
    {
        "" or PdfFormReader.Off => "vuoto",
        "Yes" => "la casella segnata",
        _ => $"«{Domain.Text.CleanParagraph(value)}»",
    };
}

/// <summary>What the pages of a PDF show in place of its values: programs compare the values, people read the pages.</summary>
/// <param name="Unreadable">Names of fields of which that cannot be told here.</param>
public sealed record ShownFields(IReadOnlyList<ShownInstead> Differences, IReadOnlyList<string> Unreadable)
{
    private const int Most = 30;

    public static ShownFields? Of(PdfForm form)
    {
        var shown = new ShownFields(
            [
                .. form.Fields.Where(field => field.ShownInstead is not null).Take(Most)
                    .Select(field => new ShownInstead(field.Name, field.Value, field.ShownInstead!)),
            ],
            [
                .. form.Fields.Where(field => field is { IsShownUnreadably: true, ShownInstead: null }).Take(Most)
                    .Select(field => field.Name),
            ]);
        return shown.Differences.Count + shown.Unreadable.Count > 0 ? shown : null;
    }

    public string? UnreadableSentence => Unreadable.Count == 0
        ? null
        : "Quel che si vede in questi campi non si è potuto confrontare con i valori scritti nel file, e va guardato a occhio: "
            + $"{string.Join(", ", Unreadable.Select(AdhesionSchedaFields.LabelOf).Distinct())}.";
}
