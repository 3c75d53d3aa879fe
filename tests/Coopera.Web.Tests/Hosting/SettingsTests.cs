using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Core.Files;
using Coopera.Web.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Coopera.Web.Tests.Hosting;

/// <summary>A wrong or missing setting is told in one sentence that names its key and what it may hold.</summary>
public sealed class SettingsTests
{
    private static readonly Dictionary<string, string?> Production = new()
    {
        ["Site:BaseUrl"] = "https://www.example.org/iscrizioni",
        ["Site:PathBase"] = "/iscrizioni/",
        ["Keys:KeyFile"] = "/etc/coopera/key",
        ["Mail:Transport"] = "smtp",
        ["Mail:Host"] = "posta.example.org",
        ["Mail:From"] = "iscrizioni@example.org",
    };

    [Fact]
    public void A_complete_configuration_is_read()
    {
        var settings = Read(new()
        {
            ["Site:StaffHost"] = "gestione.example.org",
            ["Site:TrustedProxies"] = "10.0.0.5, 10.1.0.0/16,::1",
            ["Staff:FirstAdministrator:Email"] = "segreteria@example.org",
            ["Staff:FirstAdministrator:Password"] = "tre parole a caso",
            ["Mail:User"] = "utente",
            ["Mail:Password"] = "segreto",
            ["Mail:Security"] = "TLS",
        });

        Assert.Equal(DatabaseProvider.Sqlite, settings.Database.Provider);
        Assert.True(settings.Database.MigrateOnStart);
        Assert.Equal("/iscrizioni", settings.Site.PathBase);
        Assert.Equal("https://www.example.org/iscrizioni", settings.Site.BaseUrl?.ToString());
        Assert.Equal("https://gestione.example.org/iscrizioni", settings.Site.StaffUrl?.ToString());
        Assert.Equal(["10.0.0.5/32", "10.1.0.0/16", "::1/128"], settings.Site.TrustedProxies.Select(network => network.ToString()));
        Assert.Equal(
            (MailTransportKind.Smtp, 465, "iscrizioni@example.org"),
            (settings.Mail.Transport, settings.Mail.Port, settings.Mail.ReplyTo.Display));
        Assert.Equal("segreteria@example.org", settings.FirstAdministrator?.Email.Display);
        Assert.True(settings.RateLimits.SignUpsPerMinute >= 60, "An office of 60 people behind one address signs up within a minute.");
        Assert.True(settings.WorkerEnabled);
        Assert.True(settings.SecondFactorRequired);
        Assert.Null(settings.ResetSecondFactorOf);
        Assert.False(settings.DemoEnabled);
    }

    [Fact]
    public void In_development_nothing_has_to_be_set()
    {
        var settings = Settings.Read(new ConfigurationBuilder().Build(), new Here("Development"));

        Assert.Equal(
            (MailTransportKind.Folder, true),
            (settings.Mail.Transport, settings.DemoEnabled));
        Assert.Null(settings.Site.BaseUrl);
        Assert.False(settings.SecondFactorRequired);
        Assert.EndsWith(Path.Combine("App_Data", "coopera.db"), settings.Database.ConnectionString, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(settings.Site.DataFolder, "mail"), settings.Mail.Folder);
        Assert.Equal((Path.Combine(settings.Site.DataFolder, "key"), true), (settings.Keys.KeyFile, settings.Keys.MakeKeyFile));
    }

