using System.Diagnostics;
using System.Globalization;

namespace Coopera.Web.Tests.Faults;

/// <summary>A disk of a few megabytes, in memory. Mounting one is for root alone.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    public static SmallDisk Mount(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "a small disk is mounted by root on Linux");
        var folder = Directory.CreateTempSubdirectory("coopera-disk-").FullName;
        var refusal = Run("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m"), "tmpfs", folder);
        if (refusal.Length > 0)
        {
            Directory.Delete(folder);
            Assert.Skip($"a small disk cannot be mounted here: {refusal}");
        }

        return new SmallDisk(folder);
    }

    /// <summary>What an administrator would do.</summary>
    public void Grow(int megabytes) =>
        Assert.Empty(Run("mount", "-o", string.Create(CultureInfo.InvariantCulture, $"remount,size={megabytes}m"), Folder));

    public void Dispose()
    {
        // The site may have taken the folder's content away, not the folder itself.
        Run("umount", "-l", Folder);
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : said.Trim();
    }
}
