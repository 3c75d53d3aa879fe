namespace Coopera.Pdf.Reading;

// What the syntax of PDF makes: beside these there are null, bool, double, List<object?> and Dictionary<string, object?>.

internal sealed record PdfName(string Value);

internal sealed record PdfReference(int Number);

internal sealed record PdfKeyword(string Value);

/// <param name="Start">Where it begins in the file, with its bracket; -1 when it stands in an object stream.</param>
internal sealed class PdfString(byte[] bytes, int start, int end)
{
    public byte[] Bytes { get; set; } = bytes;

    public int Start => start;

    public int End => end;
}

/// <param name="DataStart">Where its bytes begin in the file; where they end says its /Length, or the next "endstream".</param>
internal sealed record PdfStream(Dictionary<string, object?> Dictionary, int Number, int Generation, int DataStart);

internal static class PdfValueExtensions
{
    public static object? Entry(this Dictionary<string, object?> dictionary, string key) => dictionary.GetValueOrDefault(key);

    public static bool Is(this object? value, string name) => value is PdfName found && found.Value == name;

    public static int Integer(this object? value, int otherwise = 0) =>
        value is double number and >= 0 and <= int.MaxValue ? (int)number : otherwise;
}
