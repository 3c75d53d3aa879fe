using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Coopera.Core.Files;

/// <summary>Holds people's data: only the program's account looks into it (0700), and at its files (0600).</summary>
public static partial class DataFolder
{
    public const string ProbePrefix = ".health-";
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>At start: it must be there and take files; where mails are files, their folder too.</summary>
    public static void Prepare(Settings settings)
    {
        var folder = settings.Site.DataFolder;
        if (!settings.Site.CreateDataFolder && !Directory.Exists(folder))
        {
            throw new SettingsException(
                $"Site:DataFolder is \"{folder}\", which is not there: "
                + "mount or make it, or set Site:CreateDataFolder to true to begin with an empty one.");
        }

        Create("Site:DataFolder", folder);
        Prepare("Site:DataFolder", folder, () => TemporaryFiles.Try(settings.Site));
        if (settings.Mail.Transport == MailTransportKind.Folder)
        {
            Create("Mail:Folder", settings.Mail.Folder);
        }

        if (settings.Pec.Account is { Transport: MailTransportKind.Folder } pec)
        {
            Create("Pec:Folder", pec.Folder);
        }
    }

    /// <summary>Throws when nothing can be written there. It is not made: what went away shall be missed.</summary>
    public static void Try(string folder)
    {
        var probe = Path.Combine(folder, $"{ProbePrefix}{Guid.NewGuid():N}");
        try
        {
            File.WriteAllText(probe, "ok");
        }
        finally
        {
            File.Delete(probe); // on a full disk it is there, and empty
        }
    }

    /// <summary>Null when the system does not say.</summary>
    public static long? FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Where the disk is mounted that this folder is on.</summary>
    public static string DriveOf(string folder)
    {
        var path = Ended(Path.GetFullPath(folder));
        return DriveInfo.GetDrives().Select(drive => Ended(drive.RootDirectory.FullName))
            .Where(root => path.StartsWith(root, StringComparison.OrdinalIgnoreCase)).MaxBy(root => root.Length) ?? "";

        static string Ended(string path) => path.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
    }

    /// <summary>Whatever this process makes from now on, SQLite's files included, is for its account alone.</summary>
    public static void KeepToOneself()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetMask((uint)Others);
        }
    }

    /// <summary>At start: what a restore, an older version or somebody's hand left open to others is closed, and told.</summary>
    public static void Mend(Settings settings, ILogger logger)
    {
        if (!OperatingSystem.IsWindows())
        {
            CloseToOthers(settings, logger);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void CloseToOthers(Settings settings, ILogger logger)
    {
        var mended = new List<string>();
        foreach (var path in settings.MailFolders.Prepend(settings.Site.DataFolder).Where(Directory.Exists).Distinct()
            .SelectMany(folder => Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.ReparsePoint,
            }).Prepend(folder)))
        {
            try
            {
                var mode = File.GetUnixFileMode(path);
                if ((mode & Others) != UnixFileMode.None)
                {
                    File.SetUnixFileMode(path, mode & ~Others);
                    mended.Add(path);
                }
            }
            catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
            {
                // another process of the site made it and took it away again
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                Log.NotMended(logger, path, refusal.Message);
                break;
            }
        }

        if (mended.Count > 0)
        {
            Log.Mended(logger, mended.Count, mended[0]);
        }
    }

    /// <summary>
    /// While the site runs only the last folder of a path is made: a data folder that went away shall be missed, not made anew and empty.
    /// </summary>
    public static void CreateLast(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (!Directory.Exists(Path.GetDirectoryName(folder)))
        {
            throw new DirectoryNotFoundException($"\"{Path.GetDirectoryName(folder)}\" is gone.");
        }

        CreatePrivate(folder);
    }

    private static void CreatePrivate(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (IOException refusal) when (!DiskFull.Caused(refusal))
        {
            throw new DirectoryNotFoundException($"\"{folder}\" must be a folder that this program may write to: {refusal.Message}", refusal);
        }
    }

    private static void Create(string key, string folder) => Prepare(key, folder, () =>
    {
        CreatePrivate(folder);
        Try(folder);
    });

    private static void Prepare(string key, string folder, Action prepare)
    {
        try
        {
            prepare();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{key} is \"{folder}\": it must be a folder that this program may write to ({refusal.Message}).");
        }
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetMask(uint mask);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Files and folders that others on this machine could read and now cannot: {Count}, among them {Path}")]
        public static partial void Mended(ILogger logger, int count, string path);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "{Path} is open to others on this machine, and its mode cannot be changed ({Reason}): make it 0600, folders 0700")]
        public static partial void NotMended(ILogger logger, string path, string reason);
    }
}
