namespace Coopera.Pdf.Reading;

/// <summary>
/// What a reader finds in a file now and did not find in it when it was signed: both are walked through side by side, from the catalog to
/// everything that can be reached, so that what changed nothing counts as nothing and what changed something is met wherever it stands.
/// </summary>
internal sealed class RevisionComparison
{
    private const int MaximumPairs = 60_000;

    private readonly PdfDocument _then;
    private readonly PdfDocument _now;
    private readonly FieldComparison _fields;
    private readonly HashSet<int> _pagesThen;
    private readonly HashSet<int> _pagesNow;
    private readonly HashSet<(int, int)> _met = [];
    private readonly Queue<(int Then, int Now, string? Field)> _open = [];
    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);
    private PdfChange _kinds;
    private bool _isDescribedAnew;

    public RevisionComparison(PdfDocument then, PdfDocument now, IReadOnlyCollection<PdfSignature> genuine)
    {
        (_then, _now) = (then, now);
        var (fieldsThen, fieldsNow) = (then.Fields, now.Fields);
        (_pagesThen, _pagesNow) = (fieldsThen.Pages, fieldsNow.Pages);
        _fields = new FieldComparison(this, fieldsThen, fieldsNow, genuine);
    }

    public PdfDocument Now => _now;

    public PdfDocument Then => _then;

    public PdfChanges Run()
    {
        Compare(_then.Trailer.Entry("Encrypt"), _now.Trailer.Entry("Encrypt"), null);
        Describe(_then.Trailer.Entry("Info"), _now.Trailer.Entry("Info"));
        CompareCatalogs(_then.Catalog, _now.Catalog);
        while (_open.TryDequeue(out var pair))
        {
            Compare(pair.Then, pair.Now, pair.Field);
        }

        // A new title alone is no data of a signature.
        return new PdfChanges(_kinds == PdfChange.None && _isDescribedAnew ? PdfChange.Other : _kinds, [.. _changed]);
    }

    public void Found(PdfChange kind) => _kinds |= kind;

    /// <param name="field">Whose value or appearance this belongs to; null for all else.</param>
    public void Compare(object? then, object? now, string? field)
    {
        _now.File.Budget.SpendStep();
        if (then is PdfReference one && now is PdfReference other)
        {
            if (_met.Add((one.Number, other.Number)))
            {
                if (_met.Count > MaximumPairs)
                {
                    throw new ReadingBudgetExceededException();
                }

                _open.Enqueue((one.Number, other.Number, field));
            }
        }
        else
        {
            CompareValues(_then.Resolve(then), _now.Resolve(now), field);
        }
    }

    public void CompareEntries(
        Dictionary<string, object?> then, Dictionary<string, object?> now, string? field, Predicate<string>? isElsewhere = null)
    {
        foreach (var key in then.Keys.Union(now.Keys).Where(key => isElsewhere is null || !isElsewhere(key)))
        {
            Compare(then.Entry(key), now.Entry(key), field);
        }
    }

    private void Compare(int then, int now, string? field)
    {
        var found = _now.Resolve(new PdfReference(now));
        var before = then == now && IsUntouched(now) ? found : _then.Resolve(new PdfReference(then));
        if (field is null && before is Dictionary<string, object?> one && found is Dictionary<string, object?> other)
        {
            if (_fields.Compare(then, now))
            {
                return;
            }

            if (_pagesThen.Contains(then) && _pagesNow.Contains(now))
            {
                ComparePages(one, other);
                return;
            }
        }

        CompareValues(before, found, field);
    }

    // The same bytes; what they refer to may be other objects all the same.
    private bool IsUntouched(int number) => _now.PlaceOf(number) is { } place && place == _then.PlaceOf(number)
        && (place.Kind == PlaceKind.InFile ? place.Where < _then.File.Bytes.Length
            : _now.PlaceOf(place.Where) is { } container && container == _then.PlaceOf(place.Where)
                && container.Where < _then.File.Bytes.Length);

    private void CompareCatalogs(Dictionary<string, object?> then, Dictionary<string, object?> now)
    {
        if (now.ContainsKey("DSS"))
        {
            Found(PdfChange.ValidationData); // certificates for later; nothing of it is shown
        }

        Describe(then.Entry("Metadata"), now.Entry("Metadata"));
        CompareForms(_then.Dictionary(then.Entry("AcroForm")) ?? [], _now.Dictionary(now.Entry("AcroForm")) ?? []);
        CompareEntries(then, now, null, key => key is "DSS" or "Extensions" or "Version" or "Metadata" or "AcroForm");
    }

    private void CompareForms(Dictionary<string, object?> then, Dictionary<string, object?> now)
    {
        _fields.CompareLists(then.Entry("Fields"), now.Entry("Fields"));
        CompareResources(_then.Dictionary(then.Entry("DR")) ?? [], _now.Dictionary(now.Entry("DR")) ?? []);
        CompareEntries(then, now, null, key => key is "Fields" or "SigFlags" or "DR");
    }

    // A further signature brings fonts of its own.
    private void CompareResources(Dictionary<string, object?> then, Dictionary<string, object?> now)
    {
        foreach (var (kind, known) in then)
        {
            if (_then.Dictionary(known) is { } before && _now.Dictionary(now.Entry(kind)) is { } found)
            {
                CompareEntries(before, found, null, key => !before.ContainsKey(key));
            }
            else
            {
                Compare(known, now.Entry(kind), null);
            }
        }
    }

    private void ComparePages(Dictionary<string, object?> then, Dictionary<string, object?> now)
    {
        _fields.CompareLists(then.Entry("Annots"), now.Entry("Annots"));
        CompareEntries(then, now, null, key => key is "Annots" or "LastModified");
    }

    private void CompareValues(object? then, object? now, string? field)
    {
        switch (then, now)
        {
            case (Dictionary<string, object?> one, Dictionary<string, object?> other):
                CompareEntries(one, other, field);
                break;
            case (List<object?> one, List<object?> other) when one.Count == other.Count:
                for (var i = 0; i < one.Count; i++)
                {
                    Compare(one[i], other[i], field);
                }

                break;
            case (PdfStream one, PdfStream other):
                CompareStreams(one, other, field);
                break;
            case (PdfString one, PdfString other) when one.Bytes.AsSpan().SequenceEqual(other.Bytes):
            case (null, null):
                break;
            default:
                if (then is null || !then.Equals(now))
                {
                    Differs(field);
                }

                break;
        }
    }

    private void CompareStreams(PdfStream then, PdfStream now, string? field)
    {
        CompareEntries(then.Dictionary, now.Dictionary, field, key => key == "Length");
        var (before, found) = (_then.Packed(then), _now.Packed(now));
        if (then.DataStart != now.DataStart)
        {
            _now.File.Budget.SpendBytes(found.Length);
        }

        if (before.Length != found.Length || (then.DataStart != now.DataStart && !before.Span.SequenceEqual(found.Span)))
        {
            Differs(field);
        }
    }

    private void Differs(string? field)
    {
        Found(field is null ? PdfChange.Other : PdfChange.Values);
        if (field is not null)
        {
            _changed.Add(field);
        }
    }

    // Title and dates of the file are written anew by programs that add what a signature needs; no page shows them.
    private void Describe(object? then, object? now) =>
        _isDescribedAnew |= (then, now) is not (PdfReference one, PdfReference other)
            ? then is not null || now is not null
            : one.Number != other.Number || !IsUntouched(other.Number);
}
