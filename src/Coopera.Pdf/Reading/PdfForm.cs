namespace Coopera.Pdf.Reading;

/// <param name="Value">Of a text field its text, of a check box its state.</param>
public sealed record PdfFormField(string Name, string Value)
{
    /// <summary>What a page shows in its place, where that is something else; empty when no page shows the field.</summary>
    public string? ShownInstead { get; init; }

    /// <summary>What the page shows was made in a way that is not read: whether it is the value, only eyes can tell.</summary>
    public bool IsShownUnreadably { get; init; }
}

public sealed record PdfForm(IReadOnlyList<PdfFormField> Fields)
{
    /// <summary>The file's tables are damaged: its objects were searched for, and a reader may show others.</summary>
    public bool IsRebuilt { get; init; }

    /// <summary>The file holds more than could be looked at.</summary>
    public bool IsCut { get; init; }

    public IReadOnlyDictionary<string, string> Values => Fields.ToDictionary(one => one.Name, one => one.Value);
}
