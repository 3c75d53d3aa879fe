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
        ["Pec:Transport"] = "Folder",
        ["Pec:From"] = "anci@pec.example",
        ["Pec:Folder"] = "mail",
        ["Worker:Enabled"] = "false",
        ["Demo:Enabled"] = "false",
        ["RateLimits:SignUpsPerMinute"] = "1000000",
        ["RateLimits:LinkRequestsPerMinute"] = "1000000",
        ["RateLimits:StaffSignInsPerMinute"] = "1000000",
        ["Mail:StrangerPerHour"] = "1000000",
        ["Mail:StrangerPerDay"] = "1000000",
        ["Mail:BodyCopiesPerDay"] = "1000000",
        ["Mail:AllStrangersPerHour"] = "1000000",
        ["Staff:SecondFactorRequired"] = "false",
        ["Staff:FirstAdministrator:Email"] = AdministratorEmail,
        ["Staff:FirstAdministrator:Password"] = AdministratorPassword,
    };

    /// <summary>A site that cannot send certified mail by itself.</summary>
    public static Dictionary<string, string?> WithoutPecAccount() =>
        new() { ["Pec:Transport"] = null, ["Pec:From"] = null, ["Pec:Folder"] = null };

    /// <summary>What a test leaves out so that strangers may cause as many mails as on a site where nobody set anything.</summary>
    public static Dictionary<string, string?> WithMailLimits(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Mail:StrangerPerHour"] = null,
            ["Mail:StrangerPerDay"] = null,
            ["Mail:BodyCopiesPerDay"] = null,
            ["Mail:AllStrangersPerHour"] = null,
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return settings;
    }

    /// <summary>As the program reads them at its start.</summary>
    public static Settings Read(Dictionary<string, string?> settings) => Settings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
        new HostingEnvironment { EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory });
}
