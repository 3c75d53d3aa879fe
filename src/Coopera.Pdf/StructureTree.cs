using UglyToad.PdfPig.Tokens;
using static Coopera.Pdf.PdfObjects;

namespace Coopera.Pdf;

/// <summary>
/// What the document says, in reading order, and the way back from every marked content and every annotation to its element.
/// Without it a screen reader has only letters on a page.
/// </summary>
internal sealed class StructureTree
{
    private readonly PdfObjectTable _table;
    private readonly List<StructureElement> _elements = [];
    private readonly List<Func<IToken>> _parents = [];

    public StructureTree(PdfObjectTable table)
    {
        _table = table;
        Reference = table.Reserve();
        Document = new StructureElement("Document", Reference, table.Reserve());
        _elements.Add(Document);
    }

    public IndirectReferenceToken Reference { get; }

    public StructureElement Document { get; }

    public StructureElement Create(string type, StructureElement parent, params (string Key, IToken? Value)[] attributes)
    {
        var element = new StructureElement(type, parent.Reference, _table.Reserve(), attributes);
        parent.Kids.Add(element.Reference);
        _elements.Add(element);
        return element;
    }

    public int AddPage(IReadOnlyList<StructureElement> owners) =>
        AddParent(() => _table.Add(Array([.. owners.Select(owner => (IToken)owner.Reference)])));

    public int AddAnnotation(StructureElement element, IndirectReferenceToken page, IndirectReferenceToken annotation)
    {
        element.Kids.Add(Dictionary(("Type", Name("OBJR")), ("Pg", page), ("Obj", annotation)));
        return AddParent(() => element.Reference);
    }

    public void Write()
    {
        foreach (var element in _elements)
        {
            element.Write(_table);
        }

        // Keys rise from 0 and are written in that order, as a number tree must be.
        var numbers = _parents.SelectMany((parent, key) => new[] { Number(key), parent() });
        _table.Set(Reference, Dictionary(
            ("Type", Name("StructTreeRoot")),
            ("K", Document.Reference),
            ("ParentTree", _table.Add(Dictionary(("Nums", Array([.. numbers]))))),
            ("ParentTreeNextKey", Number(_parents.Count))));
    }

    private int AddParent(Func<IToken> value)
    {
        _parents.Add(value);
        return _parents.Count - 1;
    }
}

internal sealed class StructureElement(
    string type, IndirectReferenceToken parent, IndirectReferenceToken reference, params (string Key, IToken? Value)[] attributes)
{
    public IndirectReferenceToken Reference => reference;

    public List<IToken> Kids { get; } = [];

    public void AddContent(IndirectReferenceToken page, int mcid) =>
        Kids.Add(Dictionary(("Type", Name("MCR")), ("Pg", page), ("MCID", Number(mcid))));

    public void Write(PdfObjectTable table) =>
        table.Set(
            reference, Dictionary([("Type", Name("StructElem")), ("S", Name(type)), ("P", parent), ("K", Array(Kids)), .. attributes]));
}
