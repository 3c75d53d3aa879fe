using System.Text.RegularExpressions;
using Coopera.Core;
using Coopera.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace Coopera.Web.Tests.Hosting;

public sealed partial class SettingNamesTests
{
    [Theory]
    [InlineData("Staff:RequireTwoFactor", "Staff:SecondFactorRequired")]
    [InlineData("Mail:Hots", "Mail:Host")]
    [InlineData("mail:smtphost", "Mail:Host")]
    [InlineData("Mail:Username", "Mail:User")]
    [InlineData("Mail:PathBase", "Site:PathBase")]
    [InlineData("Site:TrustedProxies:0", "Site:TrustedProxies")]
    [InlineData("Database:Migrate", "Database:MigrateOnStart")]
    [InlineData("ConnectionStrings:Default", "ConnectionStrings:Coopera")]
    [InlineData("RateLimits:SignupPerMinute", "RateLimits:SignUpsPerMinute")]
    [InlineData("Retention:RegistrationDays", "Retention:Registrations")]
    [InlineData("Telemetry:Endpoint", "Telemetry:OtlpEndpoint")]
    public void An_unknown_key_stops_the_start_with_the_nearest_one(string key, string nearest) =>
        Assert.Equal($"{key} is not a setting of Coopera. Did you mean {nearest}?", Refusal(key));

    [Fact]
    public async Task A_key_that_was_ours_stops_no_start_and_is_told_in_the_log()
    {
        var log = new LogLines();
        using var site = new CooperaSite(new() { ["Forms:LeastSeconds"] = "5" }, services: log.Join);

        Assert.Equal(200, (await site.NewVisitor().GetAsync("/")).Status);

        Assert.Single(log.Lines, line => line.Contains("Forms:LeastSeconds is set and no longer read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("MAIL")]
    [InlineData("Site")]
    [InlineData("AllowedHosts")]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Serilog:MinimumLevel")]
    [InlineData("Kestrel:Endpoints:Http:Url")]
    [InlineData("staff:secondfactorrequired")]
    [InlineData("ConnectionStrings:Coopera_ProviderName")]
    public void What_is_the_frameworks_or_the_machines_is_let_be(string key) =>
        SettingNames.RefuseUnknown(Only(key));

    [Fact]
    public void A_section_within_a_section_is_no_key() => SettingNames.RefuseUnknown(
        new ConfigurationBuilder().AddInMemoryCollection([new("Staff:FirstAdministrator", ""), new("Staff:FirstAdministrator:Email",
            "a@b.it")]).Build());

    [Fact]
    public void The_document_tells_of_all_the_settings_and_of_no_others()
    {
        var told = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "configuration.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => KeysOf(line.Split('|')[1]));

        Assert.Equal(SettingNames.All.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_file_of_settings_that_comes_with_the_program_is_read_and_changes_no_default()
    {
        var folder = Path.Combine(Repository.Root, "src", "Coopera.Web");
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(folder, "appsettings.json")).Build();

        SettingNames.RefuseUnknown(file);
        var ours = file.AsEnumerable().Where(pair => pair.Value is not null && pair.Key != "AllowedHosts").Select(pair => pair.Key);
        Assert.All(ours, key => Assert.True(SettingNames.Contains(key), key));
        foreach (var environment in new[] { "Development", "Production" })
        {
            Assert.Equal(Read(new ConfigurationBuilder()), Read(new ConfigurationBuilder().AddConfiguration(file)));

            string Read(IConfigurationBuilder from)
            {
                from.AddInMemoryCollection([new("Site:BaseUrl", "https://www.example.org"), new("Keys:KeyFile", "/etc/coopera/key"),
                    new("Mail:Transport", "Folder")]);
                return Settings.Read(from.Build(), new SettingsTests.Here(environment)).ToString();
            }
        }
    }

    private static string Refusal(string key) => Assert.Throws<SettingsException>(
        () => SettingNames.RefuseUnknown(Only(key))).Message;

    private static IConfiguration Only(string key) => new ConfigurationBuilder().AddInMemoryCollection([new(key, "x")]).Build();

    /// <summary>"`Mail:User`, `Mail:Password`"; a name that begins with a colon goes on from the one before.</summary>
    private static IEnumerable<string> KeysOf(string cell)
    {
        var last = "";
        foreach (Match match in Key().Matches(cell))
        {
            last = match.Groups[1].Value is [':', ..] suffix ? last[..last.LastIndexOf(':')] + suffix : match.Groups[1].Value;
            yield return last;
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Key();
}
