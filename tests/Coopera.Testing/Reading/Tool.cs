using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Coopera.Testing.Reading;

/// <summary>Programs of other people. Where one is not installed the test is skipped and says so.</summary>
public static class Tool
{
    /// <summary>
    /// Runs a program on files in a folder of their own and gives what it printed and what it wrote to "out", with whatever ending.
    /// </summary>
    /// <param name="arguments">File names as given in <paramref name="files"/>.</param>
    public static (int ExitCode, string Printed, byte[] Written) Run(
        string program, string[] arguments, params (string Name, byte[] Content)[] files)
    {
        program = Find(program);
        var folder = Directory.CreateTempSubdirectory("coopera-pdf-");
        try
        {
            foreach (var (name, content) in files)
            {
                File.WriteAllBytes(Path.Combine(folder.FullName, name), content);
            }

            var start = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["LC_ALL"] = "C.UTF-8";
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var printed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            var written = Directory.EnumerateFiles(folder.FullName, "out*").FirstOrDefault();
            return (process.ExitCode, printed + errors.GetAwaiter().GetResult(), written is null ? [] : File.ReadAllBytes(written));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What it printed; fails when the program was not content.</summary>
    public static string Print(string program, byte[] pdf, params string[] options)
    {
        var (exitCode, printed, _) = Run(program, [.. options, "in.pdf"], ("in.pdf", pdf));
        Assert.True(exitCode == 0, string.Create(CultureInfo.InvariantCulture, $"{program} ended with {exitCode}: {printed}"));
        return printed;
    }

    /// <summary>The form filled in by pdftk, as the field values say.</summary>
    public static byte[] FillWithPdftk(byte[] pdf, IReadOnlyDictionary<string, string> values, params string[] options)
    {
        XNamespace xfdf = "http://ns.adobe.com/xfdf/";
        var fields = values.Select(
            value => new XElement(xfdf + "field", new XAttribute("name", value.Key), new XElement(xfdf + "value", value.Value)));
        var form = new XElement(xfdf + "xfdf", new XElement(xfdf + "fields", fields));
        var data = $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{form.ToString(SaveOptions.DisableFormatting)}";
        var (exitCode, printed, written) = Run(
            "pdftk", ["in.pdf", "fill_form", "values.xfdf", "output", "out", .. options],
            ("in.pdf", pdf), ("values.xfdf", Encoding.UTF8.GetBytes(data)));
        Assert.True(exitCode == 0, printed);
        return written;
    }

    public static bool IsInstalled(string program) => Places(program).Any(File.Exists);

    /// <summary>Where it is.</summary>
    public static string Find(string program)
    {
        var found = Places(program).FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"The program {program} is not installed.");
        return found!;
    }

    /// <summary>A program that reads files where they are, or none.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Servers lie where only root looks.</summary>
    private static IEnumerable<string> Places(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(["/usr/sbin", "/sbin"])
            .Select(folder => Path.Combine(folder, program));
}
