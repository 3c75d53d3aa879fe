using Coopera.Web.Infrastructure;

namespace Coopera.Web.Features.Admin.Exports;

/// <summary>A ZIP archive wants to go back and fill in sizes: what is one is made in a file of the data folder that disappears when closed.</summary>
internal static class PassingFile
{
    public static FileStream Create(SiteSettings site, string extension) => new(
        Path.Combine(site.DataFolder, $".export-{Guid.NewGuid():N}.{extension}"),
        FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
