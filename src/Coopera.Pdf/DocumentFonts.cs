using UglyToad.PdfPig.Tokens;
using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

internal sealed class DocumentFonts(PdfObjectTable table)
{
    private readonly Dictionary<FontFace, DocumentFont> _fonts = [];
    private readonly IndirectReferenceToken _dictionary = table.Reserve();

    public DictionaryToken Resources => Dictionary(("Font", _dictionary));

    public DocumentFont For(FontFace face)
    {
        if (!_fonts.TryGetValue(face, out var font))
        {
            font = new DocumentFont(face, $"F{_fonts.Count + 1}", table);
            _fonts.Add(face, font);
        }

        return font;
    }

    public void Write() =>
        table.Set(_dictionary, Dictionary(_fonts.Values.Select(font => (font.Resource, (IToken?)font.Write()))));
}
