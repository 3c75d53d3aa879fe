using Coopera.Core.Links;

namespace Coopera.Core.Files;

/// <summary>The folder for what the site writes beside the database: mails in development, exports in the making.</summary>
public static class DataFolder
{
    /// <summary>At start: it must be there and take files.</summary>
    public static void Prepare(SiteSettings site)
    {
        try
        {
            Try(site.DataFolder);
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
        var probe = Path.Combine(folder, $".health-{Guid.NewGuid():N}");
        File.WriteAllText(probe, "ok");
        File.Delete(probe);
    }
}
