namespace Coopera.Core.Files;

public static class DataFolder
{
    public const string ProbePrefix = ".health-";

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

    public static void CreatePrivate(string folder)
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
        Directory.CreateDirectory(folder);
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
}
