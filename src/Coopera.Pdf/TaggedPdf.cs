using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

/// <summary>
/// A document written from top to bottom: headings, paragraphs, fields, tables. Built to PDF/UA-1: tagged in reading order, titled, with
/// its language and all fonts. Texts and styles are the caller's; the same calls make the same bytes.
/// </summary>
public sealed partial class TaggedPdf
{
    private readonly PdfInformation _information;
    private readonly PdfPageSetup _setup;
    private readonly PdfFonts _faces;
    private readonly PdfObjectTable _table = new();
    private readonly StructureTree _structure;
    private readonly DocumentFonts _fonts;
    private readonly FormStyle _formStyle;
    private readonly InteractiveForm _form;
    private readonly List<PdfPage> _pages = [];
    private Action<ContentBuilder, int, int>? _foot;
    private PdfPage _page;
    private double _y;
    private double _left;
    private double _width;

    public TaggedPdf(PdfInformation information, PdfPageSetup setup, PdfFonts fonts, FormStyle? form = null)
    {
        _information = information;
        _setup = setup;
        _faces = fonts;
        _structure = new StructureTree(_table);
        _fonts = new DocumentFonts(_table);
        _formStyle = form ?? new FormStyle();
        _form = new InteractiveForm(_table, _fonts, fonts, _formStyle);
        _left = setup.MarginX;
        _width = setup.Width - (2 * setup.MarginX);
        _page = NewPage();
    }

    public PdfArea Room => new(_left, _setup.MarginBottom, _width, _y - _setup.MarginBottom);

    /// <param name="level">1 to 6, without gaps.</param>
    public TaggedPdf Heading(int level, string text, PdfTextStyle style)
    {
        Reserve(style.Line * 4); // a heading does not stay behind at the foot of a page
        return Block($"H{level}", [text], style);
    }

    public TaggedPdf Paragraph(string text, PdfTextStyle style) => Block("P", [text], style);

    public TaggedPdf Paragraph(PdfTextStyle style, params IEnumerable<PdfSpan> spans) => Block("P", spans, style);

    public TaggedPdf Link(string text, string address, PdfTextStyle style) => Block("P", [new PdfSpan(text, address)], style);

    public TaggedPdf Space(double height)
    {
        _y -= height;
        return this;
    }

    public TaggedPdf Rule(PdfColor color, double thickness = 0.75, double after = 6)
    {
        Reserve(thickness + after);
        var (left, right, y) = (_left, _left + _width, _y - (thickness / 2));
        _page.Artifact(content => content.Line(left, y, right, y, color, thickness));
        _y -= thickness + after;
        return this;
    }

    public TaggedPdf Border(PdfColor color, double thickness = 1, double inset = 24)
    {
        _page.Artifact(content => content.Rectangle(
            new(inset, inset, _setup.Width - (2 * inset), _setup.Height - (2 * inset)), stroke: color, line: thickness));
        return this;
    }

    /// <summary>Drawing on this page that says nothing: <see cref="Room"/> tells where.</summary>
    public TaggedPdf Artifact(Action<ContentBuilder> draw)
    {
        _page.Artifact(draw);
        return this;
    }

    public TaggedPdf Box(PdfColor? fill, PdfColor? stroke, double padding, Action body)
    {
        var (first, top, position) = (_pages.Count - 1, _y, _page.Position);
        Indented(padding, padding, () =>
        {
            _y -= padding;
            body();
            _y -= padding;
        });
        for (var i = first; i < _pages.Count; i++)
        {
            var (start, end) = (i == first ? top : _setup.Height - _setup.MarginTop, i == _pages.Count - 1 ? _y : _setup.MarginBottom);
            _pages[i].Artifact(
                content => content.Rectangle(new(_left, end, _width, start - end), fill, stroke, 0.75), at: i == first ? position : 0);
        }

        return this;
    }

    public TaggedPdf Indent(double left, Action body)
    {
        Indented(left, 0, body);
        return this;
    }

    public TaggedPdf Figure(
        string alternative, double width, double height, Action<ContentBuilder, PdfArea> draw, Action? beside = null, double gap = 14)
    {
        Reserve(height);
        var (page, top) = (_page, _y);
        var area = new PdfArea(_left, _y - height, width, height);
        var figure = _structure.Create("Figure", _structure.Document,
            ("Alt", Text(TextLayout.CleanLine(alternative))),
            ("A", Dictionary(("O", Name("Layout")), ("BBox", Numbers(area.Corners)), ("Placement", Name("Block")))));
        _page.Tagged(figure, "Figure", content => draw(content, area));
        if (beside is not null)
        {
            Indented(width + gap, 0, beside);
        }

        _y = _page == page ? Math.Min(_y, top - height) : _y;
        return this;
    }

    /// <param name="beside">Written to the right of the symbol.</param>
    public TaggedPdf QrCode(string content, string alternative, double size, Action? beside = null) =>
        Figure(alternative, size, size, (builder, area) => QrSymbol.Draw(builder, content, area), beside);

    /// <summary>
    /// The foot of every page: words on the left, and what <paramref name="pageNumber"/> makes of page and pages on the right.
    /// </summary>
    public TaggedPdf Footer(string text, Func<int, int, string> pageNumber, PdfTextStyle style, PdfColor rule)
    {
        var typeface = _faces.For(style);
        _foot = (content, page, pages) =>
        {
            var (left, right, y) = (_setup.MarginX, _setup.Width - _setup.MarginX, _setup.MarginBottom - 22);
            var number = TextLayout.CleanLine(pageNumber(page, pages));
            content.Line(left, y + (style.Size * 1.5), right, y + (style.Size * 1.5), rule, 0.5)
                .Text(TextLayout.CleanLine(text), left, y, typeface, style.Size, style.Color)
                .Text(number, right - typeface.Width(number, style.Size), y, typeface, style.Size, style.Color);
        };
        return this;
    }

    public TaggedPdf PageBreak()
    {
        _page = NewPage();
        return this;
    }

    public TaggedPdf Reserve(double height) =>
        _y - height < _setup.MarginBottom && _y < _setup.Height - _setup.MarginTop ? PageBreak() : this;

    public byte[] ToBytes()
    {
        var tree = _table.Reserve();
        foreach (var (index, page) in _pages.Index())
        {
            if (_foot is not null)
            {
                page.Artifact(content => _foot(content, index + 1, _pages.Count), "<</Type/Pagination/Subtype/Footer>>");
            }

            page.Write(tree, _setup);
        }

        _table.Set(tree, Dictionary(
            ("Type", Name("Pages")), ("Count", Number(_pages.Count)), ("Kids", Array([.. _pages.Select(page => page.Reference)]))));
        var form = _form.Write();
        _fonts.Write();
        _structure.Write();
        return DocumentCatalog.Save(_table, _information, tree, _structure.Reference, form);
    }

    private PdfPage NewPage()
    {
        var page = new PdfPage(_table, _structure, _fonts);
        _pages.Add(page);
        _y = _setup.Height - _setup.MarginTop;
        return page;
    }

    private void Indented(double left, double right, Action body)
    {
        var (x, width) = (_left, _width);
        _left += left;
        _width -= left + right;
        body();
        (_left, _width) = (x, width);
    }
}
