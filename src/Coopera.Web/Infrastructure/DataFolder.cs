namespace Coopera.Web.Infrastructure;

/// <summary>The folder for what the site writes beside the database: uploads, mails in development, what is in the making.</summary>
public static class DataFolder
{
    public const string ProbePrefix = ".health-";

    /// <summary>At start: it must be there and take files.</summary>
    public static void Prepare(SiteSettings site)
    {
        try
        {
            Try(site.DataFolder);
            TemporaryFiles.FolderOf(site);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"Site:DataFolder is \"{site.DataFolder}\": it must be a folder that this program may write to ({refusal.Message}).");
        }
    }

    /// <summary>Throws when nothing can be written there.</summary>
    public static void Try(string folder)
    {
        Directory.CreateDirectory(folder);
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

    /// <summary>Makes a folder that this program alone reads, unless it is there.</summary>
    public static void CreatePrivate(string folder)
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
}
