using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Coopera.Testing.Reading;

/// <summary>A finished file, read strictly and by another program than the one that wrote it.</summary>
public sealed class PdfFile : IDisposable
{
    private readonly PdfDocument _document;

    public PdfFile(byte[] file)
    {
        _document = PdfDocument.Open(file, ParsingOptions.LenientParsingOff);
        Pages = [.. _document.GetPages()];
        Root = new Element(this, Catalog.Dictionary("StructTreeRoot").Entry("K")!, null);
        ParentTree = ReadParentTree();
    }

    public IReadOnlyList<Page> Pages { get; }

    public DictionaryEntries Catalog => new(this, _document.Structure.Catalog.CatalogDictionary);

    public DocumentInformation Information => _document.Information;

    /// <summary>The element Document, and below it everything that is told.</summary>
    public Element Root { get; }

    public IReadOnlyDictionary<int, IToken> ParentTree { get; }

    public IEnumerable<Element> Elements => Root.WithDescendants();

    public string Metadata =>
        _document.TryGetXmpMetadata(out var metadata) ? System.Text.Encoding.UTF8.GetString(metadata.GetXmlBytes().ToArray()) : "";

    public string Text => string.Join('\n', Pages.Select(page => page.Text));

    public IEnumerable<(Page Page, IndirectReference Reference, DictionaryEntries Entries)> Annotations =>
        from page in Pages
        from reference in new DictionaryEntries(this, page.Dictionary).Array("Annots").Cast<IndirectReferenceToken>()
        select (page, reference.Data, new DictionaryEntries(this, (DictionaryToken)Resolve(reference)!));

    public IReadOnlyDictionary<string, DictionaryEntries> Widgets =>
        Annotations.Where(annotation => annotation.Entries.Name("Subtype") == "Widget")
            .ToDictionary(widget => widget.Entries.Text("T")!, widget => widget.Entries);

    public IToken? Resolve(IToken? token) =>
        token is IndirectReferenceToken reference ? _document.Structure.GetObject(reference.Data).Data : token;

    public void Dispose() => _document.Dispose();

    private Dictionary<int, IToken> ReadParentTree()
    {
        var numbers = Catalog.Dictionary("StructTreeRoot").Dictionary("ParentTree").Array("Nums");
        var tree = new Dictionary<int, IToken>();
        for (var i = 0; i < numbers.Count; i += 2)
        {
            var key = ((NumericToken)numbers[i]).Int;
            Assert.True(tree.Count == 0 || key > tree.Keys.Max(), "A number tree is sorted.");
            tree.Add(key, numbers[i + 1]);
        }

        return tree;
    }

    /// <summary>A dictionary whose references are followed.</summary>
    public sealed record DictionaryEntries(PdfFile File, DictionaryToken Token)
    {
        public IToken? Entry(string key) => Token.TryGet(NameToken.Create(key), out var value) ? value : null;

        public IToken? Value(string key) => File.Resolve(Entry(key));

        public bool Has(string key) => Token.ContainsKey(NameToken.Create(key));

        public string? Name(string key) => (Value(key) as NameToken)?.Data;

        public int? Number(string key) => (Value(key) as NumericToken)?.Int;

        public string? Text(string key) => Value(key) switch { StringToken text => text.Data, HexToken text => text.Data, _ => null };

        public IReadOnlyList<IToken> Array(string key) => (Value(key) as ArrayToken)?.Data ?? [];

        public DictionaryEntries Dictionary(string key) => new(File, Value(key) switch
        {
            StreamToken stream => stream.StreamDictionary,
            DictionaryToken dictionary => dictionary,
            _ => throw new InvalidOperationException($"There is no dictionary /{key}."),
        });
    }

    /// <summary>One element of the structure with what it holds.</summary>
    public sealed class Element
    {
        private readonly PdfFile _file;

        public Element(PdfFile file, IToken reference, Element? parent)
        {
            _file = file;
            Reference = ((IndirectReferenceToken)reference).Data;
            Entries = new DictionaryEntries(file, (DictionaryToken)file.Resolve(reference)!);
            Parent = parent;
            foreach (var kid in Entries.Array("K"))
            {
                var entries = new DictionaryEntries(file, (DictionaryToken)file.Resolve(kid)!);
                switch (entries.Name("Type"))
                {
                    case "MCR":
                        Contents.Add((((IndirectReferenceToken)entries.Entry("Pg")!).Data, entries.Number("MCID")!.Value));
                        break;
                    case "OBJR":
                        Annotations.Add(((IndirectReferenceToken)entries.Entry("Obj")!).Data);
                        break;
                    default:
                        Kids.Add(new Element(file, kid, this));
                        break;
                }
            }
        }

        public IndirectReference Reference { get; }

        public DictionaryEntries Entries { get; }

        public Element? Parent { get; }

        public string Type => Entries.Name("S")!;

        public List<Element> Kids { get; } = [];

        public List<(IndirectReference Page, int Mcid)> Contents { get; } = [];

        public List<IndirectReference> Annotations { get; } = [];

        /// <summary>What a screen reader would say for the element's own content.</summary>
        public string Text => string.Concat(Contents.Select(content => _file.TextOf(content.Page, content.Mcid)));

        public IEnumerable<Element> WithDescendants() => Kids.SelectMany(kid => kid.WithDescendants()).Prepend(this);
    }

    /// <summary>Pages as they stand in the page tree, so that a reference leads to its page.</summary>
    public IReadOnlyList<IndirectReference> PageReferences =>
        [.. Catalog.Dictionary("Pages").Array("Kids").Cast<IndirectReferenceToken>().Select(page => page.Data)];

    private string TextOf(IndirectReference page, int mcid)
    {
        var index = PageReferences.ToList().IndexOf(page);
        return string.Concat(Pages[index].GetMarkedContents().Where(
            content => content.MarkedContentIdentifier == mcid).SelectMany(content => content.Letters).Select(letter => letter.Value));
    }
}
