using Coopera.Core.Links;

namespace Coopera.Core.Files;

/// <summary>The folder for what the site writes beside the database: mails in development, exports in the making.</summary>
public static class DataFolder
{
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
        if (settings.Mail.Transport == MailTransportKind.Folder)
        {
            Create("Mail:Folder", settings.Mail.Folder);
        }
    }

    /// <summary>Throws when nothing can be written there. It is not made: what went away shall be missed.</summary>
    public static void Try(string folder)
    {
        var probe = Path.Combine(folder, $".health-{Guid.NewGuid():N}");
        File.WriteAllText(probe, "ok");
        File.Delete(probe);
    }

    private static void Create(string key, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            Try(folder);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{key} is \"{folder}\": it must be a folder that this program may write to ({refusal.Message}).");
        }
    }
}
