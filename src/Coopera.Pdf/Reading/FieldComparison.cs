namespace Coopera.Pdf.Reading;

/// <summary>Fields may be filled in, and signed, after somebody signed: told apart from everything else that changed.</summary>
internal sealed class FieldComparison
{
    private const int ReadOnly = 1;

    private readonly RevisionComparison _comparison;
    private readonly Dictionary<int, FieldPart> _then;
    private readonly Dictionary<int, FieldPart> _now;
    private readonly HashSet<int> _genuine;

    public FieldComparison(
        RevisionComparison comparison, FieldWalk then, FieldWalk now, IReadOnlyCollection<PdfSignature> genuine)
    {
        _comparison = comparison;
        (_then, _now) = (ByNumber(then), ByNumber(now));
        _genuine = [.. genuine.Select(signature => signature.Place?.Start.Value).OfType<int>()];
        if (then.IsCut || now.IsCut)
        {
            comparison.Found(PdfChange.Other);
        }
    }

    /// <summary>False when these objects are no fields.</summary>
    public bool Compare(int then, int now)
    {
        if (!_then.TryGetValue(then, out var before) || !_now.TryGetValue(now, out var found))
        {
            return false;
        }

        if (found.Type == "Sig" && before.Type == "Sig")
        {
            CompareSignatureFields(before, found);
        }
        else
        {
            CompareFilledIn(before, found);
        }

        return true;
    }

    /// <summary>The fields of a form, of a field or of a page: further ones may only be those of signatures.</summary>
    public void CompareLists(object? then, object? now)
    {
        var (before, found) = (_comparison.Then.List(then) ?? [], _comparison.Now.List(now) ?? []);
        var known = Numbers(before);
        if (known.Count != before.Count || Numbers(found).Count != found.Count)
        {
            _comparison.Compare(before, found, null); // fields that are written into the list itself
            return;
        }

        foreach (var number in Numbers(found))
        {
            if (known.Remove(number))
            {
                _comparison.Compare(new PdfReference(number), new PdfReference(number), null);
            }
            else
            {
                Judge(_now.GetValueOrDefault(number));
            }
        }

        if (known.Count > 0)
        {
            _comparison.Found(PdfChange.Other);
        }
    }

    private void CompareSignatureFields(FieldPart then, FieldPart now)
    {
        var wasSigned = PdfSignature.Of(then, _comparison.Then) is not null;
        if (wasSigned || PdfSignature.Of(now, _comparison.Now) is null)
        {
            CompareLists(then.Dictionary.Entry("Kids"), now.Dictionary.Entry("Kids"));
            _comparison.CompareEntries(then.Dictionary, now.Dictionary, null, key => key == "Kids");
            return;
        }

        Judge(now);
        CompareLists(then.Dictionary.Entry("Kids"), now.Dictionary.Entry("Kids"));
        _comparison.CompareEntries(
            then.Dictionary, now.Dictionary, null,
            key => key is "V" or "AP" or "AS" or "MK" or "F" or "Ff" or "DA" or "Q" or "BS" or "Border" or "Lock" or "SV" or "M" or "NM"
                or "P" or "StructParent" or "Kids");
    }

    private void CompareFilledIn(FieldPart then, FieldPart now)
    {
        foreach (var key in (ReadOnlySpan<string>)["V", "AS", "I", "RV", "AP"])
        {
            _comparison.Compare(then.Dictionary.Entry(key), now.Dictionary.Entry(key), now.Name);
        }

        CompareLists(then.Dictionary.Entry("Kids"), now.Dictionary.Entry("Kids"));
        _comparison.CompareEntries(
            then.Dictionary, now.Dictionary, null,
            key => key is "V" or "AS" or "I" or "RV" or "AP" or "M" or "Kids" || (key == "Ff" && IsOnlyLocked(then, now)));
    }

    // Whoever signs last may close the fields: they say what they said.
    private bool IsOnlyLocked(FieldPart then, FieldPart now)
    {
        var before = _comparison.Then.Resolve(then.Dictionary.Entry("Ff")).Integer();
        var found = _comparison.Now.Resolve(now.Dictionary.Entry("Ff")).Integer();
        return (before | ReadOnly) == (found | ReadOnly);
    }

    /// <summary>Only a signature that holds may have been added, and only a time stamp that shows nothing is data about one.</summary>
    private void Judge(FieldPart? added)
    {
        var signature = added?.Type == "Sig" ? PdfSignature.Of(added, _comparison.Now) : null;
        var isGenuine = signature?.Place is { } place && _genuine.Contains(place.Start.Value);
        _comparison.Found(
            !isGenuine ? PdfChange.Other
            : signature!.Format != PdfSignature.TimestampFormat ? PdfChange.Signature
            : signature.IsInvisible ? PdfChange.ValidationData
            : PdfChange.Other);
    }

    private static Dictionary<int, FieldPart> ByNumber(FieldWalk walk) =>
        walk.Parts.Where(part => part.Number >= 0).DistinctBy(part => part.Number).ToDictionary(part => part.Number);

    private static HashSet<int> Numbers(List<object?> list) => [.. list.OfType<PdfReference>().Select(one => one.Number)];
}
