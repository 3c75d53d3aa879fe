using Coopera.Core;
using Coopera.Core.Changes;
using Coopera.Core.Files;
using Coopera.Core.Links;

namespace Coopera.Core.Files;

/// <summary>A ZIP archive wants to go back and fill in sizes: what is one is made in a file of the data folder that disappears when closed.</summary>
public static class PassingFile
{
    public static FileStream Create(SiteSettings site, string extension) => new(
        Path.Combine(site.DataFolder, $".export-{Guid.NewGuid():N}.{extension}"),
        FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
