namespace Coopera.Pdf.Reading;

/// <param name="Value">As written: what a reference stands for is still to be looked up.</param>
/// <param name="Number">Of the object; -1 when it is written into another.</param>
internal sealed record FieldPart(
    string Name, string? Type, object? Value, Dictionary<string, object?> Dictionary, int Number)
{
    private const int Invisible = 0x2 | 0x20;

    /// <summary>A page shows it.</summary>
    public bool IsOnPage { get; set; }

    public bool IsHidden(PdfDocument document) =>
        (document.Resolve(Dictionary.Entry("F")).Integer() & Invisible) != 0 || !HasArea(document.List(Dictionary.Entry("Rect")), document);

    private static bool HasArea(List<object?>? rectangle, PdfDocument document) =>
        rectangle is not { Count: 4 } || (Side(rectangle, 0, document) && Side(rectangle, 1, document));

    private static bool Side(List<object?> rectangle, int from, PdfDocument document) =>
        document.Resolve(rectangle[from]) is double one && document.Resolve(rectangle[from + 2]) is double other
        && Math.Abs(one - other) > 0.01;
}

/// <summary>
/// The fields of a form by both roads that readers take: down from the form's list, and up from what stands on the pages. Some programs
/// keep only the one, others let the two grow apart.
/// </summary>
internal sealed class FieldWalk(PdfDocument document)
{
    public const int MaximumName = 500;

    private const int MaximumDepth = 16;
    private const int MaximumPageDepth = 48;
    private const int MaximumFields = 5_000;
    private const int MaximumLooks = 30_000;

    private readonly HashSet<int> _visited = [];
    private readonly Dictionary<int, FieldPart> _byNumber = [];
    private readonly List<FieldPart> _parts = [];
    private int _looked;

    private readonly record struct Inherited(string? Path, string? Type, object? Value);

    /// <summary>Those on pages first: what a page shows wins over what nobody sees.</summary>
    public IEnumerable<FieldPart> Parts => _parts.Where(part => part.IsOnPage).Concat(_parts.Where(part => !part.IsOnPage));

    public HashSet<int> Pages { get; } = [];

    /// <summary>There is more than was walked through.</summary>
    public bool IsCut { get; private set; }

    public FieldWalk Run()
    {
        if (document.Dictionary(document.Catalog.Entry("AcroForm")) is { } form)
        {
            VisitFields(form.Entry("Fields"), default, 0);
        }

        VisitPages(document.Catalog.Entry("Pages"), 0);
        return this;
    }

    private void VisitFields(object? list, Inherited above, int depth)
    {
        if (depth > MaximumDepth)
        {
            IsCut = true;
            return;
        }

        if (IsVisited(list) || document.List(list) is not { } kids)
        {
            return;
        }

        foreach (var kid in kids)
        {
            if (IsFull())
            {
                return;
            }

            if (!IsVisited(kid) && document.Dictionary(kid) is { } field)
            {
                var own = Own(field, above);
                if (own.Path is { Length: <= MaximumName } name && !HasNamedKids(field))
                {
                    Add(new FieldPart(name, own.Type, own.Value, field, Number(kid)));
                }

                VisitFields(field.Entry("Kids"), own, depth + 1);
            }
        }
    }

    private bool HasNamedKids(Dictionary<string, object?> field) =>
        document.List(field.Entry("Kids")) is { Count: > 0 } kids && document.Dictionary(kids[0])?.Entry("T") is not null;

    private void VisitPages(object? node, int depth)
    {
        if (depth > MaximumPageDepth)
        {
            IsCut = true;
            return;
        }

        if (IsVisited(node) || document.Dictionary(node) is not { } page)
        {
            return;
        }

        document.File.Budget.SpendStep();
        foreach (var kid in document.List(page.Entry("Kids")) ?? [])
        {
            VisitPages(kid, depth + 1);
        }

        if (document.List(page.Entry("Annots")) is { } annotations)
        {
            annotations.ForEach(VisitAnnotation);
        }

        if (Number(node) is >= 0 and var number && !page.ContainsKey("Kids"))
        {
            Pages.Add(number);
        }
    }

    private void VisitAnnotation(object? annotation)
    {
        document.File.Budget.SpendStep();
        if (_byNumber.TryGetValue(Number(annotation), out var known))
        {
            known.IsOnPage = true;
        }
        else if (!IsFull() && document.Dictionary(annotation) is { } widget && document.Resolve(widget.Entry("Subtype")).Is("Widget"))
        {
            var own = Climb(widget, 0);
            if (own.Path is { Length: <= MaximumName } name)
            {
                Add(new FieldPart(name, own.Type, own.Value, widget, Number(annotation)) { IsOnPage = true });
            }
        }
    }

    private Inherited Climb(Dictionary<string, object?> field, int depth) => Own(
        field, depth < MaximumDepth && document.Dictionary(field.Entry("Parent")) is { } parent ? Climb(parent, depth + 1) : default);

    private Inherited Own(Dictionary<string, object?> field, Inherited above)
    {
        var name = document.Resolve(field.Entry("T")) is PdfString { Bytes.Length: <= 2 * MaximumName } text
            ? PdfText.Decode(text.Bytes)
            : null;
        return new Inherited(
            above.Path is { Length: > MaximumName } ? above.Path : (above.Path, name) switch
            {
                (null, _) => name,
                (_, null) => above.Path,
                _ => $"{above.Path}.{name}",
            },
            (document.Resolve(field.Entry("FT")) as PdfName)?.Value ?? above.Type,
            field.Entry("V") ?? above.Value);
    }

    private void Add(FieldPart part)
    {
        _parts.Add(part);
        if (part.Number >= 0)
        {
            _byNumber[part.Number] = part;
        }
    }

    private bool IsFull() => IsCut |= _parts.Count >= MaximumFields || ++_looked > MaximumLooks;

    private bool IsVisited(object? value)
    {
        document.File.Budget.SpendStep();
        return value is PdfReference reference && !_visited.Add(reference.Number);
    }

    private static int Number(object? value) => (value as PdfReference)?.Number ?? -1;
}