    [Theory]
    [InlineData("Database:Provider", "Oracle", "Database:Provider is \"Oracle\": it must be one of Sqlite, SqlServer, PostgreSql.")]
    [InlineData("Database:Provider", "1", "Database:Provider is \"1\": it must be one of Sqlite, SqlServer, PostgreSql.")]
    [InlineData(
        "Database:Provider",
        "SqlServer",
        "ConnectionStrings:Coopera is missing: with Database:Provider=SqlServer it must hold the connection string of the server.")]
    [InlineData("Database:BatchSize", "0", "Database:BatchSize is \"0\": it must be a whole number from 1 to 1000.")]
    [InlineData("Database:MigrateOnStart", "yes", "Database:MigrateOnStart is \"yes\": it must be true or false.")]
    [InlineData(
        "Site:BaseUrl",
        null,
        "Site:BaseUrl is missing: it must hold the site's public address, for example https://www.example.org/iscrizioni.")]
    [InlineData(
        "Site:BaseUrl", "www.example.org",
        "Site:BaseUrl is \"www.example.org\": it must be an address that starts with http:// or https://, without a question mark or a "
        + "number sign.")]
    [InlineData(
        "Site:BaseUrl", "https://www.example.org/iscrizioni?a=1",
        "Site:BaseUrl is \"https://www.example.org/iscrizioni?a=1\": it must be an address that starts with http:// or https://, without "
        + "a question mark or a number sign.")]
    [InlineData(
        "Site:BaseUrl", "http://www.example.org/iscrizioni",
        "Site:BaseUrl is \"http://www.example.org/iscrizioni\": outside Development it must start with https:// (http:// only for "
        + "localhost), since passwords and personal links pass through it.")]
    [InlineData(
        "Site:SecurityContacts",
        "sicurezza",
        "Site:SecurityContacts holds \"sicurezza\": it must be email addresses, or addresses that start with https:// or tel:, parted by "
        + "commas.")]
    [InlineData(
        "Site:SecurityPolicy",
        "http://www.example.org",
        "Site:SecurityPolicy is \"http://www.example.org\": it must be an address that starts with https://.")]
    [InlineData(
        "Site:StaffHost", "www.example.org",
        "Site:StaffHost is \"www.example.org\": it must be the name of a host, for example gestione.example.org, other than that of "
        + "Site:BaseUrl.")]
    [InlineData(
        "Site:StaffHost", "https://gestione.example.org",
        "Site:StaffHost is \"https://gestione.example.org\": it must be the name of a host, for example gestione.example.org, other than "
        + "that of Site:BaseUrl.")]
    [InlineData(
        "Site:PathBase", "iscrizioni", "Site:PathBase is \"iscrizioni\": it must be empty or start with a slash, for example /iscrizioni.")]
    [InlineData(
        "Site:PathBase",
        "/iscrizioni?x",
        "Site:PathBase is \"/iscrizioni?x\": it must be empty or start with a slash, for example /iscrizioni.")]
    [InlineData(
        "Site:TrustedProxies",
        "10.0.0.5, proxy",
        "Site:TrustedProxies holds \"proxy\": it must be IP addresses or networks parted by commas, for example 10.0.0.5, 10.1.0.0/16.")]
    [InlineData("Mail:Transport", null, "Mail:Transport is missing: it must be Smtp or Folder.")]
    [InlineData("Mail:Transport", "Sendmail", "Mail:Transport is \"Sendmail\": it must be one of Folder, Smtp.")]
    [InlineData("Mail:Host", null, "Mail:Host is missing: with Mail:Transport=Smtp it must hold the name of the mail server.")]
    [InlineData("Mail:Port", "abc", "Mail:Port is \"abc\": it must be a whole number from 1 to 65535.")]
    [InlineData("Mail:Port", "70000", "Mail:Port is \"70000\": it must be a whole number from 1 to 65535.")]
    [InlineData("Mail:Security", "SSL", "Mail:Security is \"SSL\": it must be one of None, StartTls, Tls.")]
    [InlineData("Mail:From", null, "Mail:From is missing: it must be an email address, for example nome@comune.it.")]
    [InlineData("Mail:From", "segreteria", "Mail:From is \"segreteria\": it must be an email address, for example nome@comune.it.")]
    [InlineData("Mail:ReplyTo", "segreteria@", "Mail:ReplyTo is \"segreteria@\": it must be an email address, for example nome@comune.it.")]
    [InlineData(
        "Mail:User", "utente", "Mail:User and Mail:Password belong together: set both, or none when the mail server wants no sign-in.")]
    [InlineData(
        "Staff:FirstAdministrator:Email",
        "a@b.it",
        "Staff:FirstAdministrator:Password is missing or short: it must have at least 12 characters.")]
    [InlineData(
        "Staff:FirstAdministrator:Password",
        "tre parole a caso",
        "Staff:FirstAdministrator:Email is missing: it must be an email address, for example nome@comune.it.")]
    [InlineData("Staff:SecondFactorRequired", "sì", "Staff:SecondFactorRequired is \"sì\": it must be true or false.")]
    [InlineData(
        "Staff:ResetSecondFactorOf",
        "maria",
        "Staff:ResetSecondFactorOf is \"maria\": it must be an email address, for example nome@comune.it.")]
    [InlineData("RateLimits:SignUpsPerHour", "0", "RateLimits:SignUpsPerHour is \"0\": it must be a whole number from 1 to 1000000.")]
    [InlineData("RateLimits:SignUpsPerMinute", "0", "RateLimits:SignUpsPerMinute is \"0\": it must be a whole number from 1 to 1000000.")]
    [InlineData(
        "RateLimits:LinkRequestsPerMinute",
        "-1",
        "RateLimits:LinkRequestsPerMinute is \"-1\": it must be a whole number from 1 to 1000000.")]
    [InlineData(
        "RateLimits:StaffSignInsPerMinute",
        "1.5",
        "RateLimits:StaffSignInsPerMinute is \"1.5\": it must be a whole number from 1 to 1000000.")]
    [InlineData("Logs:Format", "xml", "Logs:Format is \"xml\": it must be one of Text, Json.")]
    [InlineData(
        "Site:MonitoringAddresses", "10.0.0.0/33",
        "Site:MonitoringAddresses holds \"10.0.0.0/33\": it must be IP addresses or networks parted by commas, for example 10.0.0.5, "
        + "10.1.0.0/16.")]
    [InlineData(
        "Telemetry:OtlpEndpoint", "localhost:4318",
        "Telemetry:OtlpEndpoint is \"localhost:4318\": it must be the address of a collector that takes OTLP over HTTP, for example "
        + "http://localhost:4318.")]
    [InlineData("Worker:Enabled", "1", "Worker:Enabled is \"1\": it must be true or false.")]
    [InlineData("Demo:Enabled", "no", "Demo:Enabled is \"no\": it must be true or false.")]
    public void What_is_wrong_is_told_in_one_sentence(string key, string? value, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<SettingsException>(() => Read(new() { [key] = value })).Message);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "coopera.db")]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=a.db;Colour=red")]
    [InlineData(DatabaseProvider.SqlServer, "Server=a;Colour=red")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=a;Port=many")]
    public void A_connection_string_that_cannot_be_read_is_told_before_anything_starts(DatabaseProvider provider, string text)
    {
        var told = Assert.Throws<SettingsException>(
            () => new ServiceCollection().AddCooperaData(new DatabaseSettings(provider, text, MigrateOnStart: false)));

        Assert.StartsWith("ConnectionStrings:Coopera cannot be read (", told.Message, StringComparison.Ordinal);
        Assert.EndsWith($"it must be a connection string for {provider}.", told.Message, StringComparison.Ordinal);
    }

    private static Settings Read(Dictionary<string, string?> changes)
    {
        var all = new Dictionary<string, string?>(Production);
        foreach (var (key, value) in changes)
        {
            all[key] = value;
        }

        return Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build(), new Here("Production"));
    }

    internal sealed class Here(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "Coopera.Web";

        public string ContentRootPath { get; set; } = Path.GetTempPath();

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
