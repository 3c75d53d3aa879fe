namespace Coopera.Core.Files;

/// <summary>The last step of a file that is there whole or not at all.</summary>
internal static class FinishedFile
{
    /// <summary>
    /// Gives what was written and flushed its name, and returns when the name is on the disk as well: a row elsewhere may name it at once,
    /// and the machine lose its power.
    /// </summary>
    public static void Name(string part, string path, bool overwrite = false)
    {
        File.Move(part, path, overwrite);

        // What flushes a file flushes the change of its name with it; a folder cannot be flushed from here.
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Flush(flushToDisk: true);
    }
}
