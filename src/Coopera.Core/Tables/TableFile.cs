using System.Text;

namespace Coopera.Core.Tables;

/// <summary>A table in a file: XLSX, or a text in any of the encodings that office programs write.</summary>
public static class TableFile
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static (ReadTable? Table, TableFault? Fault) Read(Stream file) => Read(file, TableLimits.ByHand);

    public static (ReadTable? Table, TableFault? Fault) Read(Stream file, TableLimits limits) =>
        Read(file, limits, text => TableText.Read(text, limits));

    /// <param name="ofText">Makes a table of a text.</param>
    internal static (ReadTable? Table, TableFault? Fault) Read(
        Stream file, TableLimits limits, Func<string, (ReadTable? Table, TableFault? Fault)> ofText)
    {
        if (file.Length > limits.File)
        {
            return (null, TableFault.TooLarge);
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes switch
        {
            [0x50, 0x4B, 0x03, 0x04, ..] => XlsxTable.Read(new MemoryStream(bytes, writable: false), limits),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => (null, TableFault.OldOrLocked),
            _ => Decode(bytes) is { } text ? ofText(text) : (null, TableFault.NotText),
        };
    }

    private static string? Decode(byte[] bytes)
    {
        var text = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(bytes.AsSpan(3)),
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes.AsSpan(2)),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2)),
            [not 0, 0, not 0, 0, ..] => Encoding.Unicode.GetString(bytes),
            [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode.GetString(bytes),
            _ => Plain(bytes),
        };
        return text.Contains('\0', StringComparison.Ordinal) || text.StartsWith("%PDF", StringComparison.Ordinal) ? null : text;
    }

    private static string Plain(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Windows.GetString(bytes); // "CSV" of an Italian Excel
        }
    }
}
