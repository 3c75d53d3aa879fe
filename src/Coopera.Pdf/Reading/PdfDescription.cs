using System.Text;

namespace Coopera.Pdf.Reading;

/// <summary>
/// What a file says of itself: its description, and where the links on its first pages lead. It is what is left of our papers when some
/// program has written the file anew.
/// </summary>
public static class PdfDescription
{
    private const int MostPages = 8;
    private const int MostLinks = 64;
    private const int MostNodes = 64;
    private const int LongestMetadata = 200_000;

    /// <exception cref="InvalidDataException">The file is no PDF, or has no catalog.</exception>
    /// <exception cref="PdfEncryptedException">It does not open without a password.</exception>
    /// <exception cref="ReadingBudgetExceededException">Looking through it takes more than the file is worth.</exception>
    public static IReadOnlyList<string> Texts(ReadOnlyMemory<byte> pdf, ReadingBudget budget) =>
        PdfDocument.Read(new PdfFile(pdf, budget), document => (IReadOnlyList<string>)[.. Information(document), .. Links(document)]);

    private static IEnumerable<string> Information(PdfDocument document)
    {
        foreach (var value in (document.Dictionary(document.Trailer.Entry("Info")) ?? []).Values)
        {
            if (document.Resolve(value) is PdfString text)
            {
                yield return PdfText.Decode(text.Bytes);
            }
        }

        if (document.Resolve(document.Catalog.Entry("Metadata")) is PdfStream metadata
            && document.Unpacked(metadata, LongestMetadata) is { } xml)
        {
            yield return Encoding.UTF8.GetString(xml.Span);
        }
    }

    private static IEnumerable<string> Links(PdfDocument document)
    {
        var links = 0;
        foreach (var page in Pages(document))
        {
            foreach (var annotation in document.List(page.Entry("Annots")) ?? [])
            {
                if (++links > MostLinks)
                {
                    yield break;
                }

                if (document.Dictionary(document.Dictionary(annotation)?.Entry("A")) is { } action
                    && document.Resolve(action.Entry("URI")) is PdfString address)
                {
                    yield return PdfText.Decode(address.Bytes);
                }
            }
        }
    }

    internal static IEnumerable<Dictionary<string, object?>> Pages(PdfDocument document)
    {
        var (nodes, pages) = (0, 0);
        var waiting = new Stack<object?>([document.Catalog.Entry("Pages")]);
        while (waiting.TryPop(out var next) && nodes++ < MostNodes && pages < MostPages)
        {
            if (document.Dictionary(next) is not { } node)
            {
                continue;
            }

            if (document.List(node.Entry("Kids")) is { } kids)
            {
                foreach (var kid in kids.Take(MostNodes).Reverse())
                {
                    waiting.Push(kid);
                }
            }
            else
            {
                pages++;
                yield return node;
            }
        }
    }
}
