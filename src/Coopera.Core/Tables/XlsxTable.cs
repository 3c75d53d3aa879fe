using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using Coopera.Core.Files;
using Coopera.Pdf.Reading;

namespace Coopera.Core.Tables;

/// <summary>
/// The first sheet that is not hidden of an XLSX (ECMA-376), as texts. Bounded by what it unpacks to, whatever the file says of itself; no
/// formula is reckoned, and nothing outside of the file is read.
/// </summary>
internal static class XlsxTable
{
    /// <summary>A sheet needs about ten; the reader keeps something for each that is open.</summary>
    private const int DeepestElement = 64;

    private static XmlReaderSettings Settings(TableLimits limits) => new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = limits.Unpacked,
        CloseInput = true,
    };

    public static (ReadTable? Table, TableFault? Fault) Read(MemoryStream file, TableLimits limits)
    {
        try
        {
            if (!ZipDirectory.Holds(file, "xl/workbook.xml"))
            {
                file.Position = 0;
                return (null, ZipDirectory.Holds(file, "content.xml") ? TableFault.OtherSpreadsheet : TableFault.NotText);
            }

            file.Position = 0;
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var texts = Texts(zip, limits);
            using var sheet = Open(zip, SheetOf(zip, limits), limits);
            return sheet is null ? (null, TableFault.Damaged) : ReadTable.Of(Rows(sheet, texts, limits), limits);
        }
        catch (ReadingBudgetExceededException)
        {
            return (null, TableFault.TooLarge);
        }
        catch (Exception failure) when (failure is InvalidDataException or XmlException or EndOfStreamException)
        {
            return (null, TableFault.Damaged);
        }
    }

    private static string SheetOf(ZipArchive zip, TableLimits limits)
    {
        string? id = null;
        using (var workbook = Open(zip, "xl/workbook.xml", limits))
        {
            while (id is null && workbook is not null && Next(workbook))
            {
                if (IsStart(workbook, "sheet") && workbook.GetAttribute("state") is null or "visible")
                {
                    id = Attribute(workbook, "id");
                }
            }
        }

        using var relations = Open(zip, "xl/_rels/workbook.xml.rels", limits);
        while (relations is not null && Next(relations))
        {
            if (IsStart(relations, "Relationship") && relations.GetAttribute("Id") == id && relations.GetAttribute("Target") is { } target)
            {
                return target.StartsWith('/') ? target[1..] : $"xl/{target}";
            }
        }

        return "xl/worksheets/sheet1.xml";
    }

    /// <summary>By its local name: the prefix and the namespace differ between the two editions of the standard.</summary>
    private static string? Attribute(XmlReader xml, string name)
    {
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == name && xml.Prefix.Length > 0)
            {
                return xml.Value;
            }
        }

        return null;
    }

    private static List<string> Texts(ZipArchive zip, TableLimits limits)
    {
        List<string> texts = [];
        using var xml = Open(zip, "xl/sharedStrings.xml", limits);
        while (xml is not null && Next(xml))
        {
            if (IsStart(xml, "si"))
            {
                if (texts.Count == limits.Texts)
                {
                    throw new ReadingBudgetExceededException();
                }

                texts.Add(ReadTable.Cell(TextIn(xml))); // once, however many cells show it
            }
        }

        return texts;
    }

    private static List<IReadOnlyList<string>> Rows(XmlReader xml, List<string> texts, TableLimits limits)
    {
        List<IReadOnlyList<string>> rows = [];
        List<string>? row = null;
        while (Next(xml))
        {
            if (IsStart(xml, "row"))
            {
                End();
                var number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
                while (rows.Count < number - 1 && rows.Count < limits.LastRow)
                {
                    rows.Add([]);
                }

                row = [];
                if (rows.Count > limits.LastRow + limits.Rows)
                {
                    break;
                }
            }
            else if (row is not null && IsStart(xml, "c"))
            {
                var column = ColumnOf(xml.GetAttribute("r")) ?? row.Count;
                var text = CellIn(xml, texts);
                while (column < limits.Columns && row.Count <= column)
                {
                    row.Add("");
                }

                if (column < limits.Columns)
                {
                    row[column] = text;
                }
            }
        }

        End();
        return rows;

        void End()
        {
            if (row is not null)
            {
                rows.Add(limits.Take(rows, row));
            }
        }
    }

    private static string CellIn(XmlReader xml, List<string> texts)
    {
        var (type, text) = (xml.GetAttribute("t"), "");
        if (type == "inlineStr")
        {
            return ReadTable.Cell(TextIn(xml));
        }

        using var cell = xml.ReadSubtree();
        while (Next(cell))
        {
            if (IsStart(cell, "v") && !cell.IsEmptyElement && Next(cell) && cell.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                text = cell.Value;
            }
        }

        return type switch
        {
            "s" => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < texts.Count ? texts[at] : "",
            "e" => "", // #N/A and its like
            "str" => ReadTable.Cell(XmlConvert.DecodeName(text)),
            // A telephone number without its zero is "3.331234567E9" in some.
            _ => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number.ToString("0.##########", CultureInfo.InvariantCulture) : ReadTable.Cell(text),
        };
    }

    /// <summary>All its runs, without what is written above Japanese ones.</summary>
    private static string TextIn(XmlReader xml)
    {
        var text = new StringBuilder();
        int? above = null;
        using var inside = xml.ReadSubtree();
        while (Next(inside))
        {
            if (above is null && IsStart(inside, "rPh") && !inside.IsEmptyElement)
            {
                above = inside.Depth;
            }
            else if (above == inside.Depth && inside.NodeType == XmlNodeType.EndElement)
            {
                above = null;
            }
            else if (above is null
                && inside.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                var room = (2 * ReadTable.LongestCell) - text.Length;
                text.Append(inside.Value.AsSpan(0, Math.Min(room, inside.Value.Length))); // shared: every cell may ask for it again
            }
        }

        return XmlConvert.DecodeName(text.ToString());
    }

    /// <summary>"BC12" is the 55th.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(3))
        {
            column = (column * 26) + (letter - 'A') + 1;
        }

        return column == 0 ? null : column - 1;
    }

    private static bool Next(XmlReader xml) =>
        xml.Read() && (xml.Depth <= DeepestElement ? true : throw new InvalidDataException("Elements in elements without end."));

    private static bool IsStart(XmlReader xml, string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name;

    private static XmlReader? Open(ZipArchive zip, string name, TableLimits limits) => zip.GetEntry(name) is { } entry
        ? XmlReader.Create(entry.Open(), Settings(limits))
        : null;
}
