namespace Coopera.Core.Files;

/// <summary>The last step of a file that is there whole or not at all.</summary>
internal static class FinishedFile
{
    /// <summary>
    /// Gives what was written and flushed its name, and returns when the name is on the disk as well: a row elsewhere may name it at once,
    /// and the machine lose its power.
    /// </summary>
    public static void Rename(string part, string path, bool overwrite = false)
    {
        using var file = new FileStream(part, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        File.Move(part, path, overwrite);

        // ext4, XFS, Btrfs and NTFS write the change of a name down with the file; a folder cannot be flushed from here.
        file.Flush(flushToDisk: true);
    }
}
