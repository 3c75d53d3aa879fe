namespace Coopera.Pdf;

public sealed partial class TaggedPdf
{
    private const double TickSize = 11;
    private const double TickGap = 5;
    private const double BetweenTicks = 16;

    public TaggedPdf Fields(params IReadOnlyList<FormItem> row)
    {
        var style = _formStyle.Label;
        var weights = row.Sum(item => item.Weight);
        var free = _width - (_formStyle.Gutter * (row.Count - 1));
        var cells = row.Select(item => (Item: item, Width: free * item.Weight / weights)).ToList();
        var labels = cells.ConvertAll(cell => TextLayout.Wrap(Marked(cell.Item), _faces.Regular, style.Size, cell.Width));
        var labelHeight = labels.Max(lines => lines.Count) * style.Line;
        var boxHeight = cells.Max(cell => HeightOf(cell.Item, cell.Width));
        Reserve(labelHeight + boxHeight + 2);
        var x = _left;
        foreach (var ((item, width), label) in cells.Zip(labels))
        {
            var paragraph = _structure.Create("P", _structure.Document);
            var top = _y - labelHeight + (label.Count * style.Line);
            var at = x;
            _page.Tagged(paragraph, "P", content =>
            {
                foreach (var (index, line) in label.Index())
                {
                    content.Text(line, at, Baseline(style, top - (index * style.Line)), _faces.Regular, style.Size, style.Color);
                }
            });
            Draw(item, paragraph, new PdfArea(x, _y - labelHeight - 2 - HeightOf(item, width), width, HeightOf(item, width)));
            x += width + _formStyle.Gutter;
        }

        _y -= labelHeight + 2 + boxHeight + _formStyle.After;
        return this;
    }

    public TaggedPdf Check(CheckBox box, PdfTextStyle style)
    {
        var lines = TextLayout.Wrap(box.Label, _faces.For(style), style.Size, _width - TickSize - TickGap);
        Reserve(lines.Count * style.Line);
        Tick(box, box.Description ?? box.Label, lines, style, _left, _y);
        _y -= (lines.Count * style.Line) + style.After;
        return this;
    }

    public TaggedPdf Signature(SignatureField field) => Fields(field);

    private void Draw(FormItem item, StructureElement paragraph, PdfArea area)
    {
        switch (item)
        {
            case TextField text:
                _form.Add(_page, _structure.Create("Form", paragraph), area, text);
                break;
            case SignatureField signature:
                _form.Add(_page, _structure.Create("Form", paragraph), area, signature);
                break;
            case ChoiceGroup group:
                foreach (var (box, x, line) in Places(group, area.Width))
                {
                    // Level with the text in the fields beside it.
                    var top = area.Top - (line * _formStyle.BoxHeight) - ((_formStyle.BoxHeight - ChoiceStyle.Line) / 2);
                    Tick(
                        box, box.Description ?? $"{group.Label}: {box.Label}",
                        [TextLayout.CleanLine(box.Label)], ChoiceStyle, area.X + x, top);
                }

                break;
            default:
                throw new ArgumentException($"{item.GetType().Name} cannot stand in a row of fields.", nameof(item));
        }
    }

    private void Tick(CheckBox box, string description, IReadOnlyList<string> lines, PdfTextStyle style, double x, double top)
    {
        var paragraph = _structure.Create("P", _structure.Document);
        var middle = Baseline(style, top) + (_faces.For(style).Face.CapHeight * style.Size / 2000);
        _form.Add(
            _page, _structure.Create("Form", paragraph), new PdfArea(x, middle - (TickSize / 2), TickSize, TickSize), box, description);
        _page.Tagged(paragraph, "P", content =>
        {
            foreach (var (index, line) in lines.Index())
            {
                content.Text(
                    line, x + TickSize + TickGap, Baseline(style, top - (index * style.Line)), _faces.For(style), style.Size, style.Color);
            }
        });
    }

    private PdfTextStyle ChoiceStyle => new(_formStyle.TextSize - 0.5, Color: PdfColor.Black);

    private double HeightOf(FormItem item, double width) => item switch
    {
        TextField { Lines: > 1 } field => _formStyle.BoxHeight + ((field.Lines - 1) * _formStyle.TextSize * 1.55),
        SignatureField field => field.Height,
        ChoiceGroup group => (Places(group, width).Max(place => place.Line) + 1) * _formStyle.BoxHeight,
        _ => _formStyle.BoxHeight,
    };

    // As many boxes a line as fit.
    private List<(CheckBox Box, double X, int Line)> Places(ChoiceGroup group, double width)
    {
        var places = new List<(CheckBox, double, int)>();
        var (x, line) = (0.0, 0);
        foreach (var box in group.Boxes)
        {
            var needed = TickSize + TickGap + _faces.For(ChoiceStyle).Width(TextLayout.CleanLine(box.Label), ChoiceStyle.Size);
            if (x > 0 && x + needed > width)
            {
                (x, line) = (0, line + 1);
            }

            places.Add((box, x, line));
            x += needed + BetweenTicks;
        }

        return places;
    }

    private static string Marked(FormItem item) => TextLayout.CleanLine(item.Required ? $"{item.Label} *" : item.Label);
}
