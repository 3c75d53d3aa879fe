using Coopera.Core;
using Coopera.Core.Files;
using Coopera.Core.Links;

namespace Coopera.Web.Hosting;

public static partial class StartLines
{
    public static void TellStart(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        Log.Starting(
            app.Logger, ProgramVersion.Full, app.Environment.EnvironmentName, settings.Database.Provider, settings.Site.DataFolder);
        foreach (var (key, why) in SettingNames.Retired.Where(key => app.Configuration[key.Key] is not null))
        {
            Log.Retired(app.Logger, key, why);
        }
    }

    public static void TellReady(this WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<SiteAddresses>();
        Log.Ready(app.Logger, addresses.Base, addresses.BackOffice);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Coopera {Version} starts ({Environment}, {Provider}, data in {Folder})")]
        public static partial void Starting(ILogger logger, string version, string environment, DatabaseProvider provider, string folder);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Key} is set and no longer read: {Why}. Take it out of the settings")]
        public static partial void Retired(ILogger logger, string key, string why);

        [LoggerMessage(Level = LogLevel.Information, Message = "Ready: open {Address} for the site, {BackOffice} for the back office")]
        public static partial void Ready(ILogger logger, string address, string backOffice);
    }
}
