namespace Coopera.Pdf;

public abstract record FormItem(string Label, double Weight)
{
    public bool Required { get; init; }
}

/// <param name="Name">ASCII, unique in the document, without full stops: what is read back.</param>
public sealed record TextField(string Name, string Label, double Weight = 1) : FormItem(Label, Weight)
{
    public string? Value { get; init; }

    /// <summary>Shown by viewers and read by screen readers; the label when null.</summary>
    public string? Tooltip { get; init; }

    public bool ReadOnly { get; init; }

    public int? MaxLength { get; init; }

    public int Lines { get; init; } = 1;
}

/// <param name="Description">What a screen reader says: by default the label, after that of its group.</param>
public sealed record CheckBox(string Name, string Label, bool Checked = false, string? Description = null);

/// <summary>Check boxes side by side under one label. They do not exclude each other: whoever reads decides what two ticks mean.</summary>
public sealed record ChoiceGroup(string Label, IReadOnlyList<CheckBox> Boxes, double Weight = 1) : FormItem(Label, Weight);

public sealed record SignatureField(string Name, string Label, double Weight = 1) : FormItem(Label, Weight)
{
    public double Height { get; init; } = 56;

    public string? Tooltip { get; init; }
}

public sealed record FormStyle
{
    public double LabelSize { get; init; } = 9;

    public double TextSize { get; init; } = 10.5;

    public double BoxHeight { get; init; } = 20;

    public double Gutter { get; init; } = 12;

    public double After { get; init; } = 6;

    public PdfColor LabelColor { get; init; } = PdfColor.Gray(0.2);

    public PdfColor Border { get; init; } = PdfColor.Gray(0.4);

    public PdfColor Background { get; init; } = PdfColor.White;

    internal PdfTextStyle Label => new(LabelSize, Color: LabelColor, LineHeight: 1.25);
}
