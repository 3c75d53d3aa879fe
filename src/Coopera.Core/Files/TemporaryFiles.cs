namespace Coopera.Core.Files;

/// <summary>
/// What is made on the way to somewhere else, such as spreadsheets and uploads in the making, in the data folder's "tmp": it holds people's
/// data, so only this program reads it. A file disappears when it is closed; what a killed program left is swept.
/// </summary>
public static class TemporaryFiles
{
    public static string FolderOf(SiteSettings site)
    {
        var folder = Path.Combine(site.DataFolder, "tmp");
        DataFolder.CreateLast(folder);
        return folder;
    }

    /// <summary>Throws when nothing can be written there.</summary>
    public static void Try(SiteSettings site) => DataFolder.Try(FolderOf(site));

    public static FileStream Create(SiteSettings site, string extension)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 64 * 1024,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(FolderOf(site), $"{Guid.NewGuid():N}.{extension}"), options);
    }
}
