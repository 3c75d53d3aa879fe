using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

namespace Coopera.Testing.Reading;

/// <summary>A cell as Calc has it: "string", "float", "date", "boolean", and its text or the invariant form of its value.</summary>
public sealed record SheetCell(string Kind, string Text)
{
    public static readonly SheetCell Empty = new("", "");
}

/// <summary>Files opened by LibreOffice Calc in Italian. Where it is not installed the test is skipped and says so.</summary>
public static class LibreOffice
{
    // Semicolons, UTF-8, Italian, from the first row: the rest as the window has it that comes up on a double click.
    private const string AsOnDoubleClick = "CSV:59,34,76,1,,1040,false,false,false,false,false,-1,false";

    // The same, and days, hours and truth values are looked for and formulas reckoned: what Excel does without asking.
    private const string AsExcelDoes = "CSV:59,34,76,1,,1040,false,true,false,false,false,-1,true";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly XNamespace Office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
    private static readonly XNamespace Table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private static readonly XNamespace Words = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";

    public static IReadOnlyDictionary<string, SheetCell[][]> OpenCsv(bool likeExcel, params (string Name, byte[] Content)[] files) =>
        Open(likeExcel ? AsExcelDoes : AsOnDoubleClick, "csv", files);

    public static IReadOnlyDictionary<string, SheetCell[][]> OpenXlsx(params (string Name, byte[] Content)[] files) =>
        Open("Calc MS Excel 2007 XML", "xlsx", files);

    private static Dictionary<string, SheetCell[][]> Open(string filter, string extension, (string Name, byte[] Content)[] files)
    {
        Assert.SkipUnless(Tool.IsInstalled("soffice"), "LibreOffice Calc is not installed.");
        var folder = Directory.CreateTempSubdirectory("coopera-calc-");
        try
        {
            foreach (var (name, content) in files)
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, $"{name}.{extension}"), content);
            }

            Convert(folder.FullName, filter, files.Select(file => $"{file.Name}.{extension}"));
            return files.ToDictionary(file => file.Name, file => Read(Path.Combine(folder.FullName, $"{file.Name}.fods")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Convert(string folder, string filter, IEnumerable<string> files)
    {
        // A profile of its own: nothing of whoever runs the tests, and no other office that is open.
        var profile = Directory.CreateDirectory(Path.Combine(folder, "profile", "user")).Parent!;
        File.WriteAllText(Path.Combine(profile.FullName, "user", "registrymodifications.xcu"), """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
            <item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>it-IT</value></prop></item>
            </oor:items>
            """);
        var start = new ProcessStartInfo(
            "soffice",
            [
                $"-env:UserInstallation=file://{profile.FullName}", "--headless", $"--infilter={filter}", "--convert-to", "fods",
                "--outdir", folder, .. files,
            ])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = folder;
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, $"LibreOffice: {printed.Result}{errors.Result}");
    }

    private static SheetCell[][] Read(string file)
    {
        var rows = new List<SheetCell[]>();
        foreach (var row in XElement.Load(file).Descendants(Table + "table").First().Elements(Table + "table-row"))
        {
            var cells = row.Elements(Table + "table-cell").SelectMany(cell => Enumerable.Repeat(Cell(cell), Times(cell, "columns"))).ToList();
            while (cells.Count > 0 && cells[^1] == SheetCell.Empty)
            {
                cells.RemoveAt(cells.Count - 1);
            }

            rows.AddRange(Enumerable.Repeat(cells.ToArray(), cells.Count == 0 ? 1 : Times(row, "rows")));
        }

        while (rows.Count > 0 && rows[^1].Length == 0)
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return [.. rows];
    }

    // The rest of a row, and of a sheet, is one element said to be there thousands of times.
    private static int Times(XElement element, string what) =>
        Math.Min((int?)element.Attribute(Table + $"number-{what}-repeated") ?? 1, 200);

    private static SheetCell Cell(XElement cell)
    {
        var kind = (string?)cell.Attribute(Office + "value-type") ?? "";
        return new(kind, kind switch
        {
            "" => "",
            "date" => (string)cell.Attribute(Office + "date-value")!,
            "time" => (string)cell.Attribute(Office + "time-value")!,
            "boolean" => (string)cell.Attribute(Office + "boolean-value")!,
            "string" => string.Join('\n', cell.Elements(Words + "p").Select(Text)),
            _ => ((double)cell.Attribute(Office + "value")!).ToString(CultureInfo.InvariantCulture),
        });
    }

    private static string Text(XElement paragraph) => string.Concat(paragraph.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement spaces when spaces.Name == Words + "s" => new string(' ', (int?)spaces.Attribute(Words + "c") ?? 1),
        XElement tab when tab.Name == Words + "tab" => "\t",
        XElement line when line.Name == Words + "line-break" => "\n",
        XElement inner => Text(inner),
        _ => "",
    }));
}
