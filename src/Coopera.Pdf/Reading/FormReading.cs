namespace Coopera.Pdf.Reading;

/// <summary>The fields of one file, each with its value and with what the pages show in its place.</summary>
internal sealed class FormReading(PdfDocument document)
{
    private const int MaximumText = 4 * 1024 * 1024;
    private const int Password = 1 << 13;

    private readonly Dictionary<string, PdfFormField> _fields = [];
    private int _text;

    public PdfForm Read()
    {
        var isCut = false;
        try
        {
            var walk = document.Fields;
            isCut = walk.IsCut;
            foreach (var parts in walk.Parts.GroupBy(part => part.Name))
            {
                // What was typed comes first: what it looks like may cost more than the file is worth.
                Read(parts.Key, [.. parts]);
            }

            Compare(walk.Parts);
        }
        catch (ReadingBudgetExceededException)
        {
            isCut = true;
        }

        return new PdfForm([.. _fields.Values]) { IsRebuilt = document.IsRebuilt, IsCut = isCut };
    }

    private void Read(string name, List<FieldPart> parts)
    {
        string? value = null;
        foreach (var part in parts)
        {
            if (!PdfFormReader.IsOn(value))
            {
                value = Value(part) is { } own && (value is null || PdfFormReader.IsOn(own)) ? own : value;
            }
        }

        if (value is not null)
        {
            _fields[name] = new PdfFormField(name, value);
        }
    }

    private void Compare(IEnumerable<FieldPart> all)
    {
        var form = document.Dictionary(document.Catalog.Entry("AcroForm"));
        var appearances = new AppearanceText(document, document.Dictionary(form?.Entry("DR")));
        var areDrawnAnew = document.Resolve(form?.Entry("NeedAppearances")) is true;
        var hasAnotherForm = document.Resolve(form?.Entry("XFA")) is not null; // some readers show that one, and not the fields
        foreach (var parts in all.GroupBy(part => part.Name))
        {
            if (!_fields.TryGetValue(parts.Key, out var field))
            {
                continue;
            }

            if (hasAnotherForm)
            {
                _fields[parts.Key] = field with { IsShownUnreadably = PdfFormReader.IsOn(field.Value) };
                continue;
            }

            var shown = parts.Where(part => part.IsOnPage && !part.IsHidden(document)).ToList();
            _fields[parts.Key] = shown.Count == 0
                ? field with { ShownInstead = PdfFormReader.IsOn(field.Value) ? "" : null }
                : shown[0].Type == "Btn" ? Box(field, shown)
                : shown.Aggregate(field, (known, part) => Text(known, part, appearances, areDrawnAnew));
        }
    }

    // Of boxes with one name at most one is ticked; which, each says itself.
    private PdfFormField Box(PdfFormField field, List<FieldPart> shown)
    {
        var states = shown.Select(part => (document.Resolve(part.Dictionary.Entry("AS")) as PdfName)?.Value).ToList();
        return states.All(state => state is null) || states.Any(state => (state ?? PdfFormReader.Off) == field.Value)
            && states.All(state => state is null or PdfFormReader.Off || state == field.Value)
            ? field
            : field with { ShownInstead = states.FirstOrDefault(PdfFormReader.IsOn) ?? PdfFormReader.Off };
    }

    private PdfFormField Text(PdfFormField field, FieldPart part, AppearanceText appearances, bool areDrawnAnew)
    {
        if (part.Type is not ("Tx" or "Ch") || (document.Resolve(part.Dictionary.Entry("Ff")).Integer() & Password) != 0
            || document.Resolve(document.Dictionary(part.Dictionary.Entry("AP"))?.Entry("N")) is not PdfStream appearance)
        {
            return field; // without an appearance readers draw the value
        }

        if (appearances.Read(appearance) is not { } text)
        {
            return field with { IsShownUnreadably = true };
        }

        // Some readers draw anew what others show as it stands; of a choice the value is a code, and what is shown its name.
        return ShownText.IsSame(text, field.Value) ? field
            : areDrawnAnew || part.Type == "Ch" ? field with { IsShownUnreadably = true }
            : field with { ShownInstead = text.Trim() };
    }

    private string? Value(FieldPart part)
    {
        var value = document.Resolve(part.Value);
        return part.Type switch
        {
            "Tx" => Text(value) ?? "",
            "Ch" when value is List<object?> several =>
                string.Join('\n', several.Select(one => Text(document.Resolve(one))).OfType<string>()),
            "Ch" => Text(value) ?? "",
            "Btn" => ((value ?? document.Resolve(part.Dictionary.Entry("AS"))) as PdfName)?.Value ?? Text(value) ?? PdfFormReader.Off,
            _ => null, // signatures are not values
        };
    }

    // One long text may be the value of many fields: what counts is how much comes out.
    private string? Text(object? value)
    {
        var bytes = value switch
        {
            PdfString text => text.Bytes,
            PdfStream stream => document.Unpacked(stream, MaximumText)?.ToArray(), // long texts may be written so
            _ => null,
        };
        if (bytes is null)
        {
            return null;
        }

        _text += bytes.Length;
        return _text <= MaximumText ? PdfText.Decode(bytes).ReplaceLineEndings("\n") : throw new ReadingBudgetExceededException();
    }
}
