using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Core.Samples;
using Coopera.Core.Staff;
using Coopera.Web.Hosting;

namespace Coopera.Web.Commands;

public static class Serve
{
    public static async Task<int> RunAsync(string[] settings)
    {
        await using var app = Site.Build(settings);
        var given = app.Services.GetRequiredService<Settings>();
        app.TellStart();
        app.RequireFrontend();
        await app.Services.PrepareDatabaseAsync();
        await app.Services.ProtectWhatIsStoredAsync();
        DataFolder.Mend(given, app.Logger);
        await app.Services.CheckUploadFolderAsync();
        await app.Services.PlantSamplesAsync(given);
        await app.Services.EnsureFirstAdministratorAsync(given);
        app.UseSite(given);
        await app.ListenAsync();
        app.TellReady();
        await app.WaitForShutdownAsync();
        return ExitCode.Done;
    }
}
