using UglyToad.PdfPig.Tokens;
using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

/// <summary>One page. Everything drawn is either the content of an element or an artifact: nothing can be left untagged.</summary>
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

    /// <summary>How much is drawn so far: a place to put something under what follows.</summary>
    public int Position => _content.Length;

    /// <summary>Draws the content of an element.</summary>
    public void Tagged(StructureElement element, string type, Action<ContentBuilder> draw)
    {
        _owners.Add(element);
        element.AddContent(Reference, _owners.Count - 1);
        _content.Raw($"/{type} <</MCID {_owners.Count - 1}>> BDC");
        draw(_content);
        _content.Raw("EMC");
    }

    /// <summary>Draws what says nothing: rules, frames, the foot of the page.</summary>
    /// <param name="kind">Properties of the artifact, as <c>&lt;&lt;/Type/Pagination/Subtype/Footer&gt;&gt;</c>.</param>
    /// <param name="at">A position to draw at, under everything drawn later.</param>
    public void Artifact(Action<ContentBuilder> draw, string? kind = null, int? at = null)
    {
        var artifact = _content.Another();
        artifact.Raw(kind is null ? "/Artifact BMC" : $"/Artifact {kind} BDC");
        draw(artifact);
        artifact.Raw("EMC");
        _content.Insert(at ?? _content.Length, artifact);
    }

    /// <summary>Something to click or fill in; it becomes part of the element.</summary>
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
