namespace Coopera.Core.Exports;

public enum ExportCell
{
    Text,

    /// <summary>A <see cref="DateTime"/> as the reader's clock shows it.</summary>
    Moment,

    /// <summary>A <see cref="DateOnly"/>.</summary>
    Day,

    Number,

    Phone,
}

/// <param name="Width">In characters, for spreadsheets.</param>
public sealed record ExportColumn(string Title, ExportCell Kind = ExportCell.Text, int Width = 20);
