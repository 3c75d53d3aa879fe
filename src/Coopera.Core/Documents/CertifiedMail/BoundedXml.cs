using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Coopera.Core.Documents.CertifiedMail;

/// <summary>
/// The small XML files that come with certified mail, from anybody: no document type is processed, nothing is fetched, and a file that is
/// longer, deeper or fuller than they are is none.
/// </summary>
internal static class BoundedXml
{
    public const int MostBytes = 512 * 1024;

    private const int MostDepth = 40;
    private const int MostNodes = 20_000;

    /// <summary>Null when it is not well-formed, or more than such a file holds.</summary>
    public static XElement? Read(ReadOnlyMemory<byte> xml) => xml.Length is 0 or > MostBytes ? null
        : Read(() => XmlReader.Create(xml.AsStream(), Strict()))

            // Some providers write Latin-1 and say UTF-8, or say nothing.
            ?? Read(() => XmlReader.Create(new StringReader(Undeclared(Encoding.Latin1.GetString(xml.Span))), Strict()));

    private static XElement? Read(Func<XmlReader> open)
    {
        try
        {
            using (var reader = open())
            {
                for (var nodes = 0; reader.Read();)
                {
                    if (++nodes > MostNodes || reader.Depth > MostDepth || reader.AttributeCount > MostDepth)
                    {
                        return null;
                    }
                }
            }

            using var again = open();
            again.MoveToContent();
            return (XElement)XNode.ReadFrom(again);
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException or InvalidCastException)
        {
            return null;
        }
    }

    private static XmlReaderSettings Strict() => new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = MostBytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static string Undeclared(string text)
    {
        var start = text.TrimStart('\uFEFF', '\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');
        var end = start.StartsWith("<?xml", StringComparison.Ordinal) ? start.IndexOf("?>", StringComparison.Ordinal) : -1;
        return end < 0 ? start : start[(end + 2)..];
    }

    /// <summary>By its name alone: namespaces differ from one version to the next, and some programs leave them out.</summary>
    public static XElement? Child(this XElement? element, string name) =>
        element?.Elements().FirstOrDefault(child => child.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static string? Said(this XElement? element, string name) => Line(
        element?.Attributes().FirstOrDefault(one => one.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value);

    /// <summary>One clean line; null when there is none.</summary>
    public static string? Line(this XElement? element) => Line(element?.Value);

    private static string? Line(string? value) => Domain.Text.CleanLine(value) is { Length: > 0 } line ? line : null;
}
