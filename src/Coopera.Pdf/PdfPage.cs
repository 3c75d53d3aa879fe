using UglyToad.PdfPig.Tokens;
using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

internal sealed class PdfPage
{
    private readonly PdfObjectTable _table;
    private readonly StructureTree _structure;
    private readonly DocumentFonts _fonts;
    private readonly ContentBuilder _content;
    private readonly List<StructureElement> _owners = [];
    private readonly List<IToken> _annotations = [];
    private readonly int _key;

    public PdfPage(PdfObjectTable table, StructureTree structure, DocumentFonts fonts)
    {
        _table = table;
        _structure = structure;
        _fonts = fonts;
        _content = new ContentBuilder(fonts);
        _key = structure.AddPage(_owners);
        Reference = table.Reserve();
    }

    public IndirectReferenceToken Reference { get; }

    public int Position => _content.Length;

    public void Tagged(StructureElement element, string type, Action<ContentBuilder> draw)
    {
        _owners.Add(element);
        element.AddContent(Reference, _owners.Count - 1);
        _content.Raw($"/{type} <</MCID {_owners.Count - 1}>> BDC");
        draw(_content);
        _content.Raw("EMC");
    }

    public void Artifact(Action<ContentBuilder> draw, string? kind = null, int? at = null)
    {
        var artifact = _content.Another();
        artifact.Raw(kind is null ? "/Artifact BMC" : $"/Artifact {kind} BDC");
        draw(artifact);
        artifact.Raw("EMC");
        _content.Insert(at ?? _content.Length, artifact);
    }

    public IndirectReferenceToken Annotate(
        StructureElement element, string subtype, PdfArea area, params (string Key, IToken? Value)[] entries)
    {
        const int printed = 4;
        var reference = _table.Reserve();
        _table.Set(reference, Dictionary(
        [
            ("Type", Name("Annot")),
            ("Subtype", Name(subtype)),
            ("Rect", Numbers(area.Corners)),
            ("F", Number(printed)),
            ("P", Reference),
            ("StructParent", Number(_structure.AddAnnotation(element, Reference, reference))),
            .. entries,
        ]));
        _annotations.Add(reference);
        return reference;
    }

    public void Write(IndirectReferenceToken parent, PdfPageSetup setup) => _table.Set(Reference, Dictionary(
        ("Type", Name("Page")),
        ("Parent", parent),
        ("MediaBox", Numbers(0, 0, setup.Width, setup.Height)),
        ("Resources", _fonts.Resources),
        ("Contents", _table.Add(Stream(_content.ToBytes()))),
        ("StructParents", Number(_key)),
        ("Tabs", Name("S")),
        ("Annots", _annotations.Count == 0 ? null : Array(_annotations))));
}
