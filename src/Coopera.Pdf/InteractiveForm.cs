using UglyToad.PdfPig.Tokens;
using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

internal sealed class InteractiveForm(PdfObjectTable table, DocumentFonts fonts, PdfFonts faces, FormStyle style)
{
    private const string EditingFont = "Field";
    private const int ReadOnly = 1, Required = 2, Multiline = 4096;
    private const int SignedAndOnlyAddedTo = 3;

    private readonly List<IToken> _fields = [];
    private readonly HashSet<string> _names = [];
    private bool _isSealed;

    public void Add(PdfPage page, StructureElement element, PdfArea area, TextField field)
    {
        var text = field.Lines > 1 ? TextLayout.Clean(field.Value) : TextLayout.CleanLine(field.Value);
        var size = field.Lines > 1 ? FittingSize(text, area) : TextLayout.Shrink(text, faces.Regular, style.TextSize, area.Width - 8);
        var flags = (field.ReadOnly ? ReadOnly : 0) | (field.Required ? Required : 0) | (field.Lines > 1 ? Multiline : 0);
        Widget(page, element, area, field.Name, field.Tooltip ?? field.Label,
            ("FT", Name("Tx")),
            ("Ff", flags == 0 ? null : Number(flags)),
            ("MaxLen", field.MaxLength is { } most ? Number(Math.Max(most, text.Length)) : null),
            ("V", text.Length == 0 ? null : Text(text)),
            ("DA", Ascii($"/{EditingFont} {Format(size)} Tf 0 g")),
            ("AP", Dictionary(("N", Appearance(area, content => TextIn(content, area, text, size, field.Lines > 1))))));
    }

    public void Add(PdfPage page, StructureElement element, PdfArea area, CheckBox box, string tooltip)
    {
        // The state must be called Yes: some tools refuse other names. The tick is a path, so that no symbol font is needed.
        var state = Name(box.Checked ? "Yes" : "Off");
        var on = Appearance(area, content => content
            .Raw("q").Color(PdfColor.Black, "RG").Numbers("w", area.Width * 0.13)
            .Numbers("m", area.Width * 0.22, area.Height * 0.52).Numbers("l", area.Width * 0.42, area.Height * 0.28)
            .Numbers("l", area.Width * 0.78, area.Height * 0.76).Raw("S Q"));
        Widget(page, element, area, box.Name, tooltip,
            ("FT", Name("Btn")),
            ("V", state),
            ("AS", state),
            ("AP", Dictionary(("N", Dictionary(("Yes", on), ("Off", Appearance(area, _ => { })))))));
    }

    public void Add(PdfPage page, StructureElement element, PdfArea area, SignatureField field) =>
        Widget(page, element, area, field.Name, field.Tooltip ?? field.Label,
            ("FT", Name("Sig")),
            ("Ff", field.Required ? Number(Required) : null),
            ("AP", Dictionary(("N", Appearance(area, _ => { })))));

    /// <summary>It is over the words that tell of it, and shows nothing itself.</summary>
    public void AddSeal(PdfPage page, StructureElement element, PdfArea area, PdfSeal seal, IndirectReferenceToken value)
    {
        const int printedAndLocked = 132;
        var empty = table.Add(RawStream([],
            ("Type", Name("XObject")), ("Subtype", Name("Form")), ("BBox", Numbers(0, 0, area.Width, area.Height))));
        _fields.Add(page.Annotate(element, "Widget", area,
            ("F", Number(printedAndLocked)), ("FT", Name("Sig")), ("T", Ascii(seal.Name)), ("TU", Text(seal.Tooltip)), ("V", value),
            ("MK", Dictionary()), ("AP", Dictionary(("N", empty)))));
        _isSealed = true;
    }

    public IndirectReferenceToken? Write()
    {
        if (_fields.Count == 0)
        {
            return null;
        }

        if (_names.Count == 0)
        {
            return table.Add(Dictionary(("Fields", Array(_fields)), ("SigFlags", Number(SignedAndOnlyAddedTo))));
        }

        var editing = fonts.For(faces.Regular.Face).WriteSimple();
        return table.Add(Dictionary(
            ("Fields", Array(_fields)),
            ("DA", Ascii($"/{EditingFont} {Format(style.TextSize)} Tf 0 g")),
            ("SigFlags", _isSealed ? Number(SignedAndOnlyAddedTo) : null),
            ("DR", Dictionary(("Font", Dictionary((EditingFont, editing)))))));
    }

    private void Widget(
        PdfPage page, StructureElement element, PdfArea area, string name, string tooltip, params (string, IToken?)[] entries)
    {
        if (name.Length == 0 || name.Contains('.', StringComparison.Ordinal) || !_names.Add(name))
        {
            throw new ArgumentException($"The field name \"{name}\" is empty, holds a full stop or is used twice.", nameof(name));
        }

        var description = TextLayout.CleanLine(tooltip);
        var isCheckBox = entries[0].Item2 is NameToken { Data: "Btn" };
        _fields.Add(page.Annotate(element, "Widget", area,
        [
            ("T", Ascii(name)),
            ("TU", Text(string.IsNullOrWhiteSpace(description) ? name : description)),
            ("MK", Dictionary(
                ("BC", Numbers(style.Border.Parts)), ("BG", Numbers(style.Background.Parts)), ("CA", isCheckBox ? Ascii("4") : null))),
            ("BS", Dictionary(("W", Number(1)), ("S", Name("S")))), // a whole number: some viewers cut fractions off
            .. entries,
        ]));
    }

    private IndirectReferenceToken Appearance(PdfArea area, Action<ContentBuilder> draw)
    {
        var content = new ContentBuilder(fonts);
        content.Rectangle(new(0.5, 0.5, area.Width - 1, area.Height - 1), style.Background, style.Border);
        draw(content);
        return table.Add(Stream(content.ToBytes(),
            ("Type", Name("XObject")), ("Subtype", Name("Form")),
            ("BBox", Numbers(0, 0, area.Width, area.Height)), ("Resources", fonts.Resources)));
    }

    private void TextIn(ContentBuilder content, PdfArea area, string text, double size, bool multiline)
    {
        var face = faces.Regular.Face;
        var lineHeight = LineHeight(size);
        content.Raw("/Tx BMC q").Numbers("re", 1, 1, area.Width - 2, area.Height - 2).Raw("W n");
        var baseline = (multiline ? area.Height - 3 : (area.Height + lineHeight) / 2) - (face.Ascent * size / 1000);
        foreach (var line in multiline ? TextLayout.Wrap(text, faces.Regular, size, area.Width - 8) : [text])
        {
            if (line.Length > 0)
            {
                content.Text(line, 4, baseline, faces.Regular, size, PdfColor.Black);
            }

            baseline -= lineHeight;
        }

        content.Raw("Q EMC");
    }

    private double FittingSize(string text, PdfArea area)
    {
        var size = style.TextSize;
        while (size > TextLayout.SmallestSize
            && TextLayout.Wrap(text, faces.Regular, size, area.Width - 8).Count * LineHeight(size) > area.Height - 6)
        {
            size -= 0.5;
        }

        return Math.Max(size, TextLayout.SmallestSize);
    }

    private double LineHeight(double size) => (faces.Regular.Face.Ascent - faces.Regular.Face.Descent) * size / 1000;
}
