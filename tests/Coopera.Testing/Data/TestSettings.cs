using Coopera.Core;
using Coopera.Core.Files;
using Coopera.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace Coopera.Testing.Data;

/// <summary>What is set for every test: mail to a folder, no worker, no sample webinar, no limit on how fast tests come.</summary>
public static class TestSettings
{
    public const string AdministratorEmail = "segreteria@anci.example";
    public const string AdministratorPassword = "tre parole a caso";

    public static Dictionary<string, string?> In(string folder) => new()
    {
        ["Site:DataFolder"] = folder,
        ["Site:BaseUrl"] = "http://localhost",
        ["Keys:KeyFile"] = TestKey.File,
        ["Mail:Transport"] = "Folder",
        ["Worker:Enabled"] = "false",
        ["Demo:Enabled"] = "false",
        ["Forms:LeastSeconds"] = "0",
        ["RateLimits:SignUpsPerMinute"] = "1000000",
        ["RateLimits:LinkRequestsPerMinute"] = "1000000",
        ["RateLimits:StaffSignInsPerMinute"] = "1000000",
        ["Staff:SecondFactorRequired"] = "false",
        ["Staff:FirstAdministrator:Email"] = AdministratorEmail,
        ["Staff:FirstAdministrator:Password"] = AdministratorPassword,
    };

    /// <summary>As the program reads them at its start.</summary>
    public static Settings Read(Dictionary<string, string?> settings) => Settings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
        new HostingEnvironment { EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory });
}
